"""Inter-pausal units: one speaker's speech between two of their own silences, with the words said in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coach.times import Span, join, overlap
from models.records import Word

SILENCE = 0.20
"""Seconds of own silence that bound a unit (Heldner & Edlund 2010 use 0.18 to 0.2)."""

SHORTEST = 0.10
"""Seconds; shorter voice is a click or a lip smack (our choice, ``test_voice_shorter_than_a_tenth_is_dropped``)."""

REACH = 1.0
"""Seconds from a word to the nearest voice of its speaker within which it is that voice's word. Recognised word
times are wrong by 0.3 s at the 90th percentile; a word farther off is voice that the detector missed (our choice,
``test_word_far_from_any_voice_makes_its_own``)."""

STRAYED = 1.5
"""Seconds between a lone first word and the rest of its sentence after which it strayed: the recogniser hears speech
without its pauses, and puts a word into the hum before them (our choice,
``test_first_word_heard_into_a_hum_goes_back_to_its_sentence``)."""

_ENDS = (".", "?", "!", "…", ",", "-", "。", "？", "！")

_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of voice of one speaker (a track or voice number) and its words, which lie within it."""

    speaker: int
    span: Span
    words: tuple[Word, ...] = ()

    @property
    def start(self) -> float:
        """Its first sound."""
        return self.span.start

    @property
    def end(self) -> float:
        """Its last sound."""
        return self.span.end


def stretches(voice: Iterable[Span]) -> tuple[Span, ...]:
    """Voice with silences under 0.2 s bridged, and what is then still under 0.1 s dropped."""
    return tuple(span for span in join(voice, gap=SILENCE - _HAIR) if span.duration >= SHORTEST - _HAIR)


def units(speaker: int, voice: Iterable[Span], words: Sequence[Word]) -> tuple[Unit, ...]:
    """The units of one speaker, sorted; each word in exactly one of them.

    A word belongs to the stretch it shares most time with, else to the nearest; its times are drawn into that
    stretch, because voice knows better than the recogniser when somebody spoke. Words far from any voice bring
    their own.
    """
    spans = stretches(voice)
    if orphans := [_own_voice(word) for word in words if _home(word, spans) is None]:
        spans = stretches((*spans, *orphans))
    placed: list[list[Word]] = [[] for _ in spans]
    for word in sorted(words, key=lambda word: (word.start, word.end)):
        home = _home(word, spans)
        if home is None:
            raise AssertionError(f"no voice for the word at {word.start}")
        placed[home].append(word)
    _gather(placed, spans)
    return tuple(
        Unit(speaker, span, tuple(_drawn_into(word, span) for word in said))
        for span, said in zip(spans, placed, strict=True)
    )


def _gather(placed: Sequence[list[Word]], spans: Sequence[Span]) -> None:
    """Bring lone first words that strayed into an earlier stretch back to their sentence."""
    for here in range(len(spans) - 1):
        if len(placed[here]) != 1:
            continue
        there = next((i for i in range(here + 1, len(spans)) if placed[i]), None)
        if there is None or spans[there].start - spans[here].end < STRAYED - _HAIR:
            continue
        first, second = placed[here][0].text, placed[there][0].text
        if not first.endswith(_ENDS) and first[0].isupper() and second[0].islower():
            placed[there].insert(0, placed[here].pop())


def _home(word: Word, spans: Sequence[Span]) -> int | None:
    """Index of the stretch that this word was said in; None where none is within reach."""
    said = Span(word.start, word.end)
    best, best_rank = None, (0.0, -REACH - _HAIR)
    for i in _near(said, spans):
        span = spans[i]
        distance = max(span.start - said.end, said.start - span.end, 0.0)
        rank = (round(overlap(said, span), 6), -round(distance, 6))  # a tie is a tie wherever it stands
        if rank > best_rank:
            best, best_rank = i, rank
    return best


def _near(said: Span, spans: Sequence[Span]) -> range:
    """Indexes of the stretches that can be within reach; ``spans`` are sorted and apart."""
    first = bisect_left(spans, said.start - REACH - _HAIR, key=lambda span: span.end)
    last = bisect_right(spans, said.end + REACH + _HAIR, key=lambda span: span.start)
    return range(first, last)


def _own_voice(word: Word) -> Span:
    return Span(word.start, max(word.end, word.start + 2 * SHORTEST))


def _drawn_into(word: Word, span: Span) -> Word:
    start = min(max(word.start, span.start), span.end)
    return replace(word, start=start, end=max(start, min(word.end, span.end)))
