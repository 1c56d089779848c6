"""A review as plain text, for terminals."""

import textwrap
from collections.abc import Iterable, Iterator

from coach.conversation import Conversation, Speaker
from coach.exports.names import band_name, moment_name, person, timing_name, voice_sureness
from coach.exports.statements import STATEMENTS
from coach.feedback.phrase import percent, quote, value
from coach.feedback.scorecard import Note, Scorecard
from coach.feedback.words import headline
from coach.measures.registry import measure
from coach.measures.result import Result, Status
from coach.moments.moment import Moment, Passage
from coach.review import Review
from coach.times import clock

_INDENT = "  "
_BAND_WIDTH = 9


def scorecard_text(review: Review, *, title: str, width: int = 100) -> str:
    """The scorecard in lines of at most ``width`` columns."""
    lines = [*_head(review, title, width), *_whole(review.scorecard, width)]
    for name, note in (("What went well", review.scorecard.strength), ("One thing to work on", review.scorecard.focus)):
        if note is not None:
            lines += _note(name, note, width)
    shown = {m for note in (review.scorecard.strength, review.scorecard.focus) if note for m in note.moments}
    if rest := [moment for moment in review.scorecard.moments if moment not in shown]:
        lines += ["", "Worth hearing again", *_moments(rest, width)]
    lines += _numbers(review, width)
    lines += ["", *_wrap(f"{STATEMENTS[0]} {STATEMENTS[1]} {STATEMENTS[2]}", width)]
    return "\n".join(lines)


def voices_text(talk: Conversation, *, width: int = 100) -> str:
    """Who was heard: id, label, share of the talking and first words, a line each."""
    spoken = sum(span.duration for who in talk.speakers for span in talk.talk_of(who.id))
    return "\n".join(line for who in talk.speakers for line in _voice(talk, who, spoken, width))


def recognised_text(talk: Conversation, *, width: int = 100) -> str:
    """Who was taken as me by their voice, and how sure; empty where nobody was."""
    me = talk.me
    if me is None or me.me_confidence is None:
        return ""
    told = f"Known by your voice: you are {me.id} ({me.label}), {voice_sureness(me.me_confidence)}."
    return "\n".join(_wrap(f"{told} If that is wrong, say who you are with --me.", width))


def _voice(talk: Conversation, who: Speaker, spoken: float, width: int) -> Iterator[str]:
    seconds = sum(span.duration for span in talk.talk_of(who.id))
    share = percent(seconds / spoken) if spoken > 0.0 else "0 %"
    first = next((turn.text for turn in talk.turns if turn.speaker == who.id and turn.holds_floor), "")
    words = f"{who.id}  {who.label}{_place(who)}, {share} of the talking"
    yield from _wrap(f"{words}: {quote(first, words=12)}" if first else words, width, indent=_INDENT, rest=_INDENT * 3)


def _place(who: Speaker) -> str:
    if who.channel is None:
        return ""
    return f", {('left', 'right')[who.channel]} channel" if who.channel < 2 else f", channel {who.channel + 1}"


def _head(review: Review, title: str, width: int) -> Iterator[str]:
    talk = review.conversation
    people = ", ".join(person(who) for who in talk.speakers) or "nobody"
    yield from _wrap(title, width)
    yield from _wrap(f"{clock(talk.duration)} · {people} · {review.context.title} · {timing_name(talk.timing)}", width)


def _whole(card: Scorecard, width: int) -> Iterator[str]:
    yield ""
    if card.band is None or card.low is None or card.high is None:
        yield from _wrap(card.why or "There is no grade for this recording.", width)
    elif round(card.low) == round(card.high):
        yield f"{band_name(card.band)}: {card.low:.0f} of 100 on the whole."
    else:
        yield f"{band_name(card.band)}: between {card.low:.0f} and {card.high:.0f} of 100 on the whole."


def _note(name: str, note: Note, width: int) -> Iterator[str]:
    yield from ("", name)
    yield from _wrap(note.text, width, indent=_INDENT)
    yield from _moments(note.moments, width)


def _moments(moments: Iterable[Moment | Passage], width: int) -> Iterator[str]:
    for moment in moments:
        kind = moment_name(moment)
        words = f"{clock(moment.start):>7}  {quote(moment.quote, words=30)}{f' ({kind})' if kind else ''}"
        yield from _wrap(words, width, rest=" " * 9)


def _numbers(review: Review, width: int) -> Iterator[str]:
    """Every number that there is with its band, then those that rest on too little, then what cannot be measured."""
    bands = {one.result.name: one.band for one in review.scorecard.graded}
    found = [result for result in review.results if result.status is Status.OK]
    reasons = {result.why for result in review.results}
    if len(reasons) == 1 and all(result.status is Status.NOT_MEASURABLE for result in review.results):
        yield from ("", *_wrap(f"There are no numbers yet: {reasons.pop()}.", width))
        return
    if found:
        yield from ("", "The numbers")
    for result in found:
        band = bands.get(result.name)
        margin = f"{_INDENT}{band_name(band) if band else '':{_BAND_WIDTH}}"
        yield from _wrap(f"{margin}{headline(result)}", width, rest=" " * len(margin))
    yield from _by_reason("Too little for a number yet; so far", review.results, Status.NOT_ENOUGH, width)
    yield from _by_reason("Not measurable on this recording", review.results, Status.NOT_MEASURABLE, width)


def _by_reason(name: str, results: Iterable[Result], status: Status, width: int) -> Iterator[str]:
    """What shares a reason in one paragraph, under it."""
    groups: dict[str, list[str]] = {}
    for result in results:
        if result.status is status:
            so_far = f" {value(result)}" if result.value is not None else ""
            groups.setdefault(_reason(result), []).append(f"{measure(result.name).title}{so_far}")
    if groups:
        yield from ("", name)
    for why, names in groups.items():
        yield from _wrap(f"{why}: {', '.join(names)}.", width, indent=_INDENT, rest=_INDENT * 2)


def _reason(result: Result) -> str:
    why = (result.why or "").removeprefix("not enough conversation yet: ")
    return f"{why[:1].upper()}{why[1:]}"


def _wrap(text: str, width: int, *, indent: str = "", rest: str | None = None) -> list[str]:
    kept = textwrap.TextWrapper(
        width=width,
        initial_indent=indent,
        subsequent_indent=indent if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
    clean = "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)
    return kept.wrap(clean) or [""]
