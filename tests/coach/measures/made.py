"""Conversations with their moments, written down as people would write them, and random ones for properties."""

import re

from hypothesis import settings
from hypothesis import strategies as st

from coach.conversation import Conversation, Speaker, Timing, Turn, TurnKind
from coach.measures.registry import measure_all
from coach.measures.result import Result
from coach.moments.moment import Moment, MomentType, OverlapClass, Trait
from coach.times import Span
from models.records import Word

# Machines are busy: no deadline, and as many talks as find what hundreds would.
unhurried = settings(deadline=None, max_examples=50)

SECONDS_A_WORD = 0.4
GAP = 0.4

_LINE = re.compile(r"^(?P<who>\w+)(?P<kind>[~?]?)(?:@(?P<gap>-?[\d.]+))?: (?P<text>.*)$")
_SENTENCE = re.compile(r"\s*([^{}]+?)\s*\{([^{}]*)\}|\s*([^{}]+)")
_KIND = {"": TurnKind.TURN, "~": TurnKind.BACKCHANNEL, "?": TurnKind.ATTEMPT}
_SHORT = {
    "open": MomentType.QUESTION_OPEN,
    "closed": MomentType.QUESTION_CLOSED,
    "simple": MomentType.REFLECTION_SIMPLE,
    "deep": MomentType.REFLECTION_COMPLEX,
    "cut": MomentType.INTERRUPTION,
    "missed": MomentType.MISSED_MOMENT,
}
_TRAITS = {trait.value: trait for trait in Trait}
_CLASSES = {kind.value: kind for kind in OverlapClass}


def spoken(*lines: str, me: str = "A", timing: Timing = Timing.CHANNELS) -> tuple[Conversation, tuple[Moment, ...]]:
    """A conversation and its moments from lines such as ``"A: How was it?{open follow_up} I see."``.

    Each word takes ``SECONDS_A_WORD``, each turn begins ``GAP`` after the last one ended; ``"A@-0.8: But"`` begins
    0.8 s before. ``"A~: Mm-hmm."`` is a backchannel inside the turn before it, ``"A?: But"`` an attempt there. Braces
    name what the sentence before them is, and its traits, each with ``|`` between; ``!`` means not counted, ``?`` a
    maybe, ``unsure`` a confidence of one half.
    """
    turns: list[Turn] = []
    tags: dict[int, list[tuple[Span, str, str]]] = {}
    end = 0.0
    for line in lines:
        match = _LINE.match(line)
        if not match:
            raise ValueError(f"not a line: {line!r}")
        aside = bool(match["kind"])
        start = max(0.0, end + float(match["gap"] or GAP))
        if aside:
            start = max(0.0, turns[-1].start + turns[-1].duration / 2)
        words: list[Word] = []
        marked = []
        for sentence, tag, rest in _SENTENCE.findall(match["text"]):
            first = len(words)
            for token in (sentence or rest).split():
                words.append(
                    Word(start + len(words) * SECONDS_A_WORD, start + (len(words) + 1) * SECONDS_A_WORD, token)
                )
            spoken_at = Span(words[first].start, words[-1].end)
            marked += [(spoken_at, sentence, each) for each in tag.split("|") if each.strip()]
        text = " ".join(word.text for word in words)
        stop = words[-1].end
        turn = Turn(start, stop, match["who"], text, _KIND[match["kind"]], tuple(words), (Span(start, stop),))
        turns.append(turn)
        tags[id(turn)] = marked
        if not aside:
            end = stop
    turns.sort(key=lambda turn: (turn.start, turn.end))
    moments = [_moment(turns, index, *marked, me=me) for index, turn in enumerate(turns) for marked in tags[id(turn)]]
    names = sorted({turn.speaker for turn in turns} | {me})
    speakers = tuple(Speaker(name, name, me=name == me, channel=i) for i, name in enumerate(names))
    talk = Conversation(speakers, tuple(turns), end, timing, boundary_error=0.05, word_confidence=0.95)
    return talk, tuple(moments)


def _moment(turns: list[Turn], index: int, span: Span, quote: str, tag: str, *, me: str) -> Moment:
    names = tag.replace("!", " ! ").replace("?", " ? ").split()
    kind = next((_CLASSES[name] for name in names if name in _CLASSES), None)
    type_ = next(_SHORT.get(name) or MomentType(name) for name in names if name in _SHORT or name in set(MomentType))
    before = [i for i in range(index) if turns[i].speaker != turns[index].speaker and turns[i].holds_floor]
    return Moment(
        speaker=turns[index].speaker,
        start=span.start,
        end=span.end,
        quote=quote,
        turn=index,
        type=type_,
        confidence=0.4 if "?" in names else 0.5 if "unsure" in names else 0.9,
        why="marked so",
        answers=before[-1] if before else None,
        traits=frozenset(_TRAITS[name] for name in names if name in _TRAITS),
        kind=kind,
        maybe="?" in names,
        counted=not {"!", "?"} & set(names),
    )


def taken(conversation: Conversation, moments: tuple[Moment, ...] = ()) -> dict[str, Result]:
    """Every result by name."""
    return {result.name: result for result in measure_all(conversation, moments)}


@st.composite
def conversations(draw: st.DrawFn, *, speakers: int = 2, most: int = 24) -> Conversation:
    """Random talks of so many people, with gaps, overlaps, backchannels and attempts."""
    names = "ABCDE"[:speakers]
    turns, time = [], draw(st.floats(0.0, 30.0))
    for _ in range(draw(st.integers(0, most))):
        start = max(0.0, time + draw(st.floats(-1.5, 4.0)))
        length = draw(st.floats(0.2, 60.0))
        kind = draw(
            st.sampled_from([TurnKind.TURN, TurnKind.TURN, TurnKind.TURN, TurnKind.BACKCHANNEL, TurnKind.ATTEMPT])
        )
        text = " ".join(["word"] * draw(st.integers(1, 12)))
        inner = draw(st.floats(0.3, 0.9))
        voice = (Span(start, start + inner * length / 2), Span(start + length * (1 - inner / 2), start + length))
        turns.append(Turn(start, start + length, draw(st.sampled_from(names)), text, kind, (), voice))
        time = start + length
    turns.sort(key=lambda turn: (turn.start, turn.end))
    people = tuple(Speaker(name, name, me=name == "A", channel=i) for i, name in enumerate(names))
    end = max((turn.end for turn in turns), default=0.0)
    return Conversation(people, tuple(turns), end, Timing.CHANNELS, boundary_error=0.1, word_confidence=0.9)


def shifted(conversation: Conversation, by: float) -> Conversation:
    """The same conversation, so many seconds later in its recording."""
    turns = tuple(
        Turn(
            turn.start + by,
            turn.end + by,
            turn.speaker,
            turn.text,
            turn.kind,
            tuple(Word(w.start + by, w.end + by, w.text, w.probability) for w in turn.words),
            tuple(Span(span.start + by, span.end + by) for span in turn.voice),
        )
        for turn in conversation.turns
    )
    return Conversation(
        conversation.speakers,
        turns,
        conversation.duration + by,
        conversation.timing,
        conversation.language,
        conversation.boundary_error,
        conversation.word_confidence,
    )
