"""Words that one microphone picked up from the other person."""

from collections.abc import Sequence

from coach.hearing.backchannels import tokens
from coach.hearing.coverage import Coverage
from coach.times import Span
from models.records import VoiceSpan, Word

LAG = 0.3
"""Seconds within which the same word on both channels is one word heard twice (our choice,
``test_same_word_on_both_channels_is_heard_once``)."""

VOICED = 0.5
"""Share of a word that must have voice on its channel for the channel to claim it (our choice,
``test_two_people_may_say_one_word_together``)."""


def without_bleed(
    words: Sequence[Sequence[Word]], voice: Sequence[Sequence[VoiceSpan]]
) -> tuple[tuple[Word, ...], ...]:
    """The words of each track without those that another track heard too, and heard better.

    The track with more voice during the word keeps it, then the one that is surer of it. Two people who truly
    say one word together both have voice: both keep it, unless the word beside it is doubled as well.
    """
    tracks = [sorted(own, key=lambda word: (word.start, word.end)) for own in words]
    covers = [Coverage(Span(v.start, v.end) for v in own) for own in voice]
    dropped: list[set[int]] = [set() for _ in tracks]
    for left in range(len(tracks)):
        for right in range(left + 1, len(tracks)):
            pairs = _twins(tracks[left], tracks[right])
            for i, j in pairs.items():
                ours, theirs = _claim(tracks[left][i], covers[left]), _claim(tracks[right][j], covers[right])
                company = pairs.get(i - 1) == j - 1 or pairs.get(i + 1) == j + 1
                if company or min(ours[0], theirs[0]) < VOICED:
                    loser, place = (left, i) if ours < theirs else (right, j)
                    dropped[loser].add(place)
    return tuple(
        tuple(word for i, word in enumerate(own) if i not in gone) for own, gone in zip(tracks, dropped, strict=True)
    )


def _twins(left: Sequence[Word], right: Sequence[Word]) -> dict[int, int]:
    """Places in ``left`` and ``right`` that hold the same word at the same time, each place at most once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    first = 0
    for i, word in enumerate(left):
        while first < len(right) and right[first].start < word.start - LAG:
            first += 1
        said = tokens([word])
        for j in range(first, len(right)):
            if right[j].start > word.start + LAG:
                break
            if j not in taken and said and tokens([right[j]]) == said:
                pairs[i] = j
                taken.add(j)
                break
    return pairs


def _claim(word: Word, cover: Coverage) -> tuple[float, float]:
    """Share of the word with voice, then the recogniser's probability."""
    length = word.end - word.start
    return (round(cover.seconds(word.start, word.end) / length, 6) if length > 0 else 0.0, word.probability)
