"""A turn with other words, cut in two, or put together with another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from coach.conversation import Turn, TurnKind
from coach.times import Span
from models.records import Word


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a turn's text: where it stands in the text, and when it is said."""

    at: int
    text: str
    start: float
    end: float


def places(turn: Turn) -> tuple[Place, ...]:
    """The words of the text in order. Without a time for each they are spread over the turn by their letters."""
    texts = turn.text.split()
    found, at = [], 0
    for text in texts:
        at = turn.text.index(text, at)
        found.append(at)
        at += len(text)
    if len(turn.words) == len(texts):
        return tuple(
            Place(at, text, word.start, word.end) for at, text, word in zip(found, texts, turn.words, strict=True)
        )
    spread = _spread(texts, turn.start, turn.end)
    return tuple(Place(at, word.text, word.start, word.end) for at, word in zip(found, spread, strict=True))


def with_words(turn: Turn, text: str) -> Turn:
    """The turn with other words: those that stay keep their times, new ones share the time of those they replace.

    Words put in between take part in the time of the word before them, at the beginning of the word after them.
    A turn without word times stays one.
    """
    tidy = " ".join(text.split())
    if not turn.words:
        return replace(turn, text=tidy)
    old = _words(turn)
    new = tidy.split()
    made: list[Word] = []
    for a, b, c, d in _matched([_plain(word.text) for word in old], [_plain(token) for token in new]):
        made += _again(old[a:b], new[c:d])
    return replace(turn, text=tidy, words=tuple(made))


def cut(turn: Turn, word: int) -> tuple[Turn, Turn]:
    """Two turns, the second from that word on; the voice is cut in the silence between, where there is one.

    Raises:
        ValueError: the word is the first, or there is no such word.
    """
    said = places(turn)
    if not 0 < word < len(said):
        raise ValueError(f"a turn of {len(said)} words cannot be cut before word {word}")
    at = _between(turn, said[word - 1].end, said[word].start, word / len(said))
    timed = len(turn.words) == len(said)
    head = turn.words[:word] if timed else tuple(w for w in turn.words if w.start < at)
    before = tuple(Span(span.start, min(span.end, at)) for span in turn.voice if span.start < at)
    after = tuple(Span(max(span.start, at), span.end) for span in turn.voice if span.end > at)
    first = replace(
        turn,
        end=before[-1].end if before else at,
        text=turn.text[: said[word].at].rstrip(),
        words=head,
        voice=before,
    )
    second = replace(
        turn,
        start=after[0].start if after else at,
        text=turn.text[said[word].at :],
        words=turn.words[len(head) :],
        voice=after,
    )
    return first, second


def joined(first: Turn, second: Turn) -> Turn:
    """One turn from two of the same speaker. What lies between them is silence unless they touch."""
    if first.voice or second.voice or second.start - first.end > 0.0:
        ours, theirs = first.speech, second.speech
        if ours[-1].end == theirs[0].start:
            voice = (*ours[:-1], Span(ours[-1].start, theirs[0].end), *theirs[1:])
        else:
            voice = tuple(sorted((*ours, *theirs)))
    else:
        voice = ()
    holds = TurnKind.TURN in (first.kind, second.kind)
    return Turn(
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        speaker=first.speaker,
        text=" ".join(text for text in (first.text, second.text) if text),
        kind=TurnKind.TURN if holds else first.kind,
        words=(*first.words, *second.words),
        voice=voice,
    )


def _between(turn: Turn, before: float, after: float, share: float) -> float:
    """A time strictly inside the turn, and inside its voice: half way between the two words where that can be."""
    at = (before + after) / 2
    inside = any(span.start < at for span in turn.voice) and any(span.end > at for span in turn.voice)
    if turn.start < at < turn.end and (inside or not turn.voice):
        return at
    # Words that lie outside the voice, or have no length: then the share of the words decides.
    spoken = turn.speech
    return spoken[0].start + (spoken[-1].end - spoken[0].start) * share


def _words(turn: Turn) -> Sequence[Word]:
    """Each word of the text with its time."""
    said = places(turn)
    if len(turn.words) == len(said):
        return turn.words
    return [Word(place.start, place.end, place.text) for place in said]


def _plain(token: str) -> str:
    """A word as it sounds: a comma or a capital more is the same word."""
    return token.casefold().strip(".,;:!?…\"'“”‘’()[]-–—") or token


def _matched(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Ranges of old and new words that belong together, none of them empty on the old side alone."""
    blocks: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            blocks += [(a + i, a + i + 1, c + i, c + i + 1) for i in range(b - a)]
        else:
            blocks.append((a, b, c, d))
    made: list[tuple[int, int, int, int]] = []
    for a, b, c, d in blocks:
        if a == b and made:  # put in after a word
            made[-1] = (*made[-1][:3], d)
        elif made and made[-1][0] == made[-1][1]:  # put in before the first word
            made[-1] = (a, b, made[-1][2], d)
        else:
            made.append((a, b, c, d))
    return made


def _again(old: Sequence[Word], new: Sequence[str]) -> list[Word]:
    """New words in the time of old ones; one for one where they are as many."""
    if len(old) == len(new):
        return [w if w.text == text else Word(w.start, w.end, text) for w, text in zip(old, new, strict=True)]
    return _spread(new, old[0].start, max(word.end for word in old)) if old else []


def _spread(texts: Sequence[str], start: float, end: float) -> list[Word]:
    letters = sum(len(text) + 1 for text in texts)
    edges = [start]
    at = 0
    for text in texts:
        at += len(text) + 1
        edges.append(min(end, start + (end - start) * at / letters))
    return [Word(a, b, text) for (a, b), text in zip(pairwise(edges), texts, strict=True)]
