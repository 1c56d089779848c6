"""The person's own voice in the window: offered, taken, said, and forgotten, by clicks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from coach.editing.edits import ChooseMe
from coach.errors import ExitCode, UserError
from coach.hearing.request import ListenRequest, VoiceRequest
from coach.library.library import Library
from coach.library.session import Consent
from coach.profile import Profile, load_profile, save_profile
from coach.review import again
from coach.sample import sample
from coach.work import Failed, JobId
from models.records import VoicePrint
from tests.clocks import NOON
from tests.ui.example import HEADING, sample_review
from tests.ui.hands import child
from tests.ui.shell import WIDE, on_screen, places_in, program_in
from ui.app import Program
from ui.editor import Editor
from ui.intake import Wishes
from ui.main_window import SETTINGS
from ui.pages.session import SessionPage

MINE = Profile(VoicePrint((1.0,), 41.4), "CAM++", date(2026, 11, 24))


def click(qtbot: QtBot, parent: QWidget, name: str) -> None:
    button = child(parent, QAbstractButton, name)
    qtbot.waitUntil(button.isVisible, timeout=1_000)
    at = button.rect().center()
    if isinstance(button, QCheckBox):
        at.setX(8)  # its box and its words answer, the rest of the row does not
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)


def recognised(confidence: float | None):
    """The sample, whose A was taken as me by voice."""
    reviewed = sample_review()
    speakers = tuple(replace(s, me_confidence=confidence if s.me else None) for s in reviewed.conversation.speakers)
    return again(reviewed, conversation=replace(reviewed.conversation, speakers=speakers))


# -- the session page -------------------------------------------------------------------------------------------------


def test_remembering_is_off_until_it_is_ticked(page: SessionPage, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.me_chosen.connect(lambda speaker: asked.append(f"me {speaker}"))
    page.remember_asked.connect(lambda: asked.append("remember"))
    page.show_review(HEADING, sample_review(me=None))
    box = child(page, QCheckBox, "remember_voice")
    assert not box.isChecked()
    assert "only yours" in box.accessibleDescription()
    click(qtbot, page, "me_is_A")
    assert asked == ["me A"]
    click(qtbot, page, "remember_voice")
    click(qtbot, page, "me_is_B")
    assert asked == ["me A", "me B", "remember"]


def test_a_tick_is_for_one_talk_alone(page: SessionPage, qtbot: QtBot) -> None:
    page.show_review(HEADING, sample_review(me=None))
    click(qtbot, page, "remember_voice")
    page.show_review(HEADING, sample_review(me=None))
    assert not child(page, QCheckBox, "remember_voice").isChecked()


def test_without_sound_no_voice_is_offered(page: SessionPage) -> None:
    page.show_session(HEADING, sample_review(me=None), audio=None)
    assert not child(page, QCheckBox, "remember_voice").isVisible()
    assert not child(page, QLabel, "remember_why").isVisible()
    page.show_session(HEADING, sample_review(), audio=None)
    assert not page.header._remember.isEnabled()


@pytest.mark.parametrize(("confidence", "words"), [(0.99, "very sure"), (0.92, "fairly sure")])
def test_who_is_known_by_voice_is_told_and_can_say_no(
    page: SessionPage, qtbot: QtBot, confidence: float, words: str
) -> None:
    page.show_review(HEADING, recognised(confidence))
    assert page.feedback.isVisible()
    told = child(page, QLabel, "known_by_voice")
    assert told.isVisible()
    assert told.text() == f"This sounds like you ({words})."
    with qtbot.waitSignal(page.me_chosen) as asked:
        click(qtbot, page, "not_me")
    assert asked.args == [None]


def test_nothing_is_told_where_the_person_said_it(page: SessionPage) -> None:
    page.show_review(HEADING, recognised(0.99))
    page.show_review(HEADING, sample_review())
    assert not child(page, QLabel, "known_by_voice").isVisible()
    assert not child(page, QAbstractButton, "not_me").isVisible()


def test_what_the_person_says_outweighs_the_voice(tmp_path: Path, qapp: QApplication) -> None:
    with Library.open(tmp_path) as library:
        editor = Editor(library, print)
        session = library.add(recognised(0.92), title="x", consent=Consent("both", "asked", NOON))
        editor.open(library.load(session))
        me = editor.session.review.conversation.me
        assert me.me_confidence == 0.92
        editor.edit(ChooseMe(me.id))
        assert library.load(session).review.conversation.me == replace(me, me_confidence=None)


# -- the whole window -------------------------------------------------------------------------------------------------


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with the sample as a session with its sound, in which nobody is me yet."""
    made = program_in(tmp_path / "kept", qapp)
    with Library.open(places(tmp_path).library) as library:
        path, reviewed = sample().path, sample_review(me=None)
        source = replace(reviewed.source, sha256=sha256(path.read_bytes()).hexdigest())
        library.add(
            replace(reviewed, source=source), title="A talk", consent=Consent("both", "asked", NOON), audio=path
        )
    made.desk.refresh()
    with on_screen(made, qtbot, size=WIDE):
        yield made


