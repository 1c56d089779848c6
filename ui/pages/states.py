"""What stands in the way of a whole review, in words, each with what can be done next."""

from coach.audio.verdict import Carry
from coach.conversation import Conversation, Timing
from coach.measures.gate import WHOLE
from coach.review import Review
from coach.times import clock
from ui.languages import LANGUAGES
from ui.text import _
from ui.widgets.state_notes import Do, State

# So much of a recording without a word at its end is worth a question: our choice, guarded by
# test_a_long_silent_end_is_asked_about. A hang-up, a goodbye or a recorder left running takes less.
SILENT_END = 120.0  # seconds
SILENT_SHARE = 0.1  # of the recording


def states_of(review: Review, *, has_sound: bool, fault: str = "") -> tuple[State, ...]:
    """What to say above the results, the most important first; none for a whole review.

    Args:
        fault: why the sound cannot be heard, as the player says it.
    """
    talk = review.conversation
    found = []
    if fault:
        text = _("{fault} Words, moments and numbers are all here.", fault=fault)
        found.append(State("cannot_play", text, _("Try again"), Do.TRY_AGAIN))
    if not talk.turns:
        return (*found, _nobody(has_sound=has_sound))
    if len({turn.speaker for turn in talk.turns}) == 1:
        text = _(
            "Only one person is heard here, so nothing can be said about listening. If somebody else speaks too, "
            "open the menu of their turns (right click, or the menu key) and say who it was."
        )
        found.append(State("one_person", text, _("Show the first turn"), Do.FIRST_TURN))
    if (end := silent_end(review)) is not None:
        text = _(
            "Nothing was written down after {end}, and the recording goes on to {length}. If they go on talking there, "
            "bring the file once more.",
            end=clock(end),
            length=clock(review.source.duration),
        )
        hear = (_("Hear from there"), Do.HEAR_END) if has_sound else ("", None)
        found.append(State("silent_end", text, *hear))
    found.extend(_not_measurable(review, talk))
    return tuple(found)


def silent_end(review: Review) -> float | None:
    """When the last word ends, where much of the recording lies after it; None where it does not."""
    talk, length = review.conversation, review.source.duration
    left = length - talk.window.end
    return talk.window.end if talk.turns and left >= max(SILENT_END, SILENT_SHARE * length) else None


def _nobody(*, has_sound: bool) -> State:
    if not has_sound:
        text = _("There are no words in this transcript. Bring another file: Ctrl+O, or drop it on the window.")
        return State("nobody", text)
    text = _(
        "Nobody was heard in this recording, so there is nothing to measure. Hear whether it is the right one; "
        "another can be brought with Ctrl+O, or dropped on the window."
    )
    return State("nobody", text, _("Hear it"), Do.HEAR_ALL)


def _not_measurable(review: Review, talk: Conversation) -> list[State]:
    """What this recording or transcript cannot carry as a whole; single measures say it in their own place."""
    found = []
    for verdict in review.quality:
        if verdict.measure == WHOLE and verdict.carry is Carry.NOT_MEASURABLE:
            text = _(
                "This recording is not measurable: {why}. The words can still be read and put right; for numbers, "
                "record again closer to the microphone.",
                why=verdict.why,
            )
            found.append(State("not_measurable", text))
    if talk.timing is Timing.CAPTIONS:
        text = _(
            "This is a transcript without sound: who interrupted whom, and pauses, are not measurable. "
            "Bring the recording itself to have them."
        )
        found.append(State("captions", text))
    if not talk.language.lower().startswith("en"):
        text = _(
            "Words are judged in English only so far, and this talk is in “{language}”: times and turns are measured, "
            "questions and reflections are not.",
            language=dict(LANGUAGES).get(talk.language, talk.language),
        )
        found.append(State("language", text))
    return found
