"""From what the engines said to a conversation. Pure: same words and voice, same turns."""

from collections import Counter
from dataclasses import replace

from coach.conversation import Conversation, Speaker, Timing, Turn, TurnKind
from coach.hearing.attribution import Voice, attributed
from coach.hearing.backchannels import Backchannels, backchannels_of
from coach.hearing.bleed import without_bleed
from coach.hearing.floor import Stay, stays
from coach.hearing.heard import Heard
from coach.hearing.units import Unit, units
from coach.times import Span

HUM = "(mm)"
"""What stands for a backchannel that was heard but not understood."""

UNHEARD = "(…)"
"""What stands for what somebody said while another talked on the same channel, and no words came of."""

CHANNEL_ERROR = 0.05
VOICE_ERROR = 0.15
"""Typical error of a turn's edge in seconds."""


def assemble(heard: Heard, *, me: str | None = None) -> Conversation:
    """The conversation: speakers "S1", "S2", … by channel, or by first appearance on one channel.

    No word is lost or doubled, but for words that leaked from one channel into the other.

    Args:
        me: the speaker being coached; KeyError where nobody has that id. None leaves it to the voice profile.
    """
    own_channels = heard.timing is Timing.CHANNELS
    vocabulary = backchannels_of(heard.language)
    found = stays(_units(heard, vocabulary), vocabulary, own_channels=own_channels)
    people = _people(heard, found)
    if heard.me is not None and heard.me.voice in people:
        mine = replace(people[heard.me.voice], me=True, me_confidence=heard.me.sureness)
        people[heard.me.voice] = mine
    turns = sorted((_turn(stay, people[stay.speaker].id) for stay in found), key=lambda turn: (turn.start, turn.end))
    probabilities = [word.probability for turn in turns for word in turn.words]
    conversation = Conversation(
        speakers=tuple(people.values()),
        turns=tuple(turns),
        duration=heard.source.duration,
        timing=heard.timing,
        language=heard.language,
        boundary_error=CHANNEL_ERROR if own_channels else VOICE_ERROR,
        word_confidence=sum(probabilities) / len(probabilities) if probabilities else None,
    )
    return conversation if me is None else conversation.with_me(me)


def _units(heard: Heard, vocabulary: Backchannels) -> list[Unit]:
    if heard.timing is Timing.CHANNELS:
        tracks = zip(without_bleed(heard.words, heard.voice), heard.voice, strict=True)
        voices = {i: Voice(words, tuple(Span(v.start, v.end) for v in own)) for i, (words, own) in enumerate(tracks)}
    else:
        voices = attributed(heard.words[0], heard.voice[0], heard.speakers, vocabulary) if heard.words else {}
    return [unit for i, voice in voices.items() for unit in units(i, voice.spans, voice.words)]


def _people(heard: Heard, found: tuple[Stay, ...]) -> dict[int, Speaker]:
    """A speaker for each channel, or for each voice that says something."""
    if heard.timing is Timing.CHANNELS:
        numbers = list(range(len(heard.voice)))
    else:
        numbers = list(Counter(stay.speaker for stay in found))
    people = {}
    for place, number in enumerate(numbers):
        channel = heard.channels[number] if heard.timing is Timing.CHANNELS and heard.channels else None
        people[number] = Speaker(f"S{place + 1}", f"Speaker {place + 1}", channel=channel)
    return people


def _turn(stay: Stay, speaker: str) -> Turn:
    words = tuple(word for unit in stay.units for word in unit.words)
    wordless = {TurnKind.BACKCHANNEL: HUM, TurnKind.ATTEMPT: UNHEARD}.get(stay.kind, "")
    return Turn(
        start=stay.start,
        end=stay.end,
        speaker=speaker,
        text=" ".join(word.text for word in words) or wordless,
        kind=stay.kind,
        words=words,
        voice=tuple(unit.span for unit in stay.units),
    )