def places(tmp_path: Path):
    return places_in(tmp_path / "kept")


def open_talk(program: Program) -> None:
    program.desk.open_session(next(row.id for row in program.desk._rows if row.title == "A talk"))


def voice_told(program: Program) -> str:
    program.window.show_page(SETTINGS)
    return child(program.window.settings, QLabel, "voice_kept").text()


def test_a_voice_is_remembered_by_two_clicks_and_forgotten_by_one(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    file = places(tmp_path).voice
    assert voice_told(program).startswith("Not remembered.")
    assert not child(program.window.settings, QAbstractButton, "forget_voice").isVisible()
    open_talk(program)
    click(qtbot, program.window.session, "remember_voice")
    click(qtbot, program.window.session, "me_is_A")
    qtbot.waitUntil(file.exists, timeout=60_000)
    profile = load_profile(file)
    assert profile is not None
    assert profile.voice.seconds >= 10.0
    qtbot.waitUntil(lambda: voice_told(program).startswith("Remembered on "), timeout=5_000)
    click(qtbot, program.window.settings, "forget_voice")
    assert not list(file.parent.glob("*voice*"))
    assert voice_told(program).startswith("Not remembered.")


def test_choosing_without_the_tick_keeps_nothing(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    open_talk(program)
    click(qtbot, program.window.session, "me_is_A")
    assert not program.window.session.who.isVisible()
    assert not program.bridge.busy
    assert not places(tmp_path).voice.exists()


def answer(name: str) -> None:
    """Press that button of the next box that asks."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QMessageBox):
            child(shown, QAbstractButton, name).click() if name else shown.reject()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_the_menu_asks_before_it_remembers(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(program.bridge, "start", lambda request: asked.append(request) or JobId(7))
    open_talk(program)
    program.window.session.me_chosen.emit("B")
    answer("")
    program.window.session.header._remember.trigger()
    assert asked == []
    answer("enrol_really")
    program.window.session.header._remember.trigger()
    (request,) = asked
    assert isinstance(request, VoiceRequest)
    talk = sample_review().conversation
    assert (request.clear, request.channel) == (talk.clear_speech_of("B"), talk.speaker("B").channel)
    trouble = UserError("That voice is heard alone for 2 seconds.", "Enrol from a longer one.", ExitCode.NOTHING_HEARD)
    program.bridge.failed.emit(Failed(JobId(7), trouble, None))
    assert voice_told(program).startswith("Not remembered.")


def test_a_new_recording_is_listened_to_with_the_profile(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[ListenRequest] = []
    monkeypatch.setattr(program.bridge, "start", lambda request: asked.append(request) or JobId(len(asked)))
    wishes = Wishes(Consent("both", "asked", NOON), "everyday", 2, "en")
    program.intake.bring([sample().path], wishes)
    save_profile(places(tmp_path).voice, MINE)
    program.intake.bring([sample().path], wishes)
    places(tmp_path).voice.write_text("{")
    program.intake.bring([sample().path], wishes)
    assert [request.profile for request in asked] == [None, MINE, None]


def test_a_damaged_profile_is_told_in_the_settings_and_can_be_forgotten(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    file = places(tmp_path).voice
    file.parent.mkdir(parents=True)
    file.write_text("{")
    program = program_in(tmp_path / "kept", qapp)
    qtbot.addWidget(program.window)
    program.window.show()
    assert "is damaged" in voice_told(program)
    click(qtbot, program.window.settings, "forget_voice")
    assert not file.exists()
    program.window.close()
    program.close()
