"""What progress says, in plain sentences: the command line prints them, charts are read as them."""

from collections import Counter
from collections.abc import Sequence

from coach.feedback.guess import Aspect
from coach.feedback.phrase import amount, in_brackets, many, percent
from coach.measures.registry import measure
from coach.measures.result import Unit
from coach.progress.calibration import RECENT, GuessLine
from coach.progress.compare import Aim, Change, Difference
from coach.progress.plan import Since
from coach.progress.series import LeftOut, Series
from coach.progress.trend import BASELINE, CLEAR_FROM, Direction, Trend, trend

_SHARES = (Unit.SHARE, Unit.PER_TURN)
_PER = {Unit.PER_HOUR: " an hour", Unit.PER_MINUTE: " a minute", Unit.PER_TEN_MINUTES: " in 10 minutes"}

_AIMS = {
    Aim.NEARER: "Nearer to the aim.",
    Aim.FURTHER: "Further from the aim.",
    Aim.SAME: "As near to the aim.",
}

_LOOKED_THROUGH = "Of twenty measures that do not change, about one looks as if it did."

_GUESSED = {
    Aspect.TALK_SHARE: "Your share of the talk",
    Aspect.INTERRUPTIONS: "Your interruptions",
    Aspect.ASKED: "You asked open questions",
    Aspect.REFLECTED: "You said back what you heard",
    Aspect.HELD_BACK: "You held back advice",
    Aspect.EMPATHY: "You met their feelings",
}


def valued(unit: Unit, value: float) -> str:
    """A value with its unit: ``"48 %"``, ``"1.5 in 10 minutes"``."""
    return f"{amount(unit, value)}{_PER.get(unit, '')}"


def change(unit: Unit, size: float, *, signed: bool = True) -> str:
    """A difference: points for shares, seconds, or the plain number; ``"−14 points"``, ``"+1.5 s"``."""
    if unit in _SHARES:
        shown, tail = f"{abs(100 * size):.0f}", "point" if round(abs(100 * size)) == 1 else "points"
    elif unit is Unit.SECONDS:
        shown, tail = f"{abs(size):.1f}", "s"
    else:
        digits = 0 if abs(size) >= 20.0 else 1 if abs(size) >= 1.0 else 2
        shown, tail = f"{abs(size):.{digits}f}", ""
        shown = shown.rstrip("0").rstrip(".") if digits else shown
    sign = "" if not signed or not float(shown) else "+" if size > 0.0 else "−"
    return f"{sign}{shown} {tail}".rstrip()


def reach(unit: Unit, low: float, high: float, *, signed: bool = True) -> str:
    """A range of differences, ``"−8 to +3 points"``; one difference where both ends read alike."""
    first, last = change(unit, low, signed=signed), change(unit, high, signed=signed)
    if first == last:
        return first
    tail = next((f" {word}" for word in ("points", "point", "s") if last.endswith(f" {word}")), "")
    return f"{first.partition(' ')[0]} to {last}" if tail else f"{first} to {last}"


def baseline(count: int) -> str:
    """Where there are too few sessions to speak of a usual value."""
    return f"building baseline ({count} of {BASELINE})"


def finding(name: str, found: Series) -> str:
    """The trend of a measure in one line, for the head of its chart."""
    known = measure(name)
    return f"{known.title}: {heading(known.unit, trend(found.values), len(found.points))}"


def heading(unit: Unit, line: Trend | None, count: int, *, of: str = "sessions") -> str:
    """What a trend amounts to; ``of`` names what was counted."""
    if line is None:
        return baseline(count)
    usual = f"usually {valued(unit, line.middle)}"
    match line.direction:
        case Direction.TOO_FEW:
            return f"{usual} in {line.sessions} {of}"
        case Direction.UNCLEAR:
            return f"{usual}, no clear direction over {line.sessions} {of}"
        case _:
            # A line may run out of what was seen, a share below 0 even; words stay within it.
            start, end = (valued(unit, min(max(value, line.lowest), line.highest)) for value in (line.start, line.end))
            return f"from about {start} to about {end} over {line.sessions} {of}"


