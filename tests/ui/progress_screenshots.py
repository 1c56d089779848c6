"""Pictures of progress and of the partner's pages: ``python -m tests.ui.progress_screenshots OUT``."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from coach.library.library import Library
from coach.partner.ask import sheet_for
from coach.progress.plan import Plan
from tests.ui.lived import START, live
from tests.ui.shell import places_in, program_in
from tests.ui.shell_screenshots import SIZE, picture
from ui.app import Program
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form_dialog import FormDialog
from ui.main_window import PROGRESS
from ui.theme import Scheme


def wait_for(program: Program) -> None:
    """Until the sessions are read."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: None if program.progress.work.busy else loop.quit())
    timer.start(20)
    loop.exec()


def progress(app: QApplication, program: Program, folder: Path, name: str, ratio: float) -> None:
    """The page at its head, and scrolled to the rest."""
    window, page = program.window, program.window.progress
    window.resize(SIZE)
    window.show()
    window.show_page(PROGRESS)
    wait_for(program)
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


def main(folder: Path) -> int:
    """Render every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as home:
        empty = program_in(Path(home) / "first", app)
        progress(app, empty, folder, "empty", 1.0)
        empty.window.close()
        empty.close()
        places = places_in(Path(home) / "some")
        live(places.library)
        with Library.open(places.library) as library:
            library.plans.keep(
                Plan("they finish a thought", "say back what I heard before I ask", "reflections", "everyday", START)
            )
        program = program_in(Path(home) / "some", app)
        for name, scheme, ratio, scale in (
            ("light", Scheme.LIGHT, 1.0, 1.0),
            ("dark", Scheme.DARK, 1.0, 1.0),
            ("text-200", Scheme.LIGHT, 1.0, 2.0),
        ):
            program.theme.use(app, scheme=scheme, text_scale=scale)
            progress(app, program, folder, name, ratio)
            partner(app, program, folder, name, ratio)
        program.window.close()
        program.close()
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.ui.progress_screenshots OUT")
    sys.exit(main(Path(sys.argv[1])))
