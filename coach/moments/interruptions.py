"""Two people speaking at once: who took the floor from whom, and how.

The steps follow the field's turn-taking rule (Sacks, Schegloff & Jefferson 1974; Schegloff 2000): overlap near a
possible end of a turn is ordinary; a floor taken from a turn that was not finished is an interruption.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.conversation import Timing, Turn, TurnKind
from coach.moments.exchange import Talk
from coach.moments.floor import Floor, classify, confirms_completion, gave_back
from coach.moments.lexicon import tokens
from coach.moments.moment import Moment, MomentType, OverlapClass, Trait
from coach.moments.unfinished import Ending, completeness, usually_punctuated


@dataclass(frozen=True, slots=True)
class InterruptionLimits:
    """Every limit of the rule, in seconds unless said otherwise.

    Defaults start from practice (our choice) and were fitted on scripted talks with exact times so that jitter of the
    edges and a full stop invented by the recogniser change little; each is guarded at its boundary by a test.
    """

    simultaneous: float = 0.30  # both began within this time
    open_pause: float = 0.50  # a shorter pause inside a turn is breath: going on after it is no new start
    cut_in_gap: float = 0.15  # no overlap, yet so quick a change that an unfinished turn was cut
    cut_in_words: int = 4  # words
    established: float = 1.0  # the other must have spoken this long
    established_words: int = 3  # words
    least_words: int = 2  # words; less takes no floor
    overlap_strict: float = 0.20  # least overlap when the other stopped in the middle of a phrase
    overlap_open: float = 0.30  # when only a missing mark or a comma says so
    overlap_wide: float = 0.40  # when only a word of the wide list says so
    overlap_faint: float = 0.60  # when such a word stands before a full stop
    short_overlap: float = 0.50  # E: up to here the overlap with a finished turn is ordinary
    short_overlap_loose: float = 0.80  # E where the edges are not known well
    overlap_any: float = (
        1.00  # so long at a finished sentence is rare (0.3 % of changes): a recogniser's full stop yields
    )
    stops_within: float = 2.0  # the other gives up within this time
    goes_on: float = 0.20  # the taker speaks at least this long after the other stopped
    unsuccessful: float = 1.0  # the other goes on at least this long after a failed try
    poor_edges: float = 0.20  # a typical edge error above this is poor

    def __post_init__(self) -> None:
        if not 0 <= self.overlap_strict <= self.overlap_open <= self.overlap_wide <= self.overlap_faint:
            raise ValueError("weaker signs of a broken-off turn need a longer overlap")


LIMITS = InterruptionLimits()
_EPSILON = 1e-9  # sums of seconds are not exact


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A turn that starts while, or right after, another speaks."""

    at: int
    turn: Turn
    other_at: int
    other: Turn

    @property
    def remaining(self) -> float:
        """Seconds that the other goes on (r); negative for a gap."""
        return self.other.end - self.turn.start


def find_overlaps(talk: Talk, *, limits: InterruptionLimits = LIMITS, use_words: bool = True) -> tuple[Moment, ...]:
    """Interruptions and all other overlaps, one for each start of speech into another's turn.

    Nothing from a transcript without sound: its lines do not overlap. Where the edges are poor everything is found
    but nothing counts.

    Args:
        talk: the conversation, read.
        limits: of the rule.
        use_words: whether the words can be judged; without them an interruption is only ever possible.
    """
    conversation = talk.conversation
    if conversation.timing is Timing.CAPTIONS:
        return ()
    turns = conversation.turns
    punctuated = usually_punctuated([turn.text for turn in turns if turn.holds_floor])
    found = []
    for meeting in _meetings(turns, limits):
        judged = _judge(talk, meeting, limits, punctuated=punctuated, use_words=use_words)
        if judged is not None:
            found.append(judged)
    return tuple(found)


def poor_edges(talk: Talk, limits: InterruptionLimits = LIMITS) -> bool:
    """Whether the times are too rough to score: one channel, and an edge error that is large or unknown."""
    conversation = talk.conversation
    error = conversation.boundary_error
    return conversation.timing is Timing.VOICES and (error is None or error > limits.poor_edges)


def _meetings(turns: Sequence[Turn], limits: InterruptionLimits) -> list[_Meeting]:
    """For each start of speech the other's turn that it meets: of those in progress the one that goes on longest."""
    met: list[_Meeting] = []
    recent: list[int] = []
    for at, turn in enumerate(turns):
        if turn.kind is TurnKind.BACKCHANNEL:
            continue
        recent = [i for i in recent if turns[i].end > turn.start - limits.cut_in_gap - _EPSILON]
        others = [i for i in recent if turns[i].speaker != turn.speaker]
        if others:
            other_at = max(others, key=lambda i: (turns[i].end, -i))
            met.append(_Meeting(at, turn, other_at, turns[other_at]))
        recent.append(at)
    return met