def detail(unit: Unit, line: Trend | None, *, is_planned: bool = False) -> str:
    """The trend with its uncertainty.

    Args:
        is_planned: whether the measure was chosen beforehand, by a plan: of many that are looked through, some show a
            direction by chance, and that is said.
    """
    if line is None:
        return f"From {BASELINE} sessions on there is a usual value, from {CLEAR_FROM} on a direction can be told."
    lie = f"The sessions lie between {amount(unit, line.lowest)} and {amount(unit, line.highest)}."
    if line.low is None or line.high is None or line.direction is Direction.TOO_FEW:
        return f"{lie} From {CLEAR_FROM} sessions on a direction can be told from chance."
    steps = line.sessions - 1
    whole = change(unit, line.slope * steps)
    ends = reach(unit, line.low * steps, line.high * steps)
    told = f"From the first to the last the line changes by {whole} (95 % range {ends})."
    if line.direction is Direction.UNCLEAR:
        return f"{lie} {told} The range holds no change at all too."
    return f"{lie} {told}" if is_planned else f"{lie} {told} {_LOOKED_THROUGH}"


def points_read(unit: Unit, found: Series) -> str:
    """The points of a chart as text, the oldest first."""
    read = []
    for point in found.points:
        ends = ""
        if point.low is not None and point.high is not None:
            ends = f" ({amount(unit, point.low)} to {amount(unit, point.high)})"
        read.append(f"{point.made.astimezone():%Y-%m-%d} {amount(unit, point.value)}{ends}")
    return "; ".join(read)


def left_out(found: Sequence[LeftOut]) -> tuple[str, ...]:
    """Why sessions are no part of a trend, a line for each reason, the commonest first."""
    counts = Counter(one.why for one in found)
    return tuple(f"{many(count, 'session', 'sessions')} left out: {why}" for why, count in counts.most_common())


def rescored(count: int) -> str:
    """How many sessions were read again by today's rules; nothing where none."""
    if not count:
        return ""
    was = "was" if count == 1 else "were"
    return (
        f"{many(count, 'session', 'sessions')} {was} scored by older rules and {was} read again by today's for this; "
        "the numbers kept with a session stay as they were."
    )


def told(one: Difference) -> str:
    """One difference as a sentence."""
    known = measure(one.measure)
    unit = known.unit
    if one.size is None or one.first is None or one.second is None:
        return f"{known.title}: not to be compared: {one.why}."
    values = f"{known.title}: {valued(unit, one.first.value or 0.0)}, then {valued(unit, one.second.value or 0.0)}"
    if one.low is None or one.high is None:
        return f"{values}; {one.why}."
    if one.change is Change.NONE:
        return f"{values}: no clear difference ({reach(unit, one.low, one.high)})."
    ends = sorted((abs(one.low), abs(one.high)))
    within = reach(unit, *ends, signed=False)
    size = change(unit, one.size, signed=False)
    clear = f"{values}: {size} {one.change.value}{in_brackets(within if within != size else '')}."
    return f"{clear} {_AIMS[one.aim]}" if one.aim is not None else clear


def guess_told(line: GuessLine) -> str:
    """How far own guesses of one aspect lie from the measure."""
    count = min(len(line.guesses), RECENT)
    name = _GUESSED[line.aspect]
    if count == 1:
        return f"{name}: one guess so far, {distance(line.aspect, line.recent)} from the measure."
    text = f"{name}: the middle one of your last {count} guesses lay {distance(line.aspect, line.recent)} off"
    if line.before is not None:
        text += f", of the {RECENT} before {distance(line.aspect, line.before)}"
    if line.distance is not None and line.distance.direction in (Direction.UP, Direction.DOWN):
        nearer = "nearer to" if line.distance.direction is Direction.DOWN else "further from"
        text += f". Over all of them they came {nearer} the measure"
    return f"{text}."


def guess_name(aspect: Aspect) -> str:
    """What was guessed."""
    return _GUESSED[aspect]


def distance(aspect: Aspect, size: float) -> str:
    """How far a guess lies from the measure, in its own steps."""
    if aspect is Aspect.TALK_SHARE:
        return change(Unit.SHARE, size, signed=False)
    if aspect is Aspect.INTERRUPTIONS:
        return many(size, "interruption", "interruptions")
    return f"{many(size, 'step', 'steps')} of the scale"


def plan_told(unit: Unit, found: Since) -> str:
    """How the measure of a plan stood before and since."""
    if not found.after:
        return "No session since you made it."
    assert found.middle_after is not None
    after = f"Since you made it: {many(found.after, 'session', 'sessions')}, usually {valued(unit, found.middle_after)}"
    if found.middle_before is None:
        return f"{after}."
    return (
        f"{after}; before it {many(found.before, 'session', 'sessions')}, usually "
        f"{valued(unit, found.middle_before)}. So few sessions differ by chance too; the trend says what is clear."
    )


def share_told(share: float, low: float, high: float) -> str:
    """A share with its range: ``"75 % (41–93 %)"``."""
    return f"{percent(share)} ({percent(low).removesuffix(' %')}–{percent(high)})"
