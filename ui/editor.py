"""The open session under the person's hands: every edit is scored, kept, and can be undone."""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from coach.editing.corrections import ACCEPTED
from coach.editing.edits import (
    ChangeContext,
    ChooseGoal,
    ChooseMe,
    CorrectMoment,
    Edit,
    EditWords,
    RenameSpeaker,
    Verdict,
)
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.errors import UserError
from coach.feedback.guess import Guess
from coach.library.guess_rows import Answer
from coach.library.library import Library
from coach.library.session import Session

_log = logging.getLogger(__name__)


class Editor(QObject):
    """Holds the session that is open. What cannot be kept is not shown either."""

    session_changed = Signal()

    def __init__(self, library: Library, tell: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._tell = library, tell
        self._session: Session | None = None
        self._rescorer: Rescorer | None = None

    @property
    def session(self) -> Session | None:
        """What is open; None where nothing is."""
        return self._session

    @property
    def history(self) -> History:
        """The edits of the open session."""
        return self._session.history if self._session is not None else History()

    def open(self, session: Session | None) -> None:
        """Take on a session, or let go of the one that is open."""
        self._session = session
        self._rescorer = Rescorer(session.unedited) if session is not None else None

    def retitle(self, title: str) -> None:
        """Take on another title, which is no edit of what was said."""
        if self._session is not None:
            self._session = replace(self._session, title=title)

    @property
    def asks_guess(self) -> bool:
        """Whether the numbers of the open session wait for an own guess."""
        return self._session is not None and self._session.answer is None

    def answer(self, guess: Guess | None) -> bool:
        """Keep the guess, or that it was skipped (None), and say whether the numbers can be shown.

        A guess that cannot be kept stays where it was written; somebody who skips loses nothing.
        """
        if self._session is None or not self.asks_guess:
            return False
        try:
            self._library.answer(self._session.id, guess)
        except UserError as error:
            _log.warning("a guess was not kept: code %d", error.code)
            self._tell(str(error))
            if guess is not None:
                return False
        self._session = replace(self._session, answer=Answer(guess))
        return True

    def edit(self, edit: Edit) -> None:
        """Make an edit; one that changes nothing is none."""
        if self._session is None or self._changes_nothing(edit):
            return
        self._go_to(self.history.then(edit))

    def undo(self) -> None:
        """Take the last edit back, if there is one."""
        if self.history.to_undo is not None:
            self._go_to(self.history.undone())

    def redo(self) -> None:
        """Bring back what was undone, if there is something."""
        if self.history.to_redo is not None:
            self._go_to(self.history.redone())

    def _changes_nothing(self, edit: Edit) -> bool:
        assert self._session is not None
        talk = self._session.review.conversation
        match edit:
            case EditWords(turn, text):
                return talk.turns[turn].text.split() == text.split()
            case RenameSpeaker(speaker, label):
                return talk.speaker(speaker).label == label.strip()
            case ChooseMe(speaker):
                me = talk.me  # known by voice, a person can still say so themselves
                return (me.id if me is not None else None) == speaker and (me is None or me.me_confidence is None)
            case ChangeContext(context):
                return self._session.review.context == context
            case ChooseGoal(goal):
                return self._session.review.goal == goal
            case CorrectMoment(moment, Verdict.ACCEPT):
                return moment.why.endswith(ACCEPTED)
            case _:
                return False

    def _go_to(self, history: History) -> None:
        """Keep it first, then show it."""
        session = self._session
        assert session is not None
        assert self._rescorer is not None
        review = self._rescorer.review(history.applied)
        try:
            self._library.edit(session.id, history, review, version=session.version)
        except UserError as error:
            _log.warning("an edit was not kept: code %d", error.code)
            self._tell(str(error))
            return
        self._session = replace(session, review=review, history=history, origin=session.unedited)
        self.session_changed.emit()
