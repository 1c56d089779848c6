"""Hearing a second time what got no words, once for the whole recording: the holes of all tracks share windows."""

from collections.abc import Callable, Sequence

from models.phantoms import without_phantoms
from models.records import VoiceSpan, Word
from models.word_times import fitted, left_out, mended, wordless

HEARINGS = 3  # at most, of voice that got no words, as long as each finds some

Tracks = Sequence[Sequence[VoiceSpan]]

Hear = Callable[[Tracks, bool], Sequence[Sequence[Word]]]
"""Hears stretches of each track; the flag asks for the prompt that keeps fillers."""


def mended_tracks(words: Sequence[Sequence[Word]], voice: Tracks, hear: Hear) -> tuple[tuple[Word, ...], ...]:
    """The words of each track with those of a second hearing, where the first gave none, and without inventions.

    Where the text of a full window broke off, it is heard plainly: what made it break off may be the prompt. That
    goes on while something is found: in another window, with less around it, ten words of a scripted talk came
    only then. Where a short stretch got no word, it may be a backchannel: heard with the prompt.

    Args:
        words: of each track, in order.
        voice: of each track, in order and apart.
        hear: must give words inside the stretches it is given.
    """
    tracks = [fitted(own, spans) for own, spans in zip(words, voice, strict=True)]
    for _ in range(HEARINGS):
        holes = [left_out(own, spans) for own, spans in zip(tracks, voice, strict=True)]
        before, tracks = tracks, _filled(tracks, holes, hear, keeps_fillers=False)
        if tracks == before:
            break
    silent = [wordless(own, spans) for own, spans in zip(tracks, voice, strict=True)]
    tracks = _filled(tracks, silent, hear, keeps_fillers=True)
    return tuple(without_phantoms(fitted(own, spans), spans) for own, spans in zip(tracks, voice, strict=True))


def _filled(
    tracks: Sequence[tuple[Word, ...]], holes: Tracks, hear: Hear, *, keeps_fillers: bool
) -> list[tuple[Word, ...]]:
    if not any(holes):
        return list(tracks)
    again = hear(holes, keeps_fillers)
    return [
        mended(own, fitted(found, gaps), gaps) if found else own
        for own, found, gaps in zip(tracks, again, holes, strict=True)
    ]
