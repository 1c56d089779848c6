"""Turns cut into sentences, each with its time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.conversation import Turn
from coach.moments.lexicon import Cue, fluent, lexicon, tokens
from models.records import Word

# A silence this long inside a turn may end a sentence where nothing else tells (our choice, guarded by
# test_a_pause_ends_a_sentence_without_punctuation).
PAUSE = 0.5
# So long a silence after a comma, before words that start a sentence, is the full stop that the recogniser left out
# (our choice, guarded by test_a_breath_before_a_strong_start_ends_a_sentence).
BREATH = 0.35
# Without punctuation a sentence of fewer words is not cut off (our choice, guarded by test_short_stretches_stay_whole).
_LEAST_WORDS = 3
# A punctuated turn is trusted, except where a stretch without a full stop grows longer than any spoken sentence
# (our choice, guarded by test_a_very_long_stretch_is_cut_at_strong_starts).
_LONGEST_TRUSTED = 45

_ENDS = (".", "!", "?", "…")
_MARKS = frozenset(".!?…,;")
_CLOSING = "\"'”’)]"
_ABBREVIATION = re.compile(r"^(?:mr|mrs|ms|dr|prof|st|vs|e\.g|i\.e|approx|[a-z])\.$", re.IGNORECASE)
_BROKEN = re.compile(r"(?:[-–—]|\.\.\.|…)[\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a turn.

    Args:
        turn: index of its turn in the conversation.
        position: its place in the turn, from 0.
        start: seconds; taken from the words where they have times, else from the share of letters.
        tokens: its words in lower case without punctuation.
        core: index of the first token that is no opener such as "so" or "well"; ``body`` is what follows from there.
        cues: the phrases of the word lists that stand in it; ``cue_names`` are their lists.
        mine: how many of its words are I, me or my; ``ours`` we or our, ``yours`` you or your.
        asks: whether it ends with a question mark.
        ended: whether it ends with a full stop, a question mark or an exclamation mark.
        broken: whether it ends with a dash or dots.
    """

    turn: int
    position: int
    speaker: str
    start: float
    end: float
    text: str
    tokens: tuple[str, ...]
    core: int
    body: tuple[str, ...]
    cues: tuple[Cue, ...]
    cue_names: frozenset[str]
    mine: int
    ours: int
    yours: int
    asks: bool
    ended: bool
    broken: bool

    def cue(self, name: str) -> Cue | None:
        """The first phrase of that list; None where there is none."""
        if name not in self.cue_names:
            return None
        return next(cue for cue in self.cues if cue.name == name)

    def has(self, *names: str) -> bool:
        """Whether a phrase of any of these lists stands in it."""
        return not self.cue_names.isdisjoint(names)


def sentences(index: int, turn: Turn) -> tuple[Sentence, ...]:
    """The sentences of a turn, in order; empty for a turn without words.

    Punctuation decides where there is any. Where there is none, a pause of half a second or a strong start of a
    sentence ("tell me", "so you", "do you") does, cautiously: better too few cuts than words torn apart.
    """
    words = timed_words(turn)
    made: list[Sentence] = []
    known = lexicon()
    first, plural = known.words("first_person"), known.words("first_plural")
    second = known.words("second_person")
    for run in _runs(words):
        text = " ".join(word.text for word in run)
        said = tuple(fluent(tokens(text)))
        if not said:
            continue
        cues, core = known.cues(said), known.core(said)
        made.append(
            Sentence(
                turn=index,
                position=len(made),
                speaker=turn.speaker,
                start=run[0].start,
                end=max(word.end for word in run),
                text=text,
                tokens=said,
                core=core,
                body=said[core:],
                cues=cues,
                cue_names=frozenset(cue.name for cue in cues),
                mine=sum(token in first for token in said),
                ours=sum(token in plural for token in said),
                yours=sum(token in second for token in said),
                asks=text.rstrip(_CLOSING).endswith("?"),
                ended=text.rstrip(_CLOSING).endswith(_ENDS) and not _BROKEN.search(text),
                broken=bool(_BROKEN.search(text)),
            )
        )
    return tuple(made)


