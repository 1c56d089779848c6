"""Every page and every dialog of the program, each as a person meets it, for tests that hold for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QMessageBox, QToolButton, QWidget

from coach.again import place
from coach.contexts.load import contexts
from coach.exports.formats import Format
from coach.exports.preview import preview
from coach.exports.secrets_suggested import suggested_names
from coach.library.label_rows import Kind
from coach.library.session import Session
from coach.sample import sample
from coach.sample.session import give_sample
from tests.coach.library.sessions import hearing
from tests.ui.hands import child, choose
from tests.ui.lived import live
from tests.ui.shell import fill, places_in, until_read
from ui.app import Program
from ui.dialogs.again_dialog import AgainDialog
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.command_palette import Command, CommandPalette
from ui.dialogs.erase_dialog import EraseDialog
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.keyboard_dialog import KeyboardDialog
from ui.dialogs.labels_dialog import LabelsDialog
from ui.dialogs.licences_dialog import LicencesDialog
from ui.dialogs.versions_dialog import VersionsDialog
from ui.intake import Entry, State
from ui.main_window import PROGRESS, REVIEW, SETTINGS, TODAY

PEOPLE, TAG, TITLES = ("Nora", "Daniel"), "garden", ("First talk", "Which voice is mine", "Last talk")
SETTLED = "Guessed talk"
FILE = Path("notes.m4a")


def furnished(folder: Path) -> None:
    """A library with seen sessions, one that asks for a guess, one in the trash, tags and people."""
    fill(places_in(folder), (SETTLED,), seen=False)
    fill(places_in(folder), TITLES)


def furnish(program: Program) -> None:
    """Tags, a known person, something in the trash."""
    by_title = {row.title: row.id for row in program.library.sessions()}
    program.library.set_tags(by_title["Last talk"], [TAG])
    program.library.set_people(by_title["Last talk"], {"B": PEOPLE[1]})
    program.library.trash([by_title["First talk"]])
    program.desk.refresh()


def _id(program: Program, title: str) -> str:
    return next(row.id for row in program.library.sessions() if row.title == title)


def _page(name: str, program: Program) -> QWidget:
    program.window.show_page(name)
    return program.window


def _session(title: str, program: Program) -> QWidget:
    program.desk.open_session(_id(program, title))
    return program.window


def _found(words: str, program: Program) -> QWidget:
    window = program.window
    window.show_page(REVIEW)
    window.sessions.show_found(program.library.find(words))
    return window


def _trash(program: Program) -> QWidget:
    program.window.show_page(REVIEW)
    program.window.sessions.open_trash()
    return program.window


def _queue(program: Program) -> QWidget:
    window = program.window
    window.show_page(TODAY)
    for entry in (
        Entry(1, FILE, State.WORKING, "writing down the words", 0.42, 95.0),
        Entry(2, FILE, State.WAITING),
        Entry(3, FILE, State.CANCELLED),
        Entry(4, FILE, State.READY, session="x"),
    ):
        window.queue.show_entry(entry)
    window.offer.show_files([FILE])
    return window


def _found_in_session(program: Program) -> QWidget:
    _session("Last talk", program)
    program.window.session.start_find()
    return program.window


def _import(program: Program) -> QWidget:
    return ImportDialog(program.theme, [FILE], contexts(), program.preferences.settings, program.window)


def export_dialog(program: Program, session: Session, folder: Path, format_: Format) -> ExportDialog:
    """The dialog that writes the session out, with a folder and a format offered."""
    return ExportDialog(
        program.theme,
        session,
        partial(suggested_names, session.review.conversation),
        partial(preview, session.review),
        folder,
        format_,
        program.window,
    )


def labels_dialog(program: Program, session: Session) -> LabelsDialog:
    """The dialog for the tags and people of the session."""
    return LabelsDialog(
        program.theme,
        session.title,
        session.tags,
        session.review.conversation.speakers,
        session.known,
        all_tags=program.library.labels(Kind.TAG),
        all_people=program.library.labels(Kind.PERSON),
        parent=program.window,
    )


def _export(format_: Format, program: Program) -> QWidget:
    session = program.library.load(_id(program, "Last talk"))
    return export_dialog(program, session, program.places.library, format_)


def _labels(program: Program) -> QWidget:
    return labels_dialog(program, program.library.load(_id(program, "Last talk")))


def _palette(program: Program) -> QWidget:
    commands = [Command(action.text(), action.trigger) for action in program.window.commands]
    return CommandPalette(program.theme, commands, program.window)


def _asked(kind: type[QDialog], ask: Callable[[], object]) -> QWidget:
    """The one dialog of that kind that ``ask`` brings up; nobody waits for its answer."""
    made: list[QDialog] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "exec", lambda dialog: made.append(dialog) or QDialog.DialogCode.Rejected)
        patch.setattr(kind, "deleteLater", lambda _dialog: None)
        ask()
    (dialog,) = made
    return dialog


def _progress(program: Program) -> QWidget:
    program.window.show_page(PROGRESS)
    until_read(program)
    return program.window


def _lived_progress(talks: int, program: Program) -> QWidget:
    """The page of progress after so many everyday talks that go somewhere."""
    live(program.places.library, talks)
    window = _progress(program)
    choose(child(window, QComboBox, "progress_context"), "everyday")
    return window


def _partner(program: Program, steps: int = 0) -> QWidget:
    """The other person's page, after so many steps: how heard they felt, then one answer after the other."""
    _session("Last talk", program)
    program.window.partner_here_asked.emit()
    page = program.window.partner
    for step in range(steps):
        page.next.click()
        if step == 0:
            child(page, QAbstractButton, "partner_heard_6").click()
    return program.window


