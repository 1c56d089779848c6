"""Names that a conversation seems to hold, for a person to confirm before anything is shared."""

import re
from collections import Counter

from coach.conversation import Conversation

# A capital is a name's only in languages that write nothing else so: German has it on every noun (our choice).
_CAPITALS_MEAN_NAMES = frozenset({"en", "es", "fr", "it", "nl", "pt", "sv", "da", "nb", "no", "pl", "fi"})

# What programs call people whose name they do not know.
_NOBODY = re.compile(
    r"(?:(?:unknown )?(?:speaker|voice|person|participant|channel|track|guest|user|host|s)[ _-]*[\d#a-z]?\d*"
    r"|me|you|them|partner|other|left|right|[a-z]|coach|client|interviewer|interviewee|agent|customer)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = ".?!…:"

# Written with a capital and no name of a person or place; English, where nothing else is listed (our choice).
_COMMON = frozenset(
    (
        *("i", "i'm", "i've", "i'll", "i'd", "ok", "okay", "tv", "god", "english", "mr", "mrs", "ms", "dr"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december"),
    )
)


def suggested_names(talk: Conversation) -> tuple[str, ...]:
    """The names of the speakers, then what is written with a capital inside sentences, the most frequent first.

    Several such words in a row are one name. A single word that also comes in small letters as often is none.
    """
    labels = [who.label.strip() for who in talk.speakers if not is_nobody(who.label)]
    found = _capitalised(talk) if talk.language in _CAPITALS_MEAN_NAMES else []
    known = {part.casefold() for label in labels for part in _WORD.findall(label)}
    new = [name for name in found if not all(part.casefold() in known for part in _WORD.findall(name))]
    return tuple(dict.fromkeys((*labels, *new)))


def is_nobody(label: str) -> bool:
    """Whether this label says nothing of who it is, such as "Speaker 1"."""
    return not label.strip() or _NOBODY.fullmatch(label.strip()) is not None


def _capitalised(talk: Conversation) -> list[str]:
    names: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for turn in talk.turns:
        run: list[str] = []
        begins = True
        for token in turn.text.split():
            match = _WORD.search(token)
            bare = re.sub(r"['’]s$", "", match.group()) if match else ""
            is_name = bool(bare) and bare[0].isupper() and not begins and _stem(bare) not in _COMMON
            if is_name:
                run.append(bare)
            elif bare:
                small[bare.casefold()] += bare[0].islower()
            if not is_name or not token[-1].isalnum():
                _close(run, names)
            begins = token.rstrip("\"'”’)")[-1:] in tuple(_ENDS)
        _close(run, names)
    return [name for name, count in names.most_common() if small[name.casefold()] < count]


def _stem(word: str) -> str:
    return word.casefold().replace("’", "'")


def _close(run: list[str], names: Counter[str]) -> None:
    if run:
        names[" ".join(run)] += 1
        run.clear()