def _judge(
    talk: Talk, meeting: _Meeting, limits: InterruptionLimits, *, punctuated: bool, use_words: bool
) -> Moment | None:
    turn, other, remaining = meeting.turn, meeting.other, meeting.remaining
    words = len(turn.text.split())
    if words < limits.least_words and turn.text:
        floor = Floor(talk, meeting.at, meeting.other_at)
        if not (turn.holds_floor and remaining > 0):
            return None
        return _overlap(
            meeting, OverlapClass.COOPERATIVE if confirms_completion(floor) else OverlapClass.BRIEF, "a single word"
        )
    state = completeness(other.text, punctuated=punctuated)
    unfinished = state.ending is not Ending.COMPLETE
    if remaining <= 0:
        if use_words and state.ending is Ending.STRICT and turn.holds_floor and words >= limits.cut_in_words:
            return _overlap(meeting, OverlapClass.CUT_IN, f"starts at once, though the other {state.why}", maybe=True)
        return None
    if turn.start - _began(other, turn.start, limits) < limits.simultaneous:
        return _overlap(meeting, OverlapClass.SIMULTANEOUS, "both began together")
    if turn.start - other.start < limits.established or _words_before(other, turn.start) < limits.established_words:
        return _overlap(meeting, OverlapClass.NOT_ESTABLISHED, "the other had barely begun")
    if turn.kind is TurnKind.ATTEMPT or turn.end <= other.end:
        went_on = other.end - turn.end >= limits.unsuccessful or turn.kind is TurnKind.ATTEMPT
        kind = OverlapClass.UNSUCCESSFUL if went_on else OverlapClass.BRIEF
        return _overlap(
            meeting, kind, "tries for the floor, and the other goes on" if went_on else "stops before the other does"
        )
    loose = talk.conversation.boundary_error is None or talk.conversation.boundary_error > limits.poor_edges
    short = limits.short_overlap_loose if loose else limits.short_overlap
    if not use_words:
        if remaining > short and remaining <= limits.stops_within and turn.end - other.end >= limits.goes_on:
            return _interruption(
                talk,
                meeting,
                OverlapClass.UNCLEAR,
                f"takes the floor after {remaining:.1f} s of both speaking",
                0.45,
                maybe=True,
            )
        return _overlap(
            meeting, OverlapClass.TERMINAL if remaining <= short else OverlapClass.UNCLEAR, "both speak for a moment"
        )
    floor = Floor(talk, meeting.at, meeting.other_at)
    if unfinished and confirms_completion(floor):
        return _overlap(meeting, OverlapClass.COOPERATIVE, "finishes the other's sentence, and the other takes it up")
    least = {
        Ending.STRICT: limits.overlap_strict,
        Ending.OPEN: limits.overlap_open,
        Ending.WIDE: limits.overlap_wide,
        Ending.FAINT: limits.overlap_faint,
    }
    if remaining > limits.stops_within or turn.end - other.end < limits.goes_on:
        return _overlap(meeting, OverlapClass.UNCLEAR, "both speak for a while")
    if unfinished and remaining >= least[state.ending] - _EPSILON:
        why = f"starts {remaining:.1f} s before the other stops, who {state.why}"
        return _interruption(talk, meeting, classify(floor), why, _confidence(talk, state.ending, remaining))
    if not unfinished and remaining > short:
        why = f"starts {remaining:.1f} s before the other stops, who may have been finished"
        recognised = talk.conversation.word_confidence is not None
        cut = recognised and remaining >= limits.overlap_any and not other.text.rstrip().endswith("?")
        return _interruption(talk, meeting, OverlapClass.UNCLEAR, why, 0.5 if cut else 0.4, maybe=not cut)
    if state.ending > Ending.FAINT:
        return _overlap(meeting, OverlapClass.UNCLEAR, f"a short overlap, though the other {state.why}", maybe=True)
    return _overlap(meeting, OverlapClass.TERMINAL, "at the end of a finished sentence")


def _began(turn: Turn, time: float, limits: InterruptionLimits) -> float:
    """When the speech that goes on at that time began: the turn's start, or its last start after an open pause."""
    began, ended = turn.start, turn.start
    for span in turn.speech:
        if span.start > time:
            break
        if span.start - ended >= limits.open_pause:
            began = span.start
        ended = span.end
    return began


def _words_before(turn: Turn, time: float) -> int:
    """How many words of a turn had been said by then; estimated from the share of time where words have none."""
    if turn.words:
        return sum(word.start < time for word in turn.words)
    return round(len(tokens(turn.text)) * (time - turn.start) / turn.duration)


def _confidence(talk: Talk, ending: Ending, remaining: float) -> float:
    base = {Ending.STRICT: 0.8, Ending.OPEN: 0.7, Ending.WIDE: 0.6, Ending.FAINT: 0.5}.get(ending, 0.4)
    sure = base + min(0.15, 0.15 * remaining)
    if talk.conversation.timing is Timing.VOICES:
        sure -= 0.2 if poor_edges(talk) else 0.1
    return round(sure, 3)


def _overlap(meeting: _Meeting, kind: OverlapClass, why: str, *, maybe: bool = False) -> Moment:
    """An overlap that is no interruption: shown in a lighter colour, never scored."""
    end = min(meeting.turn.end, max(meeting.other.end, meeting.turn.start + 0.1))
    return Moment(
        speaker=meeting.turn.speaker,
        start=meeting.turn.start,
        end=end,
        quote=meeting.turn.text,
        turn=meeting.at,
        type=MomentType.OVERLAP,
        confidence=0.7 if not maybe else 0.4,
        why=why,
        answers=meeting.other_at,
        kind=kind,
        maybe=maybe,
        counted=False,
    )


def _interruption(
    talk: Talk, meeting: _Meeting, kind: OverlapClass, why: str, confidence: float, *, maybe: bool = False
) -> Moment:
    turn = meeting.turn
    spoken = talk.at(meeting.at)
    first = spoken.sentences[0] if spoken and spoken.sentences else None
    given_back = gave_back(Floor(talk, meeting.at, meeting.other_at))
    return Moment(
        speaker=turn.speaker,
        start=turn.start,
        end=min(turn.end, max(meeting.other.end, first.end if first else turn.start)),
        quote=first.text if first else turn.text,
        turn=meeting.at,
        type=MomentType.INTERRUPTION,
        confidence=confidence,
        why=why,
        answers=meeting.other_at,
        traits=frozenset({Trait.GIVEN_BACK}) if given_back else frozenset(),
        kind=kind,
        maybe=maybe,
        counted=kind is OverlapClass.COMPETITIVE and not maybe and not poor_edges(talk),
    )
