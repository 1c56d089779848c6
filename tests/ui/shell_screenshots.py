"""Pictures of the window around the session page for the eye: ``python -m tests.ui.shell_screenshots OUT``."""

import os
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from coach.contexts.load import contexts
from coach.exports.formats import Format
from coach.exports.preview import preview
from coach.exports.secrets_suggested import suggested_names
from coach.library.label_rows import Kind
from coach.library.library import Library
from coach.library.session import Consent
from coach.sample import sample
from coach.sample.session import give_sample, heard_before, review_sample
from tests.ui.shell import program_in
from ui.app import Program
from ui.dialogs.command_palette import Command, CommandPalette
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.labels_dialog import LabelsDialog
from ui.intake import Entry, State
from ui.theme import Scheme

TITLES = ("Discovery call with a bakery", "Which voice is mine, kitchen talk", "Daniel, six weeks into a new role")
SILENT = "Evening walk"
SIZE = QSize(1280, 800)


def picture(app: QApplication, widget: QWidget, path: Path, ratio: float = 1.0) -> None:
    """Render a widget into a file."""
    for _round in range(4):
        app.processEvents()
    size = widget.size()
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    widget.render(image)
    image.save(str(path))
    print(path.name)


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
    asked = LabelsDialog(
        program.theme,
        session.title,
        session.tags,
        session.review.conversation.speakers,
        session.known,
        all_tags=program.library.labels(Kind.TAG),
        all_people=program.library.labels(Kind.PERSON),
        parent=window,
    )
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
        leaves = ExportDialog(
            program.theme,
            session,
            partial(suggested_names, session.review.conversation),
            partial(preview, session.review),
            folder,
            format_,
            program.window,
        )
        leaves.show()
        picture(app, leaves, folder / f"shell-export-{format_.value}-{name}.png", ratio)
        leaves.deleteLater()
    palette = CommandPalette(
        program.theme, [Command(action.text().replace("&", ""), action.trigger) for action in program.window.commands]
    )
    picture(app, palette, folder / f"shell-palette-{name}.png", ratio)
    for dialog in (asked, palette):
        dialog.deleteLater()


def main(folder: Path) -> int:
    """Render every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as home:
        first = program_in(Path(home) / "first", app)
        first.theme.use(app, scheme=Scheme.LIGHT)
        pages(app, first, folder, "first-run", 1.0)
        first.desk.open_session(first.library.sessions()[0].id)
        picture(app, first.window, folder / "shell-session-light.png", 2.0)
        first.window.close()
        first.close()
        program = program_in(Path(home) / "some", app, TITLES)
        lived_in(program)
        for name, scheme, ratio, scale in (
            ("light", Scheme.LIGHT, 1.0, 1.0),
            ("dark", Scheme.DARK, 1.0, 1.0),
            ("contrast", Scheme.CONTRAST, 1.0, 1.0),
            ("2x", Scheme.LIGHT, 2.0, 1.0),
            ("text-200", Scheme.LIGHT, 1.0, 2.0),
        ):
            program.theme.use(app, scheme=scheme, text_scale=scale)
            pages(app, program, folder, name, ratio)
            dialogs(app, program, folder, name, ratio)
            library(app, program, folder, name, ratio)
        program.theme.use(app, scheme=Scheme.LIGHT, text_scale=1.0)
        queue(program)
        program.window.show_page("today")
        picture(app, program.window, folder / "shell-queue-light.png")
        program.window.close()
        program.close()
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.ui.shell_screenshots OUT")
    sys.exit(main(Path(sys.argv[1])))
