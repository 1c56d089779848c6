"""What could have been said instead: the other's own words, said back."""

import re
from collections.abc import Iterator, Sequence

from coach.conversation import Conversation, Timing, Turn
from coach.moments.exchange import Spoken, Talk
from coach.moments.lexicon import content, lexicon, tokens
from coach.moments.reflections import judge_reflection
from coach.moments.sentences import Sentence

# Words at most: what is longer is no reply that comes to mind in a talk (domain.md, section 5.2: 40 for a turn; our
# choice, guarded by test_what_is_proposed_is_short_and_in_their_words).
_LONGEST = 25
_CLAUSE = 18
# Turns before the reply that the judge hears.
_BEFORE = 16
FALLBACK = "That sounds like a lot. What was it like for you?"

_TURNED = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "we": "you", "we're": "you're", "we've": "you've", "we'd": "you'd",
    "we'll": "you'll", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
}  # fmt: skip
_VERBS = {"am": "are", "was": "were", "wasn't": "weren't"}
_HEDGES = frozenset(
    {("i", "suppose"), ("i", "guess"), ("i", "think"), ("i", "mean"), ("i", "believe"), ("you", "know")}
)
_JOINING = frozenset({"and", "but", "because", "so", "or"})
_EDGE = re.compile(r"^[^\w']+|[^\w']+$")
_JOINT = re.compile(
    r"(?:,|;|:|\s[–—-])\s+|\s+(?=(?:and|but|because|so)\s+(?:i|we|my|i'm|i've|now|then|it|he|she|they)\b)",
    re.IGNORECASE,
)


def say_better(talk: Talk, place: int, heard: Spoken) -> str:
    """A reflection of what was heard, for the reply at ``place``; a fixed sentence where none can be made.

    It is proposed only if our own judge clearly calls it a reflection there, it keeps a topic word of the other and
    brings in none that they did not say.
    """
    for words in _candidates(heard):
        said = f"So {' '.join(words)}."
        topics = content(tokens(said))
        if len(words) < _LONGEST and topics and topics <= heard.content and _is_reflection(talk, place, said):
            return said
    return FALLBACK


def _candidates(heard: Spoken) -> Iterator[list[str]]:
    """Stretches of the other's words with I and you exchanged, the most telling first."""
    feelings = lexicon().words("plain_feeling")

    def weight(sentence: Sentence) -> tuple[bool, bool, int]:
        felt = any(token in feelings for token in sentence.tokens) or sentence.has("own.hard_time", "empathy.heavy")
        return felt, sentence.mine > 0, min(len(sentence.tokens), _CLAUSE)

    for sentence in sorted(heard.sentences, key=weight, reverse=True):
        if sentence.asks or sentence.yours or sentence.broken:
            continue
        clauses = [clause.split() for clause in _JOINT.split(sentence.text) if clause and clause.strip()]
        for stretch in _stretches(clauses):
            if (turned := _turned(stretch)) is not None:
                yield turned


def _stretches(clauses: Sequence[list[str]]) -> Iterator[list[str]]:
    """Neighbouring clauses that together are short enough, long ones first."""
    count = len(clauses)
    for size in range(count, 0, -1):
        for first in range(count - size + 1):
            part = clauses[first : first + size]
            words = [word for i, clause in enumerate(part) for word in _joined(clause, part[i + 1 : i + 2])]
            if len(words) <= _CLAUSE:
                yield words


def _joined(clause: list[str], following: Sequence[list[str]]) -> list[str]:
    """The clause, with a comma where another follows that no joining word opens."""
    if not following or following[0][0].lower() in _JOINING:
        return clause
    return [*clause[:-1], clause[-1].rstrip(",") + ","]


def _turned(words: Sequence[str]) -> list[str] | None:
    """The words as the listener would say them; None where nothing is said of the speaker."""
    known = lexicon()
    bare = [_EDGE.sub("", word).replace("’", "'") + ("," if word.endswith(",") else "") for word in words]
    bare = [word for word in bare if word.strip(",")]
    while bare:
        first = tuple(word.rstrip(",").lower() for word in bare[:2])
        if first in _HEDGES:  # theirs to doubt; said back it would doubt what they feel
            bare = bare[2:]
        elif first[0] in known.words("opener") | {"because"}:
            bare = bare[1:]
        else:
            break
    made: list[str] = []
    of_speaker = False
    for i, word in enumerate(bare):
        comma = "," if word.endswith(",") and i + 1 < len(bare) else ""
        lower = word.rstrip(",").lower()
        before = [w.lower() for w in bare[max(0, i - 2) : i]]
        if lower in _TURNED:
            of_speaker = True
            made.append(_TURNED[lower] + comma)
        elif lower in _VERBS and ("i" in before[-1:] or (before[:1] == ["i"] and before[-1] in ("just", "really"))):
            made.append(_VERBS[lower] + comma)
        else:
            made.append((lower if i == 0 and not word[1:].isupper() else word.rstrip(",")) + comma)
    return made if of_speaker and len(made) > 2 else None


def _is_reflection(talk: Talk, place: int, said: str) -> bool:
    before = [talk.spoken[at].turn for at in range(max(0, place - _BEFORE), place)]
    own = talk.spoken[place].turn
    reply = Turn(before[-1].end, before[-1].end + own.duration, own.speaker, said)
    turns = tuple(sorted([*before, reply], key=lambda turn: turn.start))
    speakers = tuple(s for s in talk.conversation.speakers)
    tried = Talk(Conversation(speakers, turns, turns[-1].end, Timing.CAPTIONS), talk.judge)
    return all(judge_reflection(exchange).is_clear for exchange in tried.exchanges_at(turns.index(reply)))
