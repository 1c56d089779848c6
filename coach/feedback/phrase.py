"""Small pieces of sentences: numbers, ranges and quotes in plain words."""

from coach.measures.result import Result, Unit
from coach.times import clock

QUOTE_WORDS = 18


def percent(share: float) -> str:
    """``0.716`` as ``"72 %"``."""
    return f"{round(100 * share)} %"


def duration(seconds: float) -> str:
    """``8.24`` as ``"8.2 s"``, ``75`` as ``"1:15"`` from a minute on."""
    if round(abs(seconds), 1) < 60.0:
        return f"{seconds:.1f} s"
    return f"{'-' if seconds < 0.0 else ''}{clock(round(abs(seconds)))}"


def number(value: float) -> str:
    """One decimal, none where it is whole or 20 and more: ``"3"``, ``"2.5"``, ``"131"``."""
    return f"{value:.0f}" if abs(value) >= 20.0 else f"{value:.1f}".removesuffix(".0")


def times(count: int) -> str:
    """``"once"``, ``"twice"``, ``"3 times"``."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def many(count: float, one: str, more: str) -> str:
    """``"1 question"``, ``"5 questions"``."""
    return f"{number(count)} {one if count == 1 else more}"


def value(result: Result) -> str:
    """The value alone with its unit, empty where there is none."""
    return "" if result.value is None else amount(result.unit, result.value)


def value_range(result: Result) -> str:
    """The 95 % range in the value's unit, ``"70–74 %"``; empty where there is none or it rounds to one value."""
    if result.low is None or result.high is None or result.at_least:
        return ""
    low, high = amount(result.unit, result.low), amount(result.unit, result.high)
    if low == high:
        return ""
    tail = high[high.index(" ") :] if " " in high and low.endswith(high[high.index(" ") :]) else ""
    return f"{low.removesuffix(tail)}{' to ' if result.low < 0.0 else '–'}{high}"


def in_brackets(text: str) -> str:
    """The text after a blank in brackets, or nothing."""
    return f" ({text})" if text else ""


def amount(unit: Unit, of: float) -> str:
    """A number in its unit: shares in percent, seconds as a time, the rest plain."""
    if unit in (Unit.SHARE, Unit.PER_TURN):
        return percent(of)
    return duration(of) if unit is Unit.SECONDS else number(of)


def quote(text: str, *, words: int = QUOTE_WORDS, end: bool = False) -> str:
    """The text in quotation marks, cut to its first or last words with an ellipsis; empty stays empty."""
    parts = text.split()
    if not parts:
        return ""
    if len(parts) > words:
        parts = ["…", *parts[-words:]] if end else [*parts[:words], "…"]
    return f"“{' '.join(parts)}”"


def stop(sentence: str) -> str:
    """The sentence with a full stop, unless a quote at its end already closes it."""
    return sentence if sentence.endswith((".”", "?”", "!”", "…”", ".")) else f"{sentence}."
