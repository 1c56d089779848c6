"""Tags: what asks back at the end of a statement, such as "right?" or "isn't it?"."""

import re

from coach.moments.lexicon import Cue, lexicon
from coach.moments.sentences import Sentence

_SET_APART = re.compile(r"[,;–—-]\s*[\w']+(?:\s+[\w']+)?[.!?…]*[\"'”’)]*$")


def tag(sentence: Sentence) -> Cue | None:
    """The tag that ends the sentence; None where the word belongs to the statement ("You were right.").

    One word is a tag after a comma, with a question mark, or where nothing is punctuated.
    """
    cue = sentence.cue("questions.tag")
    if cue is None or not sentence.has("questions.word_tag"):
        return cue
    # "The left or the right?" holds no tag, whatever its mark.
    apart = _SET_APART.search(sentence.text) is not None
    if sentence.asks:
        return cue if apart or not sentence.has("questions.not_a_tag") else None
    return cue if apart or not (sentence.ended or sentence.has("questions.not_a_tag")) else None


def turned(sentence: Sentence) -> Cue | None:
    """The tag that turns the statement round, so that it asks with a mark or without: "that hurt, didn't it"."""
    if (cue := sentence.cue("questions.turned")) is not None:
        return cue
    cue = sentence.cue("questions.turned_plain")
    if cue is None or lexicon().words("negation").isdisjoint(sentence.tokens[: cue.at]):
        return None
    # "I don't do that." ends in a deed, not in a tag.
    return None if sentence.ended and not sentence.asks and not _SET_APART.search(sentence.text) else cue
