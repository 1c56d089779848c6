"""Reviews to put into a library."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from coach.contexts.load import context
from coach.conversation import Timing
from coach.hearing.heard import Engines, Heard, Source
from coach.library.session import Consent
from coach.review import Review, review
from models.records import SpeakerSpan, VoiceSpan, Word
from tests.factories import conversation

AGREED = Consent("everybody", "asked before the recording", datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
ENGINES = Engines("faster-whisper 1.2.1 base int8", "silero 6", "", "rules")
SECRET = "rhododendron"
"""A word that is said in every one of these conversations and is found nowhere else."""
OTHER = "azalea"
"""A word of the second hearing alone."""


def a_review(
    turns: int = 40, *, audio: Path | None = None, context_id: str = "everyday", name: str = "call.wav"
) -> Review:
    """A conversation that takes turns, with questions, something said back, and the secret word."""
    lines = []
    for i in range(turns):
        mine = "So you felt alone with the move. What happened then?"
        theirs = f"I felt sad, and the {SECRET} I had planted was gone, nobody had asked me."
        lines.append(f"{'AB'[i % 2]} {i * 9}-{i * 9 + 8} {theirs if i % 2 else mine}")
    talk = conversation(*lines)
    digest = sha256(audio.read_bytes()).hexdigest() if audio else ""
    source = Source(name, talk.duration, 2, digest)
    return review(talk, context=context(context_id), source=source, engines=ENGINES)


def heard_for(reviewed: Review) -> Heard:
    """What engines might have said about it."""
    words = tuple(word for turn in reviewed.conversation.turns for word in turn.words)
    return Heard(
        source=reviewed.source,
        engines=reviewed.engines,
        timing=Timing.VOICES,
        language="en",
        voice=((VoiceSpan(0.0, 3.25), VoiceSpan(4.0, 5.0)),),
        words=(words,),
        speakers=(SpeakerSpan(0.0, 3.25, 0), SpeakerSpan(4.0, 5.0, 1)),
        channels=(0,),
    )


def hearing(turns: int = 40, *, speech: str = "another 2", voices: int = 2) -> Heard:
    """The talk of ``a_review`` heard by another model: the voices the other way round, other words, same times."""
    words, voice, speakers = [], [], []
    for i in range(turns):
        start, end = i * 9.0 + 0.1, i * 9.0 + 8.0
        texts = f"I felt sad that the {OTHER} was gone, did you know?".split()
        step = (end - start) / len(texts)
        words += [Word(start + n * step, start + (n + 1) * step, text, 0.9) for n, text in enumerate(texts)]
        voice.append(VoiceSpan(start, end))
        speakers.append(SpeakerSpan(start, end, (1 - i % 2) if voices == 2 else 0))
    return Heard(
        source=Source("0123.wav", turns * 9.0, 1, "ab"),
        engines=Engines(speech, "silero 6", "voices 1", ""),
        timing=Timing.VOICES,
        language="en",
        voice=(tuple(voice),),
        words=(tuple(words),),
        speakers=tuple(speakers),
        channels=(0,),
    )


def a_recording(folder: Path, *, size: int = 200_000, name: str = "call.wav") -> Path:
    """A file in place of sound; the library never looks into it."""
    path = folder / name
    path.write_bytes((b"RIFF" + bytes(range(256)) * (size // 256 + 1))[:size])
    return path
