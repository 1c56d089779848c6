"""Pictures of progress and of the partner's pages: ``python -m tests.ui.progress_screenshots OUT``."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

from coach.library.library import Library
from coach.partner.ask import sheet_for
from coach.progress.plan import Plan
from tests.ui.lived import START, live
from tests.ui.pictures import SIZE, closed_after, in_looks, into_folder, picture
from tests.ui.shell import places_in, program_in, until_read
from ui.app import Program
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form_dialog import FormDialog
from ui.main_window import PROGRESS


def progress(app: QApplication, program: Program, folder: Path, name: str, ratio: float) -> None:
    """The page at its head, and scrolled to the rest."""
    window, page = program.window, program.window.progress
    window.resize(SIZE)
    window.show()
    window.show_page(PROGRESS)
    until_read(program)
    picture(app, window, folder / f"progress-{name}.png", ratio)
    bar = page._scroll.verticalScrollBar()
    for number in (1, 2):
        bar.setValue(bar.maximum() * number // 2)
        picture(app, window, folder / f"progress-{number}-{name}.png", ratio)
    bar.setValue(0)


def partner(app: QApplication, program: Program, folder: Path, name: str, ratio: float) -> None:
    """The other person's page at each kind of step, the dialogs, and the strip on the session page."""
    window, page = program.window, program.window.partner
    program.desk.open_session(program.library.sessions()[0].id)
    picture(app, window, folder / f"partner-strip-{name}.png", ratio)
    window.partner_here_asked.emit()
    picture(app, window, folder / f"partner-intro-{name}.png", ratio)
    page.next.click()
    page.findChild(QPushButton, "partner_heard_6").click()
    picture(app, window, folder / f"partner-heard-{name}.png", ratio)
    page.next.click()
    page.findChild(QPushButton, "partner_mark_near").click()
    picture(app, window, folder / f"partner-item-{name}.png", ratio)
    page.leave.click()
    page.leave.click()
    session = program.library.load(program.library.sessions()[0].id)
    form = FormDialog(program.theme, sheet_for(session, "B", now=program.library.now()), window)
    picture(app, form, folder / f"partner-form-{name}.png", ratio)
    answer = AnswerDialog(program.theme, window)
    answer.say("This answer is damaged or not whole, so nothing was taken from it.")
    answer.adjustSize()
    picture(app, answer, folder / f"partner-answer-{name}.png", ratio)
    for dialog in (form, answer):
        dialog.deleteLater()


def take(app: QApplication, folder: Path, home: Path) -> None:
    """Render every picture."""
    with closed_after(program_in(home / "first", app)) as empty:
        progress(app, empty, folder, "empty", 1.0)
    places = places_in(home / "some")
    live(places.library)
    with Library.open(places.library) as library:
        library.plans.keep(
            Plan("they finish a thought", "say back what I heard before I ask", "reflections", "everyday", START)
        )
    with closed_after(program_in(home / "some", app)) as program:
        takers = (partial(take_one, app, program, folder) for take_one in (progress, partner))
        in_looks(app, program, ("light", "dark", "text-200"), *takers)


if __name__ == "__main__":
    into_folder("tests.ui.progress_screenshots", take)
