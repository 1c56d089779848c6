"""Words that Whisper invents where nobody says anything, mostly the closing words of the films it learnt from."""

import re
from collections.abc import Sequence
from itertools import groupby

from models.records import VoiceSpan, Word

PHRASES = frozenset(
    {
        "bye",
        "bye bye",
        "thank you",
        "thank you so much",
        "thank you very much",
        "thanks",
        "thanks for watching",
        "thank you for watching",
        "please subscribe",
        "you",
    }
)
HUMS = frozenset({"hm", "hmm", "huh", "mhm", "mm", "mm hm", "mm hmm", "mmm", "uh", "uh huh", "um"})
HARDLY = 0.2  # mean word probability of all that a stretch of voice holds; our choice: a knock's "Yeah." had .005
BRIEFEST_HUM = 0.2  # s of voice; our choice: a knock on the table is called "Mm-hmm", people hum longer
GUESSED = 0.3  # mean word probability; our choice: true hums of scripted talks had .32 and more, a knock's .22
ECHOES = 3  # the same word so often in a row; our choice: each makes the next likelier, so only the first tells
HESITATIONS = frozenset({"uh", "um", "er", "erm"})
STAMMER = re.compile(r"(\w{1,3})(?:-\1){3,}-?", re.IGNORECASE)  # "T-T-T-T": laughter written down
ENDLESS = 2.5  # s; our choice: no spoken word lasts as long, noise is all that can be under it
DOUBTED = 0.5  # mean word probability; our choice: said by people, these sentences come with more


def without_phantoms(words: Sequence[Word], voice: Sequence[VoiceSpan]) -> tuple[Word, ...]:
    """The words less those that nobody said.

    These were hardly believed and are endless, all of a span of voice, a known phrase alone in one, a hum in hardly any
    voice, or one word over and over. What is believed, and a phrase that stands among other words, was said and stays.

    Args:
        words: in order, each inside one span.
        voice: in order and apart.
    """
    by_span: list[list[Word]] = []
    at = 0
    for span in voice:
        first = at
        while at < len(words) and words[at].end <= span.end:
            at += 1
        inside = _without_echoes([word for word in words[first:at] if not _is_noise(word)])
        by_span.append([] if _is_phantom(inside, span) else inside)
    said = (word for inside in _without_knocks([inside for inside in by_span if inside]) for word in inside)
    return (*said, *words[at:])


def _without_knocks(by_span: Sequence[list[Word]]) -> list[list[Word]]:
    """The words of each span, but for hesitations that have span after span to themselves: people go on to speak."""
    runs = [(lone, list(run)) for lone, run in groupby(by_span, key=_is_hesitation)]
    return [inside for lone, run in runs if not lone or len(run) < ECHOES for inside in run]


def _is_hesitation(words: Sequence[Word]) -> bool:
    return all(_bare(word) in HESITATIONS for word in words)


def _is_phantom(words: Sequence[Word], span: VoiceSpan) -> bool:
    if _belief(words) < HARDLY:
        return True
    text = " ".join(_bare(word) for word in words)
    if span.duration < BRIEFEST_HUM and all(_bare(word) in HUMS for word in words):
        return _belief(words) < GUESSED
    return text in PHRASES and _belief(words) < DOUBTED


def _is_noise(word: Word) -> bool:
    is_endless = word.end - word.start > ENDLESS and word.probability < DOUBTED
    return is_endless or STAMMER.fullmatch(word.text.strip(".,?!…")) is not None


def _without_echoes(words: Sequence[Word]) -> list[Word]:
    runs = [list(run) for _, run in groupby(words, key=_bare)]
    return [word for run in runs if len(run) < ECHOES or run[0].probability >= GUESSED for word in run]


def _belief(words: Sequence[Word]) -> float:
    """The mean probability, 1 of no words."""
    return sum(word.probability for word in words) / len(words) if words else 1.0


def _bare(word: Word) -> str:
    """Lower-case letters only, with a space for what stands between them."""
    return re.sub(r"[^\w']+", " ", word.text.lower()).strip()
