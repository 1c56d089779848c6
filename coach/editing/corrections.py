"""What people said of moments, laid over the moments that are found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.editing.edits import CorrectMoment, Verdict
from coach.moments.moment import QUESTIONS, REFLECTIONS, Moment, MomentType, OverlapClass, Trait
from coach.times import overlap

# A correction speaks of a moment that shares at least this much of the shorter one's time. Our choice: words that are
# edited or a turn that is cut move the edges of a sentence a little (test_a_correction_survives_an_edit_of_the_words).
SHARED = 0.5

_OF_TIME = frozenset({MomentType.INTERRUPTION, MomentType.OVERLAP, MomentType.BACKCHANNEL})
_QUESTION_TRAITS = frozenset({Trait.LEADING, Trait.STACKED, Trait.TAG, Trait.FOLLOW_UP, Trait.REFILLED})
_REFLECTION_TRAITS = frozenset({Trait.CHECKED, Trait.FEELING})

ACCEPTED = "you agreed"
RELABELLED = "you named it so"


@dataclass(frozen=True, slots=True)
class Correction:
    """A verdict and where it holds; ``speaker`` follows when the words go to somebody else."""

    said: CorrectMoment
    speaker: str

    def speaks_of(self, moment: Moment) -> bool:
        """Whether it is the moment that was corrected: same speaker, same type, same place in time."""
        meant = self.said.moment
        if moment.speaker != self.speaker or moment.type is not meant.type:
            return False
        shorter = min(moment.span.duration, meant.span.duration)
        return overlap(moment.span, meant.span) >= SHARED * shorter and meant.start <= moment.end

    def closeness(self, moment: Moment) -> float:
        """Seconds by which its edges lie apart from the one that was corrected; 0 for the same."""
        meant = self.said.moment
        return abs(moment.start - meant.start) + abs(moment.end - meant.end)


def corrected(found: Sequence[Moment], corrections: Sequence[Correction]) -> tuple[Moment, ...]:
    """The moments after all corrections, in their order. A correction of what is no longer found rests."""
    moments = list(found)
    for correction in corrections:
        meant = [i for i, moment in enumerate(moments) if correction.speaks_of(moment)]
        if not meant:
            continue
        at = min(meant, key=lambda i: (correction.closeness(moments[i]), i))
        after = _after(moments[at], correction.said)
        if after is None or _is_there(after, moments, besides=at):
            del moments[at]
        else:
            moments[at] = after
    return tuple(sorted(moments, key=lambda moment: (moment.start, moment.end, moment.turn, moment.type)))


def choices(moment: Moment) -> tuple[MomentType, ...]:
    """What a moment can be relabelled to: what rests on time stays so, and what rests on words."""
    if moment.type in _OF_TIME:
        return tuple(kind for kind in MomentType if kind in _OF_TIME and kind is not moment.type)
    unsaid = {MomentType.REFLECTION, MomentType.QUESTION_TAG, *_OF_TIME, moment.type}
    return tuple(kind for kind in MomentType if kind not in unsaid)


def _after(moment: Moment, said: CorrectMoment) -> Moment | None:
    match said.verdict:
        case Verdict.REJECT:
            return None
        case Verdict.ACCEPT:
            counts = moment.counted or (moment.maybe and Trait.RHETORICAL not in moment.traits)
            why = moment.why if moment.why.endswith(ACCEPTED) else f"{moment.why}; {ACCEPTED}"
            return replace(moment, confidence=1.0, why=why, maybe=False, counted=counts)
        case Verdict.RELABEL:
            assert said.becomes is not None
            return replace(
                moment,
                type=said.becomes,
                confidence=1.0,
                why=RELABELLED,
                traits=moment.traits & _traits_of(said.becomes),
                kind=_kind_of(said.becomes, moment.kind),
                maybe=False,
                counted=True,
            )


def _traits_of(kind: MomentType) -> frozenset[Trait]:
    if kind in QUESTIONS:
        return _QUESTION_TRAITS
    if kind in REFLECTIONS:
        return _REFLECTION_TRAITS
    return frozenset({Trait.GIVEN_BACK}) if kind is MomentType.INTERRUPTION else frozenset()


def _kind_of(kind: MomentType, was: OverlapClass | None) -> OverlapClass | None:
    """Somebody who calls it an interruption means that the floor was taken."""
    if kind is MomentType.INTERRUPTION:
        return OverlapClass.COMPETITIVE
    if kind is not MomentType.OVERLAP:
        return None
    return OverlapClass.COOPERATIVE if was in (None, OverlapClass.COMPETITIVE) else was


def _is_there(moment: Moment, moments: Sequence[Moment], *, besides: int) -> bool:
    """Whether another moment says the same of the same words: then one of them is enough."""
    return any(
        other.type is moment.type
        and other.speaker == moment.speaker
        and overlap(other.span, moment.span) >= SHARED * min(other.span.duration, moment.span.duration) > 0.0
        for i, other in enumerate(moments)
        if i != besides
    )
