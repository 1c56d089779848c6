"""Whose words these are, where several people share one channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.hearing.backchannels import Backchannels
from coach.hearing.coverage import Coverage
from coach.hearing.floor import BACKCHANNEL_LONGEST, HELD_WITHIN, RESUMED_WITHIN
from coach.times import Span, union
from models.records import SpeakerSpan, VoiceSpan, Word

NARROWEST = 0.24
"""Seconds around a word's middle that are listened to at least: the word's own times are wrong by 0.07 s in the
middle case, so less would be chance (our choice)."""

NEARBY = 1.0
"""Seconds within which a voice may claim a word that nobody's voice covers."""

SWITCH = 0.8
"""What a change of speaker inside a sentence costs, in words of clear evidence. Recognised words stand up to a second
beside their sound, most often where somebody else's "mm-hmm" was passed over; two such changes cost more than one
word is worth (our choice, ``test_word_misplaced_into_anothers_voice_stays_with_its_sentence``)."""

SWITCH_AFTER_PAUSE = 0.5
"""The same where at least ``PAUSE`` seconds lie between the words."""

SWITCH_AT_BACKCHANNEL = 0.1
"""The same before and after a word that sounds like a backchannel."""

SWITCH_AT_SENTENCE = 0.05
"""The same where a sentence ends or begins."""

PAUSE = 0.3

_HAIR = 1e-6

_ENDS = (".", "?", "!", "…", "。", "？", "！")


@dataclass(frozen=True, slots=True)
class Voice:
    """One person's words and the stretches in which they speak."""

    words: tuple[Word, ...]
    spans: tuple[Span, ...]


def attributed(
    words: Sequence[Word],
    voice: Sequence[VoiceSpan],
    speakers: Sequence[SpeakerSpan],
    vocabulary: Backchannels,
) -> dict[int, Voice]:
    """The words and the speech of each voice, by its number; everything is voice 0 where nobody is told apart.

    A word goes to the voice that covers most of it. Where two voices cover it, or none, it goes with the
    sentence it stands in.
    """
    ordered = sorted(words, key=lambda word: (word.start, word.end))
    numbers = sorted({span.speaker for span in speakers})
    if not numbers:
        return {0: Voice(tuple(ordered), tuple(Span(v.start, v.end) for v in voice))}
    spans = {n: tuple(Span(s.start, s.end) for s in speakers if s.speaker == n) for n in numbers}
    owners = _owners(ordered, [Coverage(spans[n]) for n in numbers], vocabulary)
    if len(numbers) == 2:
        for first, after in _asides(ordered, owners, vocabulary):
            listener = 1 - owners[first]
            owners[first:after] = [listener] * (after - first)
            said = Span(ordered[first].start, max(word.end for word in ordered[first:after]))
            spans[numbers[listener]] = union((*spans[numbers[listener]], said))
    return {
        n: Voice(tuple(word for word, owner in zip(ordered, owners, strict=True) if owner == i), spans[n])
        for i, n in enumerate(numbers)
    }


def _asides(words: Sequence[Word], owners: Sequence[int], vocabulary: Backchannels) -> list[tuple[int, int]]:
    """Sentences of nothing but backchannel words in the midst of one voice's talk: the listener's.

    Voices are hardly told apart in so little sound, but words tell: of 5,174 such sentences in 65 meetings of
    the AMI Meeting Corpus 97 % were somebody else's than the talker's. With a question mark it is the
    talker's own "right?".
    """
    found = []
    first = 0
    for i, word in enumerate(words):
        if not word.text.endswith(_ENDS):
            continue
        begin, first = first, i + 1
        if begin == 0 or first == len(words) or word.text.endswith("?"):
            continue
        around = owners[begin - 1 : first + 1]
        close = (
            words[begin].start - words[begin - 1].end <= HELD_WITHIN
            and words[first].start - word.end <= RESUMED_WITHIN
            and word.end - words[begin].start <= BACKCHANNEL_LONGEST
        )
        if len(set(around)) == 1 and close and vocabulary.surely(words[begin:first]):
            found.append((begin, first))
    return found


def _owners(words: Sequence[Word], covers: Sequence[Coverage], vocabulary: Backchannels) -> list[int]:
    """For each word the place of its voice in ``covers``: the cheapest way through all words."""
    if not words:
        return []
    everyone = range(len(covers))
    gain = _evidence(words[0], covers)
    steps: list[list[int]] = []
    for before, word in pairwise(words):
        price = _switch(before, word, vocabulary)
        best = _best(gain)
        came = [best if gain[best] - price > gain[i] + _HAIR else i for i in everyone]
        fresh = _evidence(word, covers)
        gain = [gain[came[i]] - (price if came[i] != i else 0.0) + fresh[i] for i in everyone]
        steps.append(came)
    path = [_best(gain)]
    for came in reversed(steps):
        path.append(came[path[-1]])
    return path[::-1]


def _best(gain: Sequence[float]) -> int:
    """The place of the largest; of equal ones the first."""
    return max(range(len(gain)), key=lambda i: round(gain[i], 6))


def _evidence(word: Word, covers: Sequence[Coverage]) -> list[float]:
    """How much of the word each voice covers, 0 to 1; where none does, up to one half for those nearby."""
    middle = (word.start + word.end) / 2
    half = max(word.end - word.start, NARROWEST) / 2
    start, end = middle - half, middle + half
    # Rounded, so that a tie is a tie wherever in the recording it stands.
    shares = [round(cover.seconds(start, end) / (end - start), 6) for cover in covers]
    if any(shares):
        return shares
    return [round(0.5 * max(0.0, 1.0 - cover.distance(start, end) / NEARBY), 6) for cover in covers]


def _switch(before: Word, word: Word, vocabulary: Backchannels) -> float:
    """What a change of speaker between these two words costs."""
    if before.text.endswith(_ENDS) or _begins_sentence(word):
        return SWITCH_AT_SENTENCE
    if vocabulary.sound([before]) or vocabulary.sound([word]):
        return SWITCH_AT_BACKCHANNEL
    return SWITCH_AFTER_PAUSE if word.start - before.end >= PAUSE else SWITCH


def _begins_sentence(word: Word) -> bool:
    """Whether it is written like the first word of a sentence; names are, too, and "I" says nothing."""
    return word.text[0].isupper() and not word.text.startswith(("I'", "I’")) and word.text.strip(".,?!") != "I"
