"""Words against voice: times brought to where there is voice, and voice that got no words noticed and mended."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from models.records import VoiceSpan, Word

SHORT = 0.1  # s for a word that the recogniser put wholly into silence (our choice: a short syllable)
LONGEST_WORD = 1.2  # s; our choice: a longer one was stretched over words that the recogniser left out
SHORTEST_WORD = 0.25  # s; our choice: the length of a short "mm"
LONGEST_HOLE = 1.0  # s of voice without a word; our choice: three words, more than word times err
BELIEVED = 0.4  # mean probability of what a second hearing gives; our choice, lower is mostly invention


def fitted(words: Sequence[Word], voice: Sequence[VoiceSpan]) -> tuple[Word, ...]:
    """The words, each inside one span of voice, none before the end of the one it follows.

    A word keeps the part that lies in the span it shares most time with; one in silence goes to the nearest edge.

    Args:
        words: in the order they were spoken.
        voice: in order and apart; not empty where there are words.
    """
    ends = [span.end for span in voice]
    placed: list[Word] = []
    free_from = 0.0
    for word in words:
        start, end = _placed(word, voice, ends)
        start = max(start, free_from)
        free_from = max(start, end)
        placed.append(replace(word, start=start, end=free_from))
    return tuple(placed)


def _placed(word: Word, voice: Sequence[VoiceSpan], ends: Sequence[float]) -> tuple[float, float]:
    first = bisect_left(ends, word.start)
    shared: list[tuple[float, float, float]] = []
    for place in range(first, len(voice)):
        span = voice[place]
        if span.start >= word.end:
            break
        start, end = max(word.start, span.start), min(word.end, span.end)
        shared.append((end - start, start, end))
    best = max(shared, default=(0.0, 0.0, 0.0), key=lambda found: found[0])
    if best[0] > 0.0:
        return best[1], best[2]
    middle = (word.start + word.end) / 2
    near = min(voice[max(0, first - 1) : first + 2], key=lambda span: max(span.start - middle, middle - span.end))
    if near.start <= middle <= near.end:
        return middle, middle
    if middle < near.start:
        return near.start, min(near.end, near.start + SHORT)
    return max(near.start, near.end - SHORT), near.end


def left_out(words: Sequence[Word], voice: Sequence[VoiceSpan]) -> tuple[VoiceSpan, ...]:
    """The voice between two words, before the first and after the last, where it lasts longer than a second in all.

    Only words of a credible length count; pauses between the stretches of voice do not.

    Args:
        words: in order and apart.
        voice: in order and apart.
    """
    covering = [word for word in words if _is_credible(word)]
    ends = [word.end for word in covering]
    holes: list[VoiceSpan] = []
    run: list[VoiceSpan] = []

    def close() -> None:
        if sum(stretch.duration for stretch in run) > LONGEST_HOLE:
            holes.extend(run)
        run.clear()

    for span in voice:
        at = span.start
        for place in range(bisect_left(ends, at), len(covering)):
            word = covering[place]
            if word.start >= span.end:
                break
            if word.start > at:
                run.append(VoiceSpan(at, word.start))
            close()
            at = max(at, word.end)
        if span.end > at:
            run.append(VoiceSpan(at, span.end))
    close()
    return tuple(holes)


def wordless(words: Sequence[Word], voice: Sequence[VoiceSpan]) -> tuple[VoiceSpan, ...]:
    """The spans of voice, long enough for a backchannel, in which no word lies.

    Args:
        words: in order, each inside one span.
        voice: in order and apart.
    """
    starts = [word.start for word in words]
    return tuple(
        span
        for span in voice
        if span.duration >= SHORTEST_WORD and bisect_left(starts, span.start) == bisect_right(starts, span.end)
    )


def mended(words: Sequence[Word], again: Sequence[Word], holes: Sequence[VoiceSpan]) -> tuple[Word, ...]:
    """The words with each hole filled by what a second hearing gave there, where that is to be believed.

    Args:
        words: what the first hearing gave, in order.
        again: what the second gave, in order, each word inside one of the holes.
        holes: what was heard again, in order and apart.
    """
    stretched = {word for word in words if not _is_credible(word)}
    starts = [word.start for word in again]
    fresh: list[Word] = []
    for hole in holes:
        near = again[bisect_left(starts, hole.start) : bisect_right(starts, hole.end)]
        inside = [word for word in near if word.end <= hole.end]
        if inside and sum(word.probability for word in inside) >= BELIEVED * len(inside):
            fresh += inside
            stretched -= {word for word in stretched if word.start < hole.end and word.end > hole.start}
    kept = [word for word in words if _is_credible(word) or word in stretched]
    return tuple(sorted([*kept, *fresh], key=lambda word: (word.start, word.end)))


def _is_credible(word: Word) -> bool:
    return word.end - word.start <= LONGEST_WORD