def timed_words(turn: Turn) -> tuple[Word, ...]:
    """The words of a turn; where they have no times, or the text was corrected, spread over it by their letters."""
    texts = turn.text.split()
    if [word.text for word in turn.words] == texts or (turn.words and not texts):
        return turn.words
    if len(turn.words) == len(texts):
        return tuple(Word(w.start, w.end, text, w.probability) for w, text in zip(turn.words, texts, strict=True))
    letters = sum(len(text) + 1 for text in texts)
    made, at = [], 0
    for text in texts:
        start, at = at, at + len(text) + 1
        made.append(Word(turn.start + turn.duration * start / letters, turn.start + turn.duration * at / letters, text))
    return tuple(made)


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    """The words grouped into sentences."""
    marked = _cut(words, [i for i in range(1, len(words)) if _ends(words[i - 1].text, words[i].text)])
    unpunctuated = not any(_MARKS.intersection(word.text) for word in words)
    made: list[list[Word]] = []
    for run in marked:
        if unpunctuated:
            made += [part for stretch in _cut(run, _pauses(run)) for part in _cut(stretch, _strong_starts(stretch))]
        elif len(run) > _LONGEST_TRUSTED:
            made += _cut(run, _strong_starts(run))
        else:
            made += _cut(run, _breaths(run))
    return made


def _cut(words: Sequence[Word], places: Sequence[int]) -> list[list[Word]]:
    edges = [0, *places, len(words)]
    return [list(words[a:b]) for a, b in pairwise(edges) if a < b]


def _ends(word: str, following: str) -> bool:
    if not word.rstrip(_CLOSING).endswith(_ENDS) or _ABBREVIATION.match(word):
        return False
    # Dots and dashes before a small letter are a hesitation, not an end.
    return not (word.endswith(("...", "…")) and following[:1].islower())


def _pauses(words: Sequence[Word]) -> list[int]:
    """Where a pause ends a sentence: not after a word that asks for more, such as "the"."""
    more = lexicon().words("unfinished_strict")
    places, last = [], 0
    for i in range(1, len(words)):
        if (
            words[i].start - words[i - 1].end >= PAUSE
            and i - last >= _LEAST_WORDS
            and len(words) - i >= _LEAST_WORDS
            and words[i - 1].text.lower().strip(",") not in more
        ):
            places.append(i)
            last = i
    return places


def _breaths(words: Sequence[Word]) -> list[int]:
    """Where a breath after a comma ends a sentence, because another one starts there by its words."""
    paused = [
        i
        for i in range(1, len(words) + 1 - _LEAST_WORDS)
        if words[i - 1].text.endswith(",") and words[i].start - words[i - 1].end >= BREATH
    ]
    if not paused:
        return []
    known = lexicon()
    said = [(tokens(word.text) or [""])[0] for word in words]
    openers = known.words("linker")
    cues = known.cues(said)
    starts = {cue.at for cue in cues if cue.name in ("starts.strong", "starts.inverted")}
    told = {cue.at + len(cue.words.split()) for cue in cues if cue.name == "questions.reported"}
    places = []
    for place in paused:
        if place in told:
            continue  # "she said, what did you expect" tells of a question
        at = place
        while at not in starts and at < len(said) and said[at] in openers:
            at += 1
        if at in starts:
            places.append(place)
    return places


def _strong_starts(words: Sequence[Word]) -> list[int]:
    """Where a new sentence starts by its words alone."""
    known = lexicon()
    said = [(tokens(word.text) or [""])[0] for word in words]
    embeds, openers, questioning = known.words("embeds"), known.words("linker"), known.words("question_word")
    places, last = [], 0
    for cue in known.cues(said):
        if cue.name not in ("starts.strong", "starts.inverted"):
            continue
        at = cue.at
        while at > last and said[at - 1] in openers:
            at -= 1
        if last < at < last + _LEAST_WORDS <= cue.at:
            at = last + _LEAST_WORDS  # "are you okay" keeps its "okay"
        before = said[at - 1] if at else ""
        held = before in (questioning if cue.name == "starts.inverted" else embeds)
        # "did they" at the very end is a tag.
        if at - last >= _LEAST_WORDS and len(said) - at >= _LEAST_WORDS and not held:
            places.append(at)
            last = at
    return places
