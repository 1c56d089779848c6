"""Own guesses in words: what is asked, and how near a guess came. They judge the moment, never the person."""

from collections import Counter
from collections.abc import Iterable

from coach.feedback.guess import Aspect, Closeness, Gap
from ui.text import _


def question(aspect: Aspect) -> str:
    """What is asked; for the scales a claim that holds hardly or very much."""
    return {
        Aspect.TALK_SHARE: _("How much of the talk was yours?"),
        Aspect.INTERRUPTIONS: _("How many times did you interrupt?"),
        Aspect.ASKED: _("You asked open questions"),
        Aspect.REFLECTED: _("You said back what you heard"),
        Aspect.HELD_BACK: _("You held back advice"),
        Aspect.EMPATHY: _("You met their feelings"),
    }[aspect]


def low_end(aspect: Aspect) -> str:
    """What stands at the low end of its slider."""
    return _("none of it") if aspect is Aspect.TALK_SHARE else _("hardly")


def high_end(aspect: Aspect) -> str:
    """What stands at the high end of its slider."""
    return _("all of it") if aspect is Aspect.TALK_SHARE else _("very much")


def value_words(aspect: Aspect, value: int | None) -> str:
    """The value of a slider, in percent or of 5; None where nothing was guessed yet."""
    if value is None:
        return _("no guess yet")
    return _("{share} %", share=value) if aspect is Aspect.TALK_SHARE else _("{step} of 5", step=value)


def closeness_name(closeness: Closeness | None) -> str:
    """How near the guess came, in a word or two."""
    return {
        Closeness.WELL_CALIBRATED: _("Well calibrated"),
        Closeness.CLOSE: _("Close"),
        Closeness.SURPRISING: _("Surprising"),
        None: _("Not measured"),
    }[closeness]


def told(gap: Gap) -> str:
    """Guess and measure in one sentence; nothing where nothing was guessed."""
    if gap.guessed is None:
        return ""
    if gap.measured is None:
        return f"{_guessed(gap.aspect, gap.guessed)} {_reason(gap.why)}".strip()
    if gap.aspect is Aspect.TALK_SHARE:
        guessed, measured = round(100 * gap.guessed), round(100 * gap.measured)
        return _(
            "You guessed that {guessed} % of the talking was yours. It was {measured} %.",
            guessed=guessed,
            measured=measured,
        )
    guessed, measured = round(gap.guessed), round(gap.measured)
    if gap.aspect is Aspect.INTERRUPTIONS:
        text = (
            _("Your interruptions: guessed {guessed}, found at least {measured}.")
            if gap.at_least
            else _("Your interruptions: guessed {guessed}, found {measured}.")
        )
        return text.format(guessed=guessed, measured=measured)
    return _(
        "{claim}: guessed {guessed} of 5, measured {measured}.",
        claim=question(gap.aspect),
        guessed=guessed,
        measured=measured,
    )


def summary(gaps: Iterable[Gap]) -> str:
    """How many guesses came how near: "2 well calibrated, 1 surprising"."""
    counts = Counter(gap.closeness for gap in gaps if gap.guessed is not None)
    order = (Closeness.WELL_CALIBRATED, Closeness.CLOSE, Closeness.SURPRISING, None)
    return ", ".join(f"{counts[one]} {closeness_name(one).lower()}" for one in order if counts[one])


def _guessed(aspect: Aspect, value: float) -> str:
    if aspect is Aspect.TALK_SHARE:
        return _("You guessed that {guessed} % of the talking was yours.", guessed=round(100 * value))
    if aspect is Aspect.INTERRUPTIONS:
        return _("Your interruptions: guessed {guessed}.", guessed=round(value))
    return _("{claim}: guessed {guessed} of 5.", claim=question(aspect), guessed=round(value))


def _reason(why: str) -> str:
    """A measure's reason as a sentence of its own."""
    return f"{why[0].upper()}{why[1:]}." if why else ""
