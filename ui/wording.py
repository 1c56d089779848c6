"""The names of things on the screen, in the person's language."""

from coach.editing.edits import (
    ChangeContext,
    ChooseGoal,
    ChooseMe,
    CorrectMoment,
    Edit,
    EditWords,
    MergeSpeakers,
    MergeTurns,
    ReassignTurn,
    RenameSpeaker,
    SplitTurn,
    Verdict,
)
from coach.feedback.scorecard import Band
from coach.moments.moment import Moment, MomentType, OverlapClass, Passage, Trait
from ui.text import _

_LONGEST_QUOTE = 150  # characters: about three lines


def moment_name(kind: MomentType) -> str:
    """What a moment is called."""
    return {
        MomentType.QUESTION_OPEN: _("Open question"),
        MomentType.QUESTION_CLOSED: _("Closed question"),
        MomentType.QUESTION_TAG: _("Tag question"),
        MomentType.REFLECTION: _("Said back"),
        MomentType.REFLECTION_SIMPLE: _("Said back"),
        MomentType.REFLECTION_COMPLEX: _("Said back, with more meaning"),
        MomentType.SUMMARY: _("Summary"),
        MomentType.ADVICE: _("Advice"),
        MomentType.EMPATHY: _("Warmth"),
        MomentType.VALIDATION: _("Validation"),
        MomentType.DISMISSAL: _("Brushed aside"),
        MomentType.SELF_SHIFT: _("Turned to oneself"),
        MomentType.AFFIRMATION: _("Affirmation"),
        MomentType.COMMON_GROUND: _("Common ground"),
        MomentType.COMMITMENT: _("Promise"),
        MomentType.INTERRUPTION: _("Interruption"),
        MomentType.OVERLAP: _("Both at once"),
        MomentType.BACKCHANNEL: _("Backchannel"),
        MomentType.MISSED_MOMENT: _("Missed moment"),
    }[kind]


def overlap_name(kind: OverlapClass) -> str:
    """How two people came to speak at once."""
    return {
        OverlapClass.COMPETITIVE: _("took the floor"),
        OverlapClass.COOPERATIVE: _("joined in"),
        OverlapClass.UNCLEAR: _("unclear"),
        OverlapClass.TERMINAL: _("at the very end"),
        OverlapClass.SIMULTANEOUS: _("both began"),
        OverlapClass.NOT_ESTABLISHED: _("barely begun"),
        OverlapClass.UNSUCCESSFUL: _("gave way"),
        OverlapClass.BRIEF: _("brief"),
        OverlapClass.CUT_IN: _("came in early"),
    }[kind]


def trait_name(trait: Trait) -> str:
    """What more is said of a moment."""
    return {
        Trait.LEADING: _("leading"),
        Trait.STACKED: _("one of several at once"),
        Trait.TAG: _("tag"),
        Trait.RHETORICAL: _("rhetorical"),
        Trait.FOLLOW_UP: _("follow-up"),
        Trait.CHECKED: _("checked"),
        Trait.FEELING: _("names a feeling"),
        Trait.ASKED: _("asked for"),
        Trait.REFILLED: _("pause filled"),
        Trait.GIVEN_BACK: _("floor given back"),
    }[trait]


def moment_title(moment: Moment | Passage) -> str:
    """One short line: what it is, its class and traits, and whether it is sure. Empty for a plain passage."""
    if not isinstance(moment, Moment):
        return ""
    parts = [moment_name(moment.type)]
    if moment.kind is not None:
        parts.append(overlap_name(moment.kind))
    parts.extend(trait_name(trait) for trait in sorted(moment.traits))
    if moment.maybe:
        parts.append(_("perhaps"))
    return " · ".join(parts)


def band_name(band: Band) -> str:
    """The word for a band."""
    return {Band.GOOD: _("Good"), Band.FAIR: _("Fair"), Band.WORK_ON: _("Work on")}[band]


def shortened(quote: str, longest: int = _LONGEST_QUOTE) -> str:
    """A quote cut at a word with an ellipsis, so that no one moment fills the page."""
    if len(quote) <= longest:
        return quote
    return quote[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def undo_name(edit: Edit | None) -> str:
    """What undo would take back, as an entry of a menu."""
    return _("&Undo") if edit is None else _("&Undo: {edit}", edit=edit_name(edit))


def redo_name(edit: Edit | None) -> str:
    """What redo would bring back, as an entry of a menu."""
    return _("&Redo") if edit is None else _("&Redo: {edit}", edit=edit_name(edit))


def edit_name(edit: Edit) -> str:
    """What an edit did, in a few words."""
    match edit:
        case EditWords():
            return _("edit words")
        case SplitTurn():
            return _("split turn")
        case MergeTurns():
            return _("merge turns")
        case ReassignTurn():
            return _("another speaker for a turn")
        case RenameSpeaker():
            return _("rename person")
        case MergeSpeakers():
            return _("merge two voices")
        case ChooseMe():
            return _("choose who is you")
        case CorrectMoment(verdict=Verdict.ACCEPT):
            return _("agree with a moment")
        case CorrectMoment(verdict=Verdict.REJECT):
            return _("moment not right")
        case CorrectMoment():
            return _("rename moment")
        case ChangeContext():
            return _("kind of conversation")
        case ChooseGoal():
            return _("goal")