def _answer(program: Program) -> QWidget:
    """The dialog that takes what another person answered elsewhere."""
    _session("Last talk", program)
    return _asked(AnswerDialog, child(program.window.session.partner, QAbstractButton, "strip_answer").click)


def _form(program: Program) -> QWidget:
    _session("Last talk", program)
    return _asked(FormDialog, child(program.window.session.partner, QAbstractButton, "strip_form").click)


def _enrol(program: Program) -> QWidget:
    _session("Last talk", program)
    return _asked(QMessageBox, program.window.session.remember_offered.emit)


def _heard_twice(program: Program) -> None:
    """The sample open, heard by two models."""
    session = give_sample(program.library, sample())
    place(program.library, session, hearing())
    program.desk.open_session(session)


def _again(program: Program) -> QWidget:
    _heard_twice(program)
    return _asked(AgainDialog, program.window.session.header.again_requested.emit)


def _versions(program: Program) -> QWidget:
    _heard_twice(program)
    return _asked(VersionsDialog, program.window.session.header.versions_requested.emit)


def _keyboard(program: Program) -> QWidget:
    return KeyboardDialog(program.theme, program.window.menus.lines, {"trash": "Ctrl+E"}, program.window)


ROOMS: dict[str, Callable[[Program], QWidget]] = {
    "today": partial(_page, TODAY),
    "sessions": partial(_page, REVIEW),
    "settings": partial(_page, SETTINGS),
    "trash": _trash,
    "found": partial(_found, "thursday"),
    "not found": partial(_found, "zebra"),
    "session": partial(_session, "Last talk"),
    "find in a session": _found_in_session,
    "guess": partial(_session, SETTLED),
    "who is me": partial(_session, "Which voice is mine"),
    "queue and offer": _queue,
    "import": _import,
    "export": partial(_export, Format.WORD),
    "export without names": partial(_export, Format.REDACTED),
    "labels": _labels,
    "progress": partial(_lived_progress, 3),
    "progress of too few": _progress,
    "partner begins": _partner,
    "partner says how heard": partial(_partner, steps=1),
    "partner answers": partial(_partner, steps=2),
    "partner's answer": _answer,
    "hear it again": _again,
    "versions": _versions,
    "palette": _palette,
    "keyboard": _keyboard,
    "partner's form": _form,
    "enrol": _enrol,
    "erase": lambda program: EraseDialog(program.theme, program.window),
    "licences": lambda program: LicencesDialog(program.theme, program.window),
}


@dataclass
class House:
    """The program with its rooms; a dialog that was entered is closed before the next."""

    program: Program
    inside: QWidget | None = None

    def enter(self, room: str) -> QWidget:
        """Show a room, laid out."""
        self.leave()
        self.program.window.sessions.show_all()
        made = ROOMS[room](self.program)
        made.show()
        made.activateWindow()
        self.inside = made if made is not self.program.window else None
        return made

    def leave(self) -> None:
        """Close the dialog that is open."""
        if self.inside is not None:
            self.inside.close()
            self.inside.deleteLater()
            self.inside = None


def chips(widget: QWidget) -> list[QToolButton]:
    """Buttons that stand for a name somebody gave."""
    return [one for one in widget.findChildren(QToolButton) if one.property("kind") in ("chip", "person")]
