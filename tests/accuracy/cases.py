"""The recordings with known truth, in groups of one kind."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.accuracy.leaks import with_leak

LEAKING = ("d02_interrupter", "d03_interrogator", "d06_sales_discovery", "d11_coach")
"""Talks that are given a leak: short answers, overlaps, voices alike in loudness and not."""


class Group(StrEnum):
    """Recordings that share what they test."""

    TWO_CHANNELS = "two channels"
    ONE_CHANNEL = "one channel"
    ONE_CHANNEL_COUNT_UNKNOWN = "one channel, count unknown"
    BLEED = "two channels, bleed -20 dB"
    MADE_BLEED = "two channels, bleed -20 dB made here"
    NOISE = "one channel, noise or reverb"
    FORMATS = "other codecs"
    REAL_TWO = "real, 2 people"
    REAL_TWO_UNKNOWN = "real, 2 people, count unknown"
    REAL_MANY = "real, 3-7 people"
    REAL_MANY_UNKNOWN = "real, 3-7 people, count unknown"
    NO_SPEECH = "no speech"


@dataclass(frozen=True, slots=True)
class Case:
    """One recording: ``truth`` is a scripted truth file or, for real clips, the reference speaker turns (RTTM).

    ``me`` is what the command line is told, where the voice is known beforehand (a channel each).
    """

    group: Group
    audio: Path
    truth: Path
    speakers: int | None
    me: str | None = None


def _scripted(folder: Path) -> Iterator[Case]:
    dev = folder / "scripted" / "dev"
    for truth in sorted(dev.glob("d*.truth.json")):
        base = truth.name.removesuffix(".truth.json")
        known = json.loads(truth.read_text(encoding="utf-8"))
        people = len(known["speakers"])
        if base.endswith(".fmt"):
            for audio in sorted(dev.glob(f"{base}-*")):
                yield Case(Group.FORMATS, audio, truth, people)
        elif "." not in base:
            yield Case(Group.TWO_CHANNELS, dev / f"{base}.stereo.opus", truth, people, "left")
            yield Case(Group.ONE_CHANNEL, dev / f"{base}.mono.flac", truth, people)
            yield Case(Group.ONE_CHANNEL_COUNT_UNKNOWN, dev / f"{base}.mono.flac", truth, None)
        elif ".bleed" in base:
            yield Case(Group.BLEED, dev / f"{base}.stereo.opus", truth, people, "left")
        else:
            yield Case(Group.NOISE, dev / f"{base}.opus", truth, people)
    for truth in sorted(dev.glob("x_*.truth.json")):
        audio = dev / truth.name.replace(".truth.json", ".flac")
        if audio.exists():
            yield Case(Group.NO_SPEECH, audio, truth, 2)


def _real(folder: Path) -> Iterator[Case]:
    for rttm in sorted((folder / "real").glob("*.rttm")):
        people = len({line.split()[7] for line in rttm.read_text(encoding="utf-8").splitlines() if line.strip()})
        known, unknown = (
            (Group.REAL_TWO, Group.REAL_TWO_UNKNOWN) if people == 2 else (Group.REAL_MANY, Group.REAL_MANY_UNKNOWN)
        )
        audio = rttm.with_suffix(".flac")
        yield Case(known, audio, rttm, people)
        yield Case(unknown, audio, rttm, None)


def _made(folder: Path, made: Path) -> Iterator[Case]:
    """Talks with a leak of -20 dB put in, dry and through a room."""
    dev = folder / "scripted" / "dev"
    for base in LEAKING:
        truth = dev / f"{base}.truth.json"
        if truth.exists():
            for room in (0.0, 0.25):
                audio = with_leak(dev / f"{base}.stereo.opus", made / f"{base}.leak{room}.wav", room_seconds=room)
                yield Case(Group.MADE_BLEED, audio, truth, 2, "left")


def cases(folder: Path, made: Path) -> tuple[Case, ...]:
    """All the recordings below the folder of test data, and those made from them into the folder ``made``."""
    return (*_scripted(folder), *_real(folder), *_made(folder, made))
