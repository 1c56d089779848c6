"""Reads the sessions for the progress page, away from the window, and does what it asks for."""

from PySide6.QtCore import QObject

from coach.contexts.context import Context
from coach.contexts.load import contexts
from coach.errors import UserError
from coach.library.library import Library
from coach.progress import words
from coach.progress.calibration import guess_lines
from coach.progress.compare import Difference, compare
from coach.progress.gather import Gathered, gather
from coach.progress.outlook import Outlook, outlook
from coach.progress.plan import Plan
from coach.progress.series import contexts_of
from ui.faults import tell
from ui.library_work import LibraryWork, OnProgress
from ui.main_window import MainWindow
from ui.pages.progress import Shown

_FIRST = "talk_share"  # the measure that is shown first where there is no plan


class ProgressDesk(QObject):
    """Holds what was read and what is chosen. The page is read anew each time it comes up."""

    def __init__(self, window: MainWindow, library: Library) -> None:
        super().__init__(window)
        self._window, self._library = window, library
        self.work = LibraryWork(self)
        self._gathered: Gathered | None = None
        self._folder = library.folder
        self._context, self._measure = "", ""
        self._pair: tuple[str, str] | None = None
        page = window.progress
        page.came_up.connect(self.refresh)
        page.context_chosen.connect(self._on_context)
        page.measure_chosen.connect(self._on_measure)
        page.pair_chosen.connect(self._on_pair)
        page.plan_kept.connect(self._on_plan)
        page.plan_dropped.connect(self._on_drop)
        page.plan_trend_asked.connect(self._on_plan_trend)

    def close(self) -> None:
        """End what is being read."""
        self.work.close()

    def refresh(self) -> None:
        """Read the sessions, then show them."""
        if self.work.busy:
            return
        self._window.progress.show_busy()
        folder, clock, before = self._library.folder, self._library.now, self._gathered
        if folder != self._folder:  # another library, or the same one moved
            before, self._folder = None, folder

        def read(on_progress: OnProgress) -> Gathered:
            with Library.open(folder, clock=clock, tidies=False) as library:
                return gather(library, before, on_progress=on_progress)

        self.work.run(read, self._on_read, self._on_failed)

    def _on_read(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._show()

    def _on_failed(self, error: UserError | None) -> None:
        if error is not None:
            tell(self._window, error)
            self._window.progress.show_trouble(str(error))

    def _show(self) -> None:
        gathered = self._gathered
        if gathered is None:
            return
        page = self._window.progress
        notes = tuple(words.left_out(gathered.left_out))
        if rescored := words.rescored(gathered.rescored):
            notes = (rescored, *notes)
        try:
            plan, calibrations = self._library.plans.current(), self._library.calibrations()
            verdicts = self._library.verdicts.all()
        except UserError as error:
            self._on_failed(error)
            return
        found = contexts_of(gathered.sessions)
        known = {one.id: one for one in contexts() if one.id in found}
        if not known:
            page.show_nothing(notes)
            return
        counts = {id_: sum(one.context == id_ for one in gathered.sessions) for id_ in found}
        offered = tuple((id_, known[id_].title, counts[id_]) for id_ in found if id_ in known)
        context = self._chosen_context(known, offered[0][0], plan)
        outlook_ = outlook(context, gathered.sessions)
        of_plan = None
        if plan is not None:
            of_plan = outlook(known.get(plan.context, context), gathered.sessions).line(plan.measure)
        page.show_progress(
            Shown(
                contexts=offered,
                outlook=outlook_,
                measure=self._chosen_measure(outlook_, plan),
                plan=plan,
                plan_line=of_plan,
                guesses=guess_lines(calibrations),
                verdicts=verdicts,
                notes=notes,
                pair=self._chosen_pair(outlook_),
                differences=self._differences(outlook_),
            )
        )

    def _chosen_context(self, known: dict[str, Context], first: str, plan: Plan | None) -> Context:
        if self._context not in known:
            self._context = plan.context if plan is not None and plan.context in known else first
        return known[self._context]

    def _chosen_measure(self, shown: Outlook, plan: Plan | None) -> str:
        """What was chosen, else the plan's measure, else the talk share, else whatever there is."""
        wanted = [self._measure, plan.measure if plan is not None else "", _FIRST]
        there = [name for name in wanted if shown.line(name) is not None]
        return there[0] if there else shown.lines[0].measure if shown.lines else _FIRST

    def _chosen_pair(self, shown: Outlook) -> tuple[str, str]:
        ids = {one.session for one in shown.sessions}
        if self._pair is None or not ids >= set(self._pair):
            self._pair = (shown.sessions[0].session, shown.sessions[-1].session)
        return self._pair

    def _differences(self, shown: Outlook) -> tuple[Difference, ...]:
        first, second = (next(one for one in shown.sessions if one.session == id_) for id_ in self._chosen_pair(shown))
        return compare(first, second, shown.context)

    def _on_context(self, id_: str) -> None:
        self._context, self._pair = id_, None
        self._show()

    def _on_measure(self, name: str) -> None:
        self._measure = name
        self._show()

    def _on_pair(self, first: str, second: str) -> None:
        self._pair = (first, second)
        self._show()

    def _on_plan(self, situation: str, action: str) -> None:
        """The first plan is held beside the measure that is shown; one that is put better goes on from when it was
        made. For another measure the old one is let go first."""
        try:
            before = self._library.plans.current()
            measure = before.measure if before is not None else self._window.progress.shown_measure
            made = self._library.now() if before is None else before.made
            context = self._context if before is None else before.context
            self._library.plans.keep(Plan(situation, action, measure, context, made))
        except UserError as error:
            self._on_failed(error)
            return
        self._show()

    def _on_drop(self) -> None:
        try:
            self._library.plans.drop()
        except UserError as error:
            self._on_failed(error)
            return
        self._show()

    def _on_plan_trend(self) -> None:
        """The plan's own measure, in the kind of conversation that it is for."""
        try:
            plan = self._library.plans.current()
        except UserError as error:
            self._on_failed(error)
            return
        if plan is not None:
            if plan.context != self._context:
                self._pair = None
            self._measure, self._context = plan.measure, plan.context or self._context
        self._show()
