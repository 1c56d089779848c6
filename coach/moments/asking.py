"""Whether the words of a sentence are put as a question, with or without its mark."""

from functools import lru_cache

from coach.moments.lexicon import lexicon
from coach.moments.sentences import Sentence

# Words that a question about somebody named has at least (our choice, guarded by
# test_who_is_asked_about_may_be_a_name).
_NAMED = 4


def reads_as_question(sentence: Sentence) -> bool:
    """Whether the words alone read as a question, with or without a mark; a mark lost or invented is common."""
    return sentence.asks or sentence.has("questions.invitation", "questions.polite_invitation") or inverted(sentence)


def inverted(sentence: Sentence) -> bool:
    """Whether it starts as questions do: "what did", "do you", "is that"."""
    return _inverted(sentence.body, sentence.asks)


@lru_cache(maxsize=4096)
def _inverted(body: tuple[str, ...], asks: bool) -> bool:
    known = lexicon()
    if len(body) < 2:
        return False
    if body[0] in known.words("question_word") and body[1].startswith(body[0]) and len(body) > 2:
        body = body[1:]  # "what, what's the matter"
    first, second = body[0], body[1]
    if first in known.words("auxiliary"):
        # "Do that again" and "have the soup" are orders; "had I known" is a condition.
        strict = first in ("do", "have", "had", "don't")
        if second in known.words("asked_subject" if strict else "subject"):
            return True
        # "Would Friday suit you": who does it may be a name. "Could be", "is fine" lack one.
        named = first in known.words("plain_auxiliary") and second not in known.words("after_auxiliary")
        return named and len(body) >= _NAMED
    if first not in known.words("question_word"):
        return False
    if "'" in first or second in known.words("auxiliary"):
        return (first != "which" or second == "one" or asks) and (asks or not _is_cleft(body))
    return second in known.words("after_question_word") or (first in ("which", "whose") and len(body) > 2)


def _is_cleft(body: tuple[str, ...]) -> bool:
    """A statement that begins like a question: "What is happening is that prices rise"."""
    relative = ("that", "which", "who", "it", "there", "this", "he", "she", "what", "how")
    return any(body[i] in ("is", "was") and body[i - 1] not in relative for i in range(3, len(body) - 1))


def inverted_inside(sentence: Sentence) -> bool:
    """Whether a question stands somewhere in it: "and so you left, how does that feel?"."""
    known = lexicon()
    auxiliary, asked = known.words("auxiliary"), known.words("asked_subject") | known.words("pronoun")
    asking = known.words("question_word")
    body = sentence.body
    for i in range(len(body) - 2):
        word, following = body[i], body[i + 1]
        if word in asking and following in auxiliary and body[i + 2] in asked:
            return True
        if sentence.asks and word in asking and (following in auxiliary or "'" in word):
            return True
        if word in auxiliary and following == "you" and (i == 0 or body[i - 1] not in asked | asking):
            return True
    return False


def is_told(sentence: Sentence) -> bool:
    """A question that somebody else asked and that is only told about: "he said, what did you expect?"."""
    known = lexicon()
    starts = known.words("question_word") | known.words("auxiliary")
    return any(
        cue.name == "questions.reported" and cue.end < len(sentence.tokens) and sentence.tokens[cue.end] in starts
        for cue in sentence.cues
    )
