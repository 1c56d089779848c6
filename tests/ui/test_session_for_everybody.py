from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from tests.factories import conversation
from tests.ui.example import HEADING, sample_review
from ui.pages.session import SessionPage
from ui.theme import Scheme
from ui.widgets.painted import Painted

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "propagateSizeHints")


def test_every_control_has_a_name_for_tests_and_one_for_screen_readers(page):
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QAbstractItemView | Painted)
        and widget.window() is page.window()
        and (not widget.objectName() or not widget.accessibleName())
    ]
    assert not nameless


def test_tab_reaches_the_main_controls_in_reading_order(page, qtbot):
    seen: list[str] = []
    page.header.setFocus()
    page.findChild(QAbstractButton, "play_button").setFocus()
    for _step in range(60):
        widget = QApplication.focusWidget()
        if widget is None or widget.objectName() in seen:
            break
        seen.append(widget.objectName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    wanted = [
        "play_button",
        "context_choice",
        "me_choice",
        "strength_clip_0_play",
        "timeline",
        "transcript_list",
        "measure_tree",
    ]
    assert [name for name in seen if name in wanted] == wanted


def test_painted_charts_say_in_words_what_they_show(page, reviewed):
    for name in ("timeline", "overview", "whole_band", "legend"):
        chart = page.findChild(Painted, name)
        assert chart.account, name
        interface = QAccessible.queryAccessibleInterface(chart)
        assert interface.role() == chart.accessible_role
        assert interface.text(QAccessible.Text.Name) == chart.accessibleName()
        assert interface.text(QAccessible.Text.Description) == chart.account
    assert "Nora and Daniel" in page.findChild(Painted, "timeline").account


def test_rows_speak_through_accessibility(page):
    interface = QAccessible.queryAccessibleInterface(page.reading.transcript)
    assert interface.childCount() >= page.reading.transcript.turns.rowCount()
    assert "Nora" in interface.child(0).text(QAccessible.Text.Name)


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_the_page_holds_in_every_theme_and_at_200_percent_text(page, theme, qapp, scheme, text_scale, qtbot):
    theme.use(qapp, scheme=scheme, text_scale=text_scale)
    qapp.processEvents()
    assert not page.grab().isNull()
    bar = page._scroll.horizontalScrollBar()
    assert bar.maximum() == 0
    clipped = [
        label.objectName() or label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.text() and label.height() < label.fontMetrics().height() - 2
    ]
    assert not clipped
    theme.use(qapp, scheme=Scheme.LIGHT, text_scale=1.0)


@pytest.mark.parametrize(
    "talk",
    [
        conversation(me=None),
        conversation("A 0-4 Only me here."),
        conversation("A 0-4 One.", "B 4-8 Two.", "C 8-12 Three.", "D 12-16 Four.", "E 16-20 Five.", "F 20-24 Six."),
    ],
    ids=["empty", "one speaker", "six people"],
)
def test_any_conversation_can_be_shown(theme, player, reviewed, talk, qtbot):
    page = SessionPage(theme, player)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    bare = replace(sample_review(me=None), conversation=talk, moments=())
    page.show_session(HEADING, bare)
    page.show()
    qtbot.waitExposed(page)
    assert not page.grab().isNull()
    assert page.reading.transcript.turns.rowCount() == len(talk.turns)


def test_with_large_text_people_and_choices_scroll_away_with_the_page(page, theme, qapp):
    details = page.findChild(QWidget, "session_details")
    assert page.header.isAncestorOf(details)
    theme.use(qapp, text_scale=2.0)
    qapp.processEvents()
    assert not page.header.isAncestorOf(details)
    assert page._content.isAncestorOf(details)
    assert page.findChild(QComboBox, "context_choice").isVisible()
    # More than two thirds of the height stay for what is read.
    assert page.header.height() < page.height() / 3
    theme.use(qapp, scheme=Scheme.LIGHT, text_scale=1.0)
    assert page.header.isAncestorOf(details)
