"""Writing down the words of all tracks: block by block, then once more what got none."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from coach.audio.channels import Kind
from coach.audio.recording import RATE_HZ
from coach.hearing.blocks import WINDOWS, Block, Compact, blocks, compact, heard_until
from coach.hearing.tracks import Share, Tracks
from models.mending import mended_tracks
from models.records import VoiceSpan, Word
from models.speech import Progress, Recogniser
from models.windows import LENGTH, MARGIN

FIRST = 0.85
"""Share of the work that the first hearing is, for the progress alone (measured: 0.8 to 0.95)."""

MARGIN_SHARED = 0.3
"""Seconds of sound heard around voice where several people share a track, some of them far away and soft: of 402 words
of real clips 109 are wrong, 123 with 0.2 s; windows are as many. With a channel each 0.2 s are as good as 0.3 s and
need a tenth fewer windows (three scripted talks, 35 and 42 of 1,369 words wrong)."""

Words = tuple[tuple[Word, ...], ...]


def written_down(
    recogniser: Recogniser,
    tracks: Tracks,
    language: str,
    share: Share,
    so_far: Callable[[Words, float], None],
) -> Words:
    """The words of each track, in order, each inside a span of its voice.

    Args:
        share: told the share that is done, 0 to 1.
        so_far: told the words of the first hearing up to a moment, after each block.
    """
    order, margin = blocks_of(tracks, tracks.voice), margin_of(tracks)
    total = sum(block.seconds for block in order)
    words: list[list[Word]] = [[] for _ in tracks.voice]
    done = 0.0
    for place, block in enumerate(order):
        part = _compact(tracks, block)

        def on_window(window: Progress, done: float = done, block: Block = block) -> None:
            share(FIRST * (done + block.seconds * window.done / window.total) / total)

        found = recogniser.heard(part.samples, part.voice, language=language, margin=margin, on_window=on_window)
        words[block.track] += [part.restored(word) for word in found]
        done += block.seconds
        if place + 1 < len(order):
            so_far(tuple(map(tuple, words)), heard_until(place + 1, order))

    def again(stretches: Sequence[Sequence[VoiceSpan]], keeps_fillers: bool) -> list[list[Word]]:
        return _again(recogniser, tracks, language, stretches, keeps_fillers)

    return mended_tracks(words, tracks.voice, again)


def _again(
    recogniser: Recogniser,
    tracks: Tracks,
    language: str,
    stretches: Sequence[Sequence[VoiceSpan]],
    keeps_fillers: bool,
) -> list[list[Word]]:
    """What is heard in stretches of each track; short ones of all tracks share the recogniser's windows."""
    words: list[list[Word]] = [[] for _ in tracks.voice]
    for group in _groups(blocks_of(tracks, stretches)):
        parts = [_compact(tracks, block) for block in group]
        begins = np.cumsum([0, *(len(part.samples) for part in parts)]) / RATE_HZ
        voice = [
            VoiceSpan(span.start + begin, span.end + begin)
            for part, begin in zip(parts, begins.tolist(), strict=False)
            for span in part.voice
        ]
        sound = np.concatenate([part.samples for part in parts])
        found = recogniser.heard(sound, voice, language=language, keeps_fillers=keeps_fillers, margin=margin_of(tracks))
        for word in found:
            place = int(np.searchsorted(begins[1:-1], (word.start + word.end) / 2, side="right"))
            begin = float(begins[place])
            early = replace(word, start=max(0.0, word.start - begin), end=max(0.0, word.end - begin))
            words[group[place].track].append(parts[place].restored(early))
    return words


def margin_of(tracks: Tracks) -> float:
    """Seconds of sound that the recogniser hears around voice."""
    return MARGIN if tracks.layout.kind is Kind.PEOPLE else MARGIN_SHARED


def blocks_of(tracks: Tracks, voice: Sequence[Sequence[VoiceSpan]]) -> tuple[Block, ...]:
    """Some voice of the tracks, in the order in which to hear it."""
    return blocks(voice, tracks.quietest, tracks.recording.duration, margin=margin_of(tracks))


def _compact(tracks: Tracks, block: Block) -> Compact:
    """The sound of a block."""
    return compact(block, tracks.recording, tracks.layout.mixes[block.track])


def _groups(order: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks to be heard together: as many windows as a block of the first hearing has."""
    group: list[Block] = []
    for block in order:
        if group and sum(one.seconds for one in [*group, block]) > WINDOWS * LENGTH:
            yield group
            group = []
        group.append(block)
    if group:
        yield group
