"""What a written copy of a session holds, whatever the format: a heading, what was said, and the numbers if wanted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from coach.conversation import Conversation, Turn, TurnKind
from coach.exports.names import band_name, moment_name, person, sureness
from coach.feedback.scorecard import Scorecard
from coach.feedback.words import headline
from coach.measures.registry import measure
from coach.measures.result import Status
from coach.moments.moment import Moment, Passage
from coach.review import Review

# Controls, halves of letters and what Unicode says is no letter: XML and captions cannot hold them.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A turn as it is written: ``who`` is the label of its speaker, a single line. ``turn`` has the finer times."""

    who: str
    text: str
    turn: Turn

    @property
    def start(self) -> float:
        """Seconds from the start of the recording."""
        return self.turn.start

    @property
    def end(self) -> float:
        """Seconds from the start of the recording."""
        return self.turn.end

    @property
    def is_side(self) -> bool:
        """True for a backchannel or an attempt, which did not hold the floor."""
        return self.turn.kind is not TurnKind.TURN


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words at one place, with what they are an example of (empty for a plain passage)."""

    start: float
    who: str
    said: str
    about: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A heading, a sentence or two, and the moments they speak of."""

    title: str
    text: str
    moments: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: its band ("" where it is not graded), what it says, and how sure that is."""

    band: str
    says: str
    sure: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A session ready to be written.

    ``people`` are the speakers in their order, "you" beside the one who is coached. ``on`` is the day of the
    conversation, where it is known and wanted. ``grade``, ``remarks``, ``figures`` and ``not_measurable`` are empty
    where only the transcript is wanted, ``lines`` where only the numbers are.
    """

    title: str
    on: date | None
    duration: float
    context: str
    language: str
    people: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    grade: str = ""
    remarks: tuple[Remark, ...] = ()
    figures: tuple[Figure, ...] = ()
    not_measurable: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The day in words, such as "24 November 2026"; empty where it is not known."""
        return "" if self.on is None else f"{self.on:%d %B %Y}".lstrip("0")

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything but the transcript."""
        return bool(self.grade)


def paper(
    review: Review, *, title: str, on: date | None = None, transcript: bool = True, numbers: bool = False
) -> Paper:
    """The session as it is to be written.

    Args:
        transcript: whether to write what was said.
        numbers: whether to write the scorecard, the feedback and every number.
    """
    talk = review.conversation
    labels = labels_of(talk)
    made = Paper(
        title=one_line(title) or "Conversation",
        on=on,
        duration=talk.duration,
        context=review.context.title,
        language=talk.language,
        people=tuple(one_line(person(who)) for who in talk.speakers),
        lines=tuple(Line(labels[t.speaker], one_line(t.text), t) for t in talk.turns) if transcript else (),
    )
    return _with_numbers(made, review, labels) if numbers else made


def labels_of(talk: Conversation) -> dict[str, str]:
    """What each speaker is called, by id; two people of the same name are told apart by a number."""
    labels: dict[str, str] = {}
    for who in talk.speakers:
        name = one_line(who.label) or who.id
        wanted, number = name, 2
        while wanted.casefold() in {taken.casefold() for taken in labels.values()}:
            wanted, number = f"{name} {number}", number + 1
        labels[who.id] = wanted
    return labels


def one_line(text: str) -> str:
    """The text with every run of white space, of controls and of signs that no file can hold as one blank."""
    return " ".join(_FORBIDDEN.sub(" ", text).split())


def _with_numbers(made: Paper, review: Review, labels: dict[str, str]) -> Paper:
    bands = {one.result.name: one.band for one in review.scorecard.graded}
    figures = []
    for result in review.results:
        if result.status is Status.NOT_MEASURABLE:
            continue
        band = bands.get(result.name)
        sure = sureness(result.confidence) if result.status is Status.OK else "too little to be sure"
        figures.append(Figure(band_name(band) if band else "", headline(result), sure))
    card = review.scorecard
    return replace(
        made,
        grade=_grade(card),
        remarks=_remarks(card, labels),
        figures=tuple(figures),
        not_measurable=tuple(
            f"{measure(result.name).title}: {result.why}."
            for result in review.results
            if result.status is Status.NOT_MEASURABLE
        ),
    )


def _grade(card: Scorecard) -> str:
    if card.band is None or card.low is None or card.high is None:
        return card.why or "There is no grade for this recording."
    low, high = round(card.low), round(card.high)
    reach = f"between {low} and {high}" if low != high else f"at {low}"
    return f"{band_name(card.band)}: {reach} of 100 on the whole, in this kind of conversation."


def _remarks(card: Scorecard, labels: dict[str, str]) -> tuple[Remark, ...]:
    remarks = [
        Remark(title, one_line(note.text), _quoted(note.moments, labels))
        for title, note in (("What went well", card.strength), ("One thing to work on", card.focus))
        if note is not None
    ]
    shown = {moment for note in (card.strength, card.focus) if note for moment in note.moments}
    if rest := [moment for moment in card.moments if moment not in shown]:
        remarks.append(Remark("Worth hearing again", "", _quoted(rest, labels)))
    return tuple(remarks)


def _quoted(moments: Iterable[Moment | Passage], labels: dict[str, str]) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(moment.start, labels[moment.speaker], one_line(moment.quote), moment_name(moment)) for moment in moments
    )
