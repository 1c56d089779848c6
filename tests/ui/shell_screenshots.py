"""Pictures of the window around the session page for the eye: ``python -m tests.ui.shell_screenshots OUT``."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QToolButton

from coach.contexts.load import contexts
from coach.exports.formats import Format
from coach.library.library import Library
from coach.library.session import Consent
from coach.sample import sample
from coach.sample.session import give_sample, heard_before, review_sample
from tests.ui.pictures import LOOKS, SIZE, closed_after, in_looks, into_folder, picture
from tests.ui.rooms import export_dialog, labels_dialog
from tests.ui.shell import program_in
from ui.app import Program
from ui.dialogs.command_palette import Command, CommandPalette
from ui.dialogs.import_dialog import ImportDialog
from ui.intake import Entry, State
from ui.theme import Scheme

TITLES = ("Discovery call with a bakery", "Which voice is mine, kitchen talk", "Daniel, six weeks into a new role")
SILENT = "Evening walk"


def pages(app: QApplication, program: Program, folder: Path, name: str, ratio: float) -> None:
    """Each page in the theme that is on."""
    window = program.window
    window.resize(SIZE)
    window.show()
    for page in ("today", "review", "settings"):
        window.show_page(page)
        picture(app, window, folder / f"shell-{page}-{name}.png", ratio)


def library(app: QApplication, program: Program, folder: Path, name: str, ratio: float) -> None:
    """What was found, the trash, the settings of the library, and the dialog for tags and people."""
    window, page = program.window, program.window.sessions
    window.show_page("review")
    page.show_found(program.library.find("thursday"))
    page.search.setText("thursday")
    picture(app, window, folder / f"library-found-{name}.png", ratio)
    page.show_found(program.library.find("zebra"))
    picture(app, window, folder / f"library-not-found-{name}.png", ratio)
    page.search.clear()
    page.show_found(None)
    page.chips.findChild(QToolButton, "tag_chip_work").click()
    window.toast.say("“Kitchen talk” is in the trash.", "&Undo", page.show_all)
    picture(app, window, folder / f"library-chip-{name}.png", ratio)
    window.toast.hide()
    page.chips.clear()
    page.open_trash()
    picture(app, window, folder / f"library-trash-{name}.png", ratio)
    page.show_all()
    window.show_page("settings")
    window.settings._scroll.ensureWidgetVisible(window.settings.library, 0, 400)
    picture(app, window, folder / f"library-settings-{name}.png", ratio)
    window.settings._scroll.verticalScrollBar().setValue(0)
    session = program.library.load(program.library.sessions()[0].id)
    asked = labels_dialog(program, session)
    asked.adjustSize()
    picture(app, asked, folder / f"library-labels-{name}.png", ratio)
    asked.deleteLater()
    silent = next(row for row in program.library.sessions() if row.title == SILENT)
    program.desk.open_session(silent.id)
    picture(app, window, folder / f"library-no-sound-{name}.png", ratio)


def lived_in(program: Program) -> None:
    """Tags, people, something in the trash, a recording, and one whose sound was deleted."""
    kept = program.library
    first, second, third = kept.sessions()
    kept.set_tags(first.id, ["work", "second meeting"])
    kept.set_tags(second.id, ["home"])
    kept.set_people(first.id, {"B": "Daniel"})
    kept.set_people(third.id, {"B": "Mara"})
    kept.set_tags(third.id, ["work", "sales"])
    give_sample(kept, sample())
    silent = give_sample_again(kept)
    kept.rename(silent, SILENT)
    kept.delete_sound([silent])
    gone = give_sample_again(kept)
    kept.rename(gone, "An old talk that was thrown away")
    kept.trash([gone])
    program.desk.refresh()


def give_sample_again(kept: Library) -> str:
    """The sample once more, under another fingerprint."""
    heard = heard_before(sample())
    other = replace(heard, source=replace(heard.source, sha256=""))
    at = kept.now()
    session = kept.add(
        review_sample(other, sample()), other, title="x", consent=Consent("nobody", "made", at), audio=sample().path
    )
    kept.answer(session, None)
    return session


def queue(program: Program) -> None:
    """Files at every place on their way."""
    for entry in (
        Entry(1, Path("Interview, first round.m4a"), State.WORKING, "Writing down the words", 0.42, 95.0),
        Entry(2, Path("Team retrospective.mp4"), State.WAITING),
        Entry(
            3,
            Path("notes.mp3"),
            State.FAILED,
            trouble="“notes.mp3” is no sound that can be read.",
            next_step="Choose a recording, or a transcript with times.",
        ),
    ):
        program.window.queue.show_entry(entry)


def dialogs(app: QApplication, program: Program, folder: Path, name: str, ratio: float) -> None:
    """The dialogs of the window."""
    asked = ImportDialog(
        program.theme, [Path("Discovery call.m4a")], contexts(), program.preferences.settings, program.window
    )
    asked.everyone.click()
    asked.adjustSize()
    picture(app, asked, folder / f"shell-import-{name}.png", ratio)
    asked.not_yet.click()
    asked.adjustSize()
    picture(app, asked, folder / f"shell-import-not-yet-{name}.png", ratio)
    session = program.library.load(program.library.sessions()[0].id)
    for format_ in (Format.WORD, Format.REDACTED):
        leaves = export_dialog(program, session, folder, format_)
        leaves.show()
        picture(app, leaves, folder / f"shell-export-{format_.value}-{name}.png", ratio)
        leaves.deleteLater()
    palette = CommandPalette(
        program.theme, [Command(action.text().replace("&", ""), action.trigger) for action in program.window.commands]
    )
    picture(app, palette, folder / f"shell-palette-{name}.png", ratio)
    for dialog in (asked, palette):
        dialog.deleteLater()


def take(app: QApplication, folder: Path, home: Path) -> None:
    """Render every picture."""
    with closed_after(program_in(home / "first", app)) as first:
        first.theme.use(app, scheme=Scheme.LIGHT)
        pages(app, first, folder, "first-run", 1.0)
        first.desk.open_session(first.library.sessions()[0].id)
        picture(app, first.window, folder / "shell-session-light.png", 2.0)
    with closed_after(program_in(home / "some", app, TITLES)) as program:
        lived_in(program)
        takers = (partial(take_one, app, program, folder) for take_one in (pages, dialogs, library))
        in_looks(app, program, tuple(LOOKS), *takers)
        program.theme.use(app, scheme=Scheme.LIGHT, text_scale=1.0)
        queue(program)
        program.window.show_page("today")
        picture(app, program.window, folder / "shell-queue-light.png")


if __name__ == "__main__":
    into_folder("tests.ui.shell_screenshots", take)
