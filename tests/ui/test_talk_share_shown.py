"""How talk share is counted can be chosen, and a measure says what it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
)

from tests.ui.example import HEADING
from tests.ui.hands import text_of
from ui.item_models.measures import NODE

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "propagateSizeHints")


def test_another_definition_changes_the_number_its_sentence_and_its_meaning(page, reviewed, qtbot):
    choice = page.findChild(QComboBox, "definition_choice")
    before = text_of(page, "timeline_finding")
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert text_of(page, "timeline_finding") != before
    assert "mm-hm" in text_of(page, "timeline_finding")
    tree = page.reading.measures
    node = tree.measures.index(1, 0).data(NODE)
    assert node.title == text_of(page, "timeline_finding")
    assert "counted as talking" in node.children[0].text
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert text_of(page, "timeline_finding") == before
    assert tree.measures.index(1, 0).data(NODE).line.scale is not None


def test_the_definition_stays_for_the_next_session_and_grades_stay_as_they_are(page, reviewed, qtbot):
    choice = page.findChild(QComboBox, "definition_choice")
    choice.setFocus()
    for _down in range(3):
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    whole = text_of(page, "whole_range")
    page.show_session(HEADING, reviewed)
    assert choice.currentIndex() == 3
    assert "of the words were yours" in text_of(page, "timeline_finding")
    assert text_of(page, "whole_range") == whole


def test_talk_share_stands_once_among_the_measures(page):
    model = page.reading.measures.measures
    names = [model.index(row, 0).data(NODE).line for row in range(model.rowCount())]
    assert [line.measure.name for line in names if line and line.measure.name.startswith("talk_share")] == [
        "talk_share"
    ]


def test_a_key_opens_definition_formula_source_and_strength(page, qtbot):
    tree = page.reading.measures
    tree.setFocus()
    tree.setCurrentIndex(tree.measures.index(1, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    meaning = tree.measures.index(0, 0, tree.measures.index(1, 0)).data(NODE).text
    for part in ("How: ", "Source: ", "Strength of the evidence: industry analysis.", "Aim: "):
        assert part in meaning
