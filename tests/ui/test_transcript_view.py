import pytest
from PySide6.QtCore import QPoint, Qt

from tests.factories import conversation
from tests.ui.example import sample_review
from ui.pages.shown import shown_moments, speaker_voices
from ui.theme import Scheme
from ui.widgets.transcript import TranscriptList
from ui.widgets.transcript_delegate import columns


@pytest.fixture
def shown(theme, qtbot):
    reviewed = sample_review()
    view = TranscriptList(theme)
    qtbot.addWidget(view)
    view.resize(700, 500)
    talk = reviewed.conversation
    view.show_turns(talk, shown_moments(reviewed.moments), speaker_voices(talk, theme))
    view.show()
    qtbot.waitExposed(view)
    return view


def long_talk(turns: int):
    lines = [
        f"{'AB'[n % 2]} {3 * n}-{3 * n + 2.5} Number {n} is a turn of some length, so that it needs two lines here."
        for n in range(turns)
    ]
    return conversation(*lines)


def test_5000_turns_are_laid_out_once_and_the_last_can_be_reached(theme, qtbot):
    talk = long_talk(5000)
    view = TranscriptList(theme)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show_turns(talk, (), speaker_voices(talk, theme))
    view.show()
    qtbot.waitExposed(view)
    view.go_to(4999)
    qtbot.waitUntil(lambda: view.visualRect(view.turns.index(4999)).isValid())
    assert view.viewport().rect().intersects(view.visualRect(view.turns.index(4999)))
    delegate = view.itemDelegate()
    assert len(delegate._heights) == 5000
    # What is laid out for painting stays within a few screens, however long the talk.
    assert len(delegate._blocks) <= 400


def test_the_reading_column_is_never_wider_than_760_pixels():
    assert columns(2000, 1.0).width == 760
    assert columns(500, 1.0).width < 500
    assert columns(60, 1.0).width >= 80


def test_a_click_on_a_word_plays_from_that_word(shown, qtbot):
    row = shown.turns.row(0)
    index = shown.turns.index(0)
    shown.scrollTo(index)
    block = shown._delegate._block(0, row)
    fourth = row.turn.text.split()[3]
    at = row.turn.text.find(fourth)
    box = block.boxes(at, len(fourth))[0]
    rect = shown.visualRect(index)
    place = columns(shown.viewport().width(), 1.0)
    point = QPoint(
        round(rect.left() + place.body + box.center().x()), round(rect.top() + shown._delegate._top(row) + 8)
    )
    with qtbot.waitSignal(shown.play_requested) as heard:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert heard.args == [pytest.approx(row.turn.words[3].start)]


def test_enter_plays_the_turn_that_is_chosen(shown, qtbot):
    shown.setFocus()
    shown.go_to(0)
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    with qtbot.waitSignal(shown.play_requested) as heard:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert heard.args == [shown.turns.row(1).turn.start]


def test_space_plays_or_pauses(shown, qtbot):
    with qtbot.waitSignal(shown.play_toggled):
        qtbot.keyClick(shown, Qt.Key.Key_Space)


def test_the_turn_being_heard_comes_into_view(shown):
    last = shown.turns.rowCount() - 1
    shown.set_position(shown.turns.row(last).turn.start + 0.1, follow=True)
    assert shown.viewport().rect().intersects(shown.visualRect(shown.turns.index(last)))


def test_rows_grow_with_the_text(theme, shown, qapp, qtbot):
    before = shown.sizeHintForRow(0)
    theme.use(qapp, text_scale=2.0)
    assert shown.sizeHintForRow(0) > 1.8 * before
    theme.use(qapp, scheme=Scheme.LIGHT, text_scale=1.0)
    assert shown.sizeHintForRow(0) == before
