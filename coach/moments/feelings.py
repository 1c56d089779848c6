"""Feelings that people tell of themselves, and whether a word is denied."""

from coach.moments.lexicon import lexicon
from coach.moments.sentences import Sentence

# "I" stands close before the feeling, or farther with a "was" or "feel" between (our choice, guarded by
# test_where_no_own_feeling_was_told_none_is_missed).
_NEAR = 2
_FAR = 8
# A "not" reaches so many words far, up to an "and" or "but" (our choice, guarded by the sentences on feelings).
_REACH = 4


def felt(sentence: Sentence) -> str | None:
    """The words for a feeling that the speaker says of themselves; None where denied or said of somebody else.

    A pleasant feeling that is denied is told too: "I'm not happy with it".
    """
    known = lexicon()
    if sentence.asks:
        return None
    for at, token in enumerate(sentence.tokens):
        pleasant = token in known.words("pleasant_feeling")
        if not pleasant and token not in known.words("plain_feeling"):
            continue
        denied = is_denied(sentence, at)
        # "Comfortable" alone is no news; "not comfortable" is.
        told = denied or token in known.words("plain_feeling") if pleasant else not denied
        if told and _is_own(sentence, at):
            return f"not {token}" if denied else token
    cue = sentence.cue("own.feeling")
    return cue.words if cue is not None and not is_denied(sentence, cue.at) else None


def _is_own(sentence: Sentence, at: int) -> bool:
    """Whether "I" or "we" is who feels: close by, or farther with a "was" or "feel" between."""
    known, tokens = lexicon(), sentence.tokens
    own = known.words("first_person") | known.words("first_plural")
    feels = known.words("feels")
    if any(word in own for word in (*tokens[max(0, at - _NEAR) : at], *tokens[at + 1 : at + 2])):
        return True  # "how relieved I was", too
    # Where "you" are spoken of too, the feeling may be yours; "I can't tell you how sad I was" is not.
    if sentence.yours and not sentence.has("own.no_denial"):
        return False
    far = any(word in own for word in tokens[max(0, at - _FAR) : at])
    return far and any(word in feels for word in tokens[max(0, at - _REACH) : at])


def is_denied(sentence: Sentence, at: int) -> bool:
    """Whether the word there is denied: "not", "no longer" or the like shortly before it, in the same clause.

    "Not only", "can't tell you how" and "never so" deny nothing.
    """
    known = lexicon()
    first = max(0, at - _REACH)
    for i in range(at - 1, first - 1, -1):
        if sentence.tokens[i] in known.words("clause_joint"):
            return False
        if sentence.tokens[i] in known.words("negation") and not any(
            cue.name == "own.no_denial" and cue.at <= i < cue.end for cue in sentence.cues
        ):
            return True
    return any(cue.name == "own.denial" and first <= cue.end - 1 < at for cue in sentence.cues)
