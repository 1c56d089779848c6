"""What things are called in plain words, where they are written for people."""

from coach.audio.verdict import Carry
from coach.conversation import Speaker, Timing
from coach.feedback.scorecard import Band
from coach.measures.result import Confidence
from coach.moments.moment import Moment, MomentType, OverlapClass, Passage, Trait

_MOMENTS = {
    MomentType.QUESTION_OPEN: "Open question",
    MomentType.QUESTION_CLOSED: "Closed question",
    MomentType.QUESTION_TAG: "Tag question",
    MomentType.REFLECTION: "Said back",
    MomentType.REFLECTION_SIMPLE: "Said back",
    MomentType.REFLECTION_COMPLEX: "Said back, with more meaning",
    MomentType.SUMMARY: "Summary",
    MomentType.ADVICE: "Advice",
    MomentType.EMPATHY: "Warmth",
    MomentType.VALIDATION: "Validation",
    MomentType.DISMISSAL: "Brushed aside",
    MomentType.SELF_SHIFT: "Turned to oneself",
    MomentType.AFFIRMATION: "Affirmation",
    MomentType.COMMON_GROUND: "Common ground",
    MomentType.COMMITMENT: "Promise",
    MomentType.INTERRUPTION: "Interruption",
    MomentType.OVERLAP: "Both at once",
    MomentType.BACKCHANNEL: "Short signal",
    MomentType.MISSED_MOMENT: "Moment to come back to",
}

_OVERLAPS = {
    OverlapClass.COMPETITIVE: "took the floor",
    OverlapClass.COOPERATIVE: "joined in",
    OverlapClass.UNCLEAR: "unclear",
    OverlapClass.TERMINAL: "at the very end",
    OverlapClass.SIMULTANEOUS: "both began",
    OverlapClass.NOT_ESTABLISHED: "barely begun",
    OverlapClass.UNSUCCESSFUL: "gave way",
    OverlapClass.BRIEF: "brief",
    OverlapClass.CUT_IN: "came in early",
}

_TRAITS = {
    Trait.LEADING: "leading",
    Trait.STACKED: "one of several at once",
    Trait.TAG: "tag",
    Trait.RHETORICAL: "rhetorical",
    Trait.FOLLOW_UP: "follow-up",
    Trait.CHECKED: "checked",
    Trait.FEELING: "names a feeling",
    Trait.ASKED: "asked for",
    Trait.REFILLED: "pause filled",
    Trait.GIVEN_BACK: "floor given back",
}

_BANDS = {Band.GOOD: "Good", Band.FAIR: "Fair", Band.WORK_ON: "Work on"}
_SURENESS = {Confidence.HIGH: "sure", Confidence.MEDIUM: "fairly sure", Confidence.LOW: "a rough reading"}
_CARRY = {
    Carry.MEASURABLE: "measurable",
    Carry.WITH_CARE: "with care",
    Carry.NOT_MEASURABLE: "not measurable",
}
_TIMING = {
    Timing.CHANNELS: "each person on their own channel",
    Timing.VOICES: "one channel, voices told apart",
    Timing.CAPTIONS: "a transcript without sound",
}


def moment_type(kind: MomentType) -> str:
    """What a kind of moment is called."""
    return _MOMENTS[kind]


def moment_name(moment: Moment | Passage) -> str:
    """What it is, its class and traits, and whether it is sure; empty for a plain passage."""
    if not isinstance(moment, Moment):
        return ""
    parts = [_MOMENTS[moment.type]]
    if moment.kind is not None:
        parts.append(_OVERLAPS[moment.kind])
    parts.extend(_TRAITS[trait] for trait in sorted(moment.traits))
    if moment.maybe:
        parts.append("perhaps")
    return " · ".join(parts)


def band_name(band: Band) -> str:
    """The word for a band."""
    return _BANDS[band]


def sureness(confidence: Confidence) -> str:
    """How far a value can be trusted."""
    return _SURENESS[confidence]


def carry_name(carry: Carry) -> str:
    """How far a recording carries a measure."""
    return _CARRY[carry]


def timing_name(timing: Timing) -> str:
    """Where the times come from."""
    return _TIMING[timing]


def voice_sureness(confidence: float) -> str:
    """How sure it is that a voice is the person's; from .98 on 99 of 100 were (models.speakers.likeness)."""
    return "very sure" if confidence >= 0.98 else "fairly sure"


def person(speaker: Speaker) -> str:
    """A person's label, with “you” beside it where it is me."""
    if not speaker.me:
        return speaker.label
    return "You" if speaker.label.casefold() in ("", "me", "you") else f"{speaker.label} (you)"
