"""Feelings and stories that asked for an answer: met, or passed by."""

from coach.conversation import Conversation
from coach.measures.counted import in_order, mine, share_of_events
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.reflections import credited
from coach.measures.result import Confidence, Result, Status, Unit
from coach.measures.trust import in_judgement
from coach.moments.moment import REFLECTIONS, Moment, MomentType, Trait
from coach.times import overlap

_WARM = frozenset({MomentType.EMPATHY, MomentType.VALIDATION})


def _missed(conversation: Conversation, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """My replies that passed by what the other felt or told at length; each names in ``answers`` what it passed by."""
    missed = mine(conversation, moments, frozenset({MomentType.MISSED_MOMENT}))
    return tuple(m for m in missed if m.counted)


def feeling_moments_met(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Feelings I named, validated or met with empathy, among those and the ones I passed by."""
    missed = _missed(conversation, moments)
    felt = (m for m in credited(conversation, moments) if Trait.FEELING in m.traits)
    echoes = [m for m in mine(conversation, moments, REFLECTIONS) if not m.counted]
    warm = (m for m in mine(conversation, moments, _WARM) if m.counted and not _is_echo(m, echoes))
    by_turn = {m.turn: m for m in in_order((*felt, *warm))}
    met = tuple(by_turn.values())
    return share_of_events(
        MET.name,
        len(met),
        len(met) + len(missed),
        many="moments with a feeling",
        one="moment with a feeling",
        confidence=in_judgement(conversation, Confidence.LOW),
        evidence=in_order((*met, *missed)),
    )


def _is_echo(warm: Moment, echoes: list[Moment]) -> bool:
    """Whether the same words were found to be an echo, or rejected: what names a feeling by repeating meets none."""
    return any(overlap(warm.span, echo.span) > 0.5 * warm.span.duration for echo in echoes)


def missed_moments(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """How many feelings or long stories got advice, another topic or a bare “ok”."""
    missed = _missed(conversation, moments)
    return Result(
        MISSED.name,
        MISSED.unit,
        Status.OK,
        value=len(missed),
        numerator=len(missed),
        low=0,
        high=None,
        confidence=in_judgement(conversation, Confidence.LOW),
        evidence=missed,
    )


_NEEDS = frozenset({Need.PARTNER, Need.WORDS, Need.ENGLISH})

MET = Measure(
    name="feeling_moments_met",
    title="Feelings met",
    unit=Unit.SHARE,
    definition="How often you answered a feeling they put in words by naming it, showing that it makes sense, or "
    "warmth. Only words are judged, never voices.",
    formula="feelings met ÷ (feelings met + moments passed by)",
    source="after the empathy codes of Sharma et al. 2020; limits are ours",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="reflections",
    needs=_NEEDS,
    compute=feeling_moments_met,
)

MISSED = Measure(
    name="missed_moments",
    title="Moments to come back to",
    unit=Unit.COUNT,
    definition="Feelings or long stories of theirs that your next words did not take up.",
    formula="moments found",
    source="after Sharma et al. 2020; our own list of words",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="reflections",
    needs=_NEEDS,
    compute=missed_moments,
)
