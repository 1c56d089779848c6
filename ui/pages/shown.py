"""What of a review is drawn: voices in their colours, lanes, marked moments, and the finding above them."""

from collections.abc import Sequence

from coach.conversation import Conversation
from coach.feedback.definitions import Counted
from coach.measures.result import Status
from coach.moments.moment import Moment, MomentType
from coach.times import Span, difference, overlap
from models.records import Word
from ui.painters.timeline import Lane
from ui.painters.timeline_geometry import edges_of
from ui.text import _
from ui.theme import Theme, Voice


def same_moment(moment: Moment | None, moments: Sequence[Moment]) -> Moment | None:
    """The moment as it stands in another review of the talk; None where it is gone."""
    if moment is None:
        return None
    alike = (m for m in moments if m.type is moment.type and m.speaker == moment.speaker)
    near = min(alike, key=lambda m: abs(m.start - moment.start), default=None)
    return near if near is not None and overlap(near.span, moment.span) > 0.0 else None


def speaker_voices(talk: Conversation, theme: Theme) -> dict[str, Voice]:
    """How each speaker is shown. While nobody is me, the first takes the first look of the others."""
    voices = {}
    index = 0
    for speaker in talk.speakers:
        voices[speaker.id] = theme.palette.voice(me=speaker.me, index=index)
        index += not speaker.me
    return voices


def shown_moments(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Moments that are marked. Backchannels are too many to mark: they show in the transcript as they are."""
    return tuple(moment for moment in moments if moment.type is not MomentType.BACKCHANNEL)


def lanes_of(talk: Conversation, voices: dict[str, Voice]) -> tuple[Lane, ...]:
    """A lane for each speaker, me first."""
    ordered = sorted(talk.speakers, key=lambda speaker: not speaker.me)
    words = _words(talk)
    return tuple(
        Lane(
            speaker.id,
            speaker.label,
            voices[speaker.id],
            edges_of(talk.speech_of([speaker.id], backchannels=True)),
            talk.speech_of([speaker.id]),
            # With one channel for all, each lane draws that channel where its person speaks.
            speaker.channel if speaker.channel is not None else 0,
            words.get(speaker.id, ()),
        )
        for speaker in ordered
    )


def _words(talk: Conversation) -> dict[str, tuple[Word, ...]]:
    """What each speaker said, sorted by start."""
    said: dict[str, list[Word]] = {}
    for turn in talk.turns:
        said.setdefault(turn.speaker, []).extend(turn.words)
    return {speaker: tuple(sorted(words, key=lambda word: word.start)) for speaker, words in said.items()}


def pauses_of(talk: Conversation) -> tuple[Span, ...]:
    """When nobody has voice, between the first sound and the last.

    None where the times are those of captions: between two captions somebody may well speak.
    """
    if not talk.has_overlap or not talk.turns:
        return ()
    return difference([talk.window], talk.speech_of([speaker.id for speaker in talk.speakers], backchannels=True))


def finding(counted: Counted) -> str:
    """What the timeline shows, as a sentence."""
    return counted.headline if counted.result.status is Status.OK else _("Who spoke, and when")
