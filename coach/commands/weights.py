"""sayback models: which weights are there, and how the others come."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from coach.errors import ExitCode, UserError
from coach.measured import measured_words
from coach.paths import Paths
from coach.terminal import ProgressLine, Terminal
from models import catalogue
from models.errors import WeightsError, WeightsStorageError
from models.manifest import WEIGHTS, Purpose, Weights


def show(terminal: Terminal, paths: Paths) -> ExitCode:
    """Every set: whether and where it is there, its size and licence; of speech weights, what was measured."""
    for row in catalogue.status(store=paths.weights):
        weights = row.weights
        here = row.found.way.value if row.found else "missing"
        checked = ", checked" if row.is_verified else ""
        terminal.say(f"{weights.id:16} {weights.size / 1e6:4.0f} MB  {here}{checked}")
        terminal.say(f"{'':26}{weights.title} ({weights.purpose.value}, {weights.licence})")
        if weights.purpose is Purpose.SPEECH:
            terminal.say(f"{'':26}{measured_words(weights)}")
    return ExitCode.OK


def fetch(wanted: Sequence[str], terminal: Terminal, paths: Paths) -> ExitCode:
    """Download these sets."""
    for weights in _known(wanted):
        if not weights.hub_path:
            raise UserError(
                f"{weights.id} is not for download.", "It comes with Sayback; install Sayback again.", ExitCode.WEIGHTS
            )
        with _plainly():
            folder = catalogue.download(weights.id, store=paths.weights, progress=_progress(terminal, weights.id))
        terminal.say(f"{weights.id} is here and checked: {folder}")
    return ExitCode.OK


def verify(wanted: Sequence[str], terminal: Terminal, paths: Paths) -> ExitCode:
    """Check every file of these sets, or of all that are there. One that is damaged does not stop the rest."""
    code = ExitCode.OK
    chosen = _known(wanted) or tuple(row.weights for row in catalogue.status(store=paths.weights) if row.found)
    for weights in chosen:
        try:
            with _plainly():
                found = catalogue.verify(weights.id, store=paths.weights)
            terminal.say(f"{weights.id} is whole: {found.folder}")
        except UserError as error:
            terminal.trouble(error)
            code = error.code
    return code


def remove(wanted: Sequence[str], terminal: Terminal, paths: Paths) -> ExitCode:
    """Delete what the store holds of these sets."""
    for weights in _known(wanted):
        with _plainly():
            freed = catalogue.remove(weights.id, store=paths.weights)
        terminal.say(f"{weights.id}: {freed / 1e6:.0f} MB freed." if freed else f"{weights.id}: nothing was stored.")
        if (still := catalogue.find(weights.id, store=paths.weights)) is not None:
            terminal.say(f"It can still be used: {still.way.value}, {still.folder}")
    return ExitCode.OK


def _progress(terminal: Terminal, name: str) -> Callable[[int, int], None]:
    line = ProgressLine(terminal, name)

    def tell(done: int, of: int) -> None:
        line.show(done / of, f"{done / 1e6:.0f} of {of / 1e6:.0f} MB", None)

    return tell


def _known(wanted: Sequence[str]) -> tuple[Weights, ...]:
    for id_ in wanted:
        if id_ not in WEIGHTS:
            raise UserError(f"There are no weights “{id_}”.", f"Choose from: {', '.join(WEIGHTS)}.", ExitCode.USAGE)
    return tuple(WEIGHTS[id_] for id_ in wanted)


@contextmanager
def _plainly() -> Iterator[None]:
    """The faults of weights as those of the command line."""
    try:
        yield
    except WeightsStorageError as error:
        raise UserError(error.sentence, error.next_step, ExitCode.STORAGE) from error
    except WeightsError as error:
        raise UserError(error.sentence, error.next_step, ExitCode.WEIGHTS) from error
