"""Asks the other person on this screen or by a form, takes their answer back, and shows what they said."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog

from coach.errors import UserError
from coach.files import write_file
from coach.library.library import Library
from coach.library.verdicts import AnsweredOtherwiseError, Outcome
from coach.partner.answer import read_answer
from coach.partner.ask import partners_of, sheet_for
from coach.partner.form import form_html
from coach.partner.sheet import Sheet, Verdict
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.ask import is_sure
from ui.dialogs.form_dialog import FormDialog
from ui.editor import Editor
from ui.faults import tell
from ui.main_window import PARTNER, SESSION, MainWindow
from ui.text import _
from ui.theme import Theme


class PartnerDesk(QObject):
    """The session that is meant is the one that the editor holds."""

    def __init__(self, window: MainWindow, theme: Theme, library: Library, editor: Editor) -> None:
        super().__init__(window)
        self._window, self._theme, self._library, self._editor = window, theme, library, editor
        strip, page = window.session.partner, window.partner
        for here in (strip.here_asked, window.partner_here_asked):
            here.connect(self._on_here)
        for form in (strip.form_asked, window.partner_form_asked):
            form.connect(self._on_form)
        for answer in (strip.answer_asked, window.partner_answer_asked):
            answer.connect(self._on_answer)
        strip.forget_asked.connect(self._on_forget)
        page.answered.connect(self._on_answered)
        page.left.connect(self._on_left)

    def show_given(self) -> None:
        """What was said of the session that is open."""
        session = self._editor.session
        try:
            given = self._library.verdicts.of_session(session.id) if session is not None else ()
        except UserError as error:
            tell(self._window, error)
            return
        self._window.session.partner.show_given(given)

    def _sheet(self) -> Sheet | None:
        """A sheet for the partner who is meant; None where nobody is, or nobody can be."""
        session = self._editor.session
        if session is None:
            return None
        others = partners_of(session)
        if not others:
            self._window.say(_("Nobody but you speaks in this session."))
            return None
        who = others[0]
        if len(others) > 1:
            names = [f"{other.label}" for other in others]
            name, agreed = QInputDialog.getItem(
                self._window, _("Ask the other person"), _("Who is to answer?"), names, 0, editable=False
            )
            if not agreed:
                return None
            who = others[names.index(name)]
        try:
            return sheet_for(session, who.id, now=self._library.now())
        except UserError as error:
            tell(self._window, error)
            return None

    def _on_here(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._window.show_page(PARTNER)
            self._window.partner.ask(sheet)

    def _on_answered(self, sheet: Sheet, verdict: Verdict) -> None:
        try:
            self._library.verdicts.say(sheet, verdict)
        except UserError as error:
            tell(self._window, error)
            return
        self._window.partner.thank()
        self.show_given()

    def _on_left(self) -> None:
        self._window.show_page(SESSION)

    def _on_form(self) -> None:
        if self._editor.asks_guess:
            self._window.say(_("First your own guess, or skip it: the form shows you which answers were found."))
            return
        sheet = self._sheet()
        if sheet is None:
            return
        dialog = FormDialog(self._theme, sheet, self._window)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        sheet = dialog.sheet
        dialog.deleteLater()
        if not agreed:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self._window,
            _("Save the form"),
            _("How heard did you feel, {name}", name=sheet.partner) + ".html",
            _("A page (*.html)"),
        )
        if not name:
            return
        path = Path(name if name.endswith(".html") else f"{name}.html")
        try:
            self._library.verdicts.ask(sheet)
            write_file(path, form_html(sheet))
        except UserError as error:
            tell(self._window, error)
            return
        self._window.say(
            _("Saved as {path}. Give it to {name}; it works in any browser.", path=path, name=sheet.partner)
        )

    def _on_answer(self) -> None:
        dialog = AnswerDialog(self._theme, self._window)
        dialog.code_given.connect(partial(self._take, dialog))
        dialog.file_asked.connect(partial(self._on_file, dialog))
        dialog.exec()
        dialog.deleteLater()

    def _on_forget(self) -> None:
        """Somebody may take back what they said."""
        session = self._editor.session
        if session is None or not is_sure(
            self._window,
            "forget_box",
            _("Remove what was said of this session?"),
            _("The ratings and marks of the other person are gone then, from Progress too."),
            _("Remove"),
        ):
            return
        try:
            for given in self._library.verdicts.of_session(session.id):
                self._library.verdicts.forget(given.sheet.tag)
        except UserError as error:
            tell(self._window, error)
        self.show_given()

    def _on_file(self, dialog: AnswerDialog) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            dialog, _("Choose the answer"), "", _("Answers (*.json *.txt);;All files (*)")
        )
        if not name:
            return
        try:
            content = Path(name).read_bytes()
        except OSError as error:
            dialog.say(_("{path} could not be read: {why}.", path=name, why=error.strerror or type(error).__name__))
            return
        self._take(dialog, content)

    def _take(self, dialog: AnswerDialog, content: bytes | str) -> None:
        session = self._editor.session
        about = None if session is None else session.id
        try:
            answer = read_answer(content)
            try:
                taken = self._library.verdicts.take(answer, session=about)
            except AnsweredOtherwiseError as error:
                if not self._replaces(error):
                    return
                taken = self._library.verdicts.take(answer, session=about, replaces=True)
        except UserError as error:
            dialog.say(str(error))
            return
        dialog.accept()
        told = {
            Outcome.KEPT: _("The answer is in."),
            Outcome.SAME: _("This answer was in already; nothing changed."),
            Outcome.REPLACED: _("The new answer took the place of the old one."),
        }
        self._window.say(told[taken.outcome])
        self.show_given()

    def _replaces(self, error: AnsweredOtherwiseError) -> bool:
        return is_sure(
            self._window,
            "replace_box",
            _("Replace the answer that is in?"),
            _(
                "{name} answered these questions before: felt heard {before} then, {now} now.",
                name=error.partner,
                before=error.before,
                now=error.now,
            ),
            _("Replace it"),
        )
