"""Heard talks for tests, written as lines such as ``"A 0-4 How was the move?"``."""

import re

from coach.conversation import Timing
from coach.hearing.heard import Engines, Heard, Source
from models.records import SpeakerSpan, VoiceSpan, Word

_LINE = re.compile(r"^(?P<who>[A-Z]) (?P<start>[\d.]+)-(?P<end>[\d.]+) ?(?P<text>.*)$")


def spread(start: float, end: float, text: str) -> tuple[Word, ...]:
    """The words of a text, evenly over its time."""
    texts = text.split()
    step = (end - start) / max(1, len(texts))
    return tuple(Word(start + i * step, start + (i + 1) * step, each, 0.9) for i, each in enumerate(texts))


def heard(*lines: str, timing: Timing = Timing.CHANNELS, language: str = "en", duration: float = 600.0) -> Heard:
    """What perfect engines would say of these lines: each line is a stretch of voice with its words.

    With ``Timing.VOICES`` all words lie on one track and the speakers count from 0 in order of appearance.
    """
    said = sorted(
        (float(m["start"]), float(m["end"]), m["who"], m["text"]) for m in (_LINE.match(line) for line in lines) if m
    )
    assert len(said) == len(lines), lines
    first_heard = list(dict.fromkeys(who for _, _, who, _ in said))
    source = Source("talk.wav", duration, 2 if timing is Timing.CHANNELS else 1, "")
    if timing is Timing.CHANNELS:
        names = sorted(first_heard)
        return Heard(
            source,
            Engines(),
            timing,
            language,
            voice=tuple(tuple(VoiceSpan(a, b) for a, b, who, _ in said if who == name) for name in names),
            words=tuple(
                tuple(w for a, b, who, text in said if who == name for w in spread(a, b, text)) for name in names
            ),
            channels=tuple(range(len(names))),
        )
    return Heard(
        source,
        Engines(),
        timing,
        language,
        voice=(tuple(VoiceSpan(a, b) for a, b, _, _ in said),),
        words=(tuple(sorted((w for a, b, _, text in said for w in spread(a, b, text)), key=lambda w: w.start)),),
        speakers=tuple(SpeakerSpan(a, b, first_heard.index(who)) for a, b, who, _ in said),
        channels=(0,),
    )
