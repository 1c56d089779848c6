"""An answer on its way back: a small JSON file or a short code, each with a check against damage."""

import json
import re
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from coach.errors import ExitCode, UserError
from coach.partner.sheet import HIGHEST, LOWEST, Mark, Sheet, Verdict

FORMAT = "sayback partner answer"
VERSION = 1
LARGEST = 1 << 20
"""Bytes of a file that are looked at: an answer has a few hundred."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no letter is taken for a digit
_TAG = 8
_LETTERS: dict[Mark | None, str] = {Mark.HIT: "H", Mark.NEAR: "N", Mark.MISS: "M", None: "X"}
_MARKS = {letter: mark for mark, letter in _LETTERS.items()}
_CODE = re.compile(
    rf"SB(?P<version>\d+)-(?P<tag>[{_ALPHABET}]{{{_TAG}}})-(?P<heard>\d)-(?P<marks>[HNMX]*)-(?P<check>[0-9A-F]{{8}})"
)
_ANY_CODE = re.compile(r"SB(\d+)-")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole: the tag of its sheet and the verdict."""

    tag: str
    verdict: Verdict


def new_tag() -> str:
    """A tag for a new sheet: 40 random bits, so that no two sheets share one and none can be guessed."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_TAG))


def code_of(answer: Answer) -> str:
    """The answer as a code to copy: version, sheet, rating, marks, and a CRC-32 of all that."""
    body = _body(answer.tag, answer.verdict.felt_heard, answer.verdict.marks)
    return f"{body}-{_check(body)}"


def read_answer(content: bytes | str) -> Answer:
    """The answer in a file, or in a code that was copied with whatever stands around it.

    Raises:
        UserError: it is no answer, of a newer version, or damaged.
    """
    text = content if isinstance(content, str) else _decoded(content)
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _from_json(text.lstrip("\ufeff"))
    squeezed = re.sub(r"\s+", "", text).upper().replace("–", "-").replace("—", "-")
    if (found := _CODE.search(squeezed)) is not None:
        _check_version(int(found["version"]))
        marks = tuple(_MARKS[letter] for letter in found["marks"])
        return _checked(found["tag"], int(found["heard"]), marks, found["check"])
    if (begun := _ANY_CODE.search(squeezed)) is not None:
        _check_version(int(begun[1]))
        raise _damaged()
    raise _no_answer()


def check_fits(answer: Answer, sheet: Sheet) -> Verdict:
    """The verdict, once it is known to answer all questions of that sheet and no others.

    Raises:
        UserError: it has more or fewer marks than the sheet has questions.
    """
    if answer.tag != sheet.tag or len(answer.verdict.marks) != len(sheet.items):
        raise _damaged()
    return answer.verdict


def _from_json(text: str) -> Answer:
    try:
        kept = json.loads(text)
    except ValueError as error:
        raise _damaged() from error
    if not isinstance(kept, dict) or kept.get("format") != FORMAT:
        raise _no_answer()
    version, tag, heard, marks, check = (
        kept.get(name) for name in ("version", "sheet", "felt_heard", "marks", "check")
    )
    if isinstance(version, int):
        _check_version(version)
    known = {None, *(mark.value for mark in Mark)}
    if not (
        isinstance(version, int)
        and isinstance(tag, str)
        and isinstance(heard, int)
        and not isinstance(heard, bool)
        and isinstance(marks, list)
        and all(mark is None or isinstance(mark, str) for mark in marks)
        and set(marks) <= known
        and isinstance(check, str)
    ):
        raise _damaged()
    return _checked(tag, heard, tuple(None if mark is None else Mark(mark) for mark in marks), check)


def _checked(tag: str, heard: int, marks: Sequence[Mark | None], check: str) -> Answer:
    if _check(_body(tag, heard, marks)) != check.upper() or not LOWEST <= heard <= HIGHEST:
        raise _damaged()
    return Answer(tag, Verdict(heard, tuple(marks)))


def _body(tag: str, heard: int, marks: Sequence[Mark | None]) -> str:
    return f"SB{VERSION}-{tag}-{heard}-{''.join(_LETTERS[mark] for mark in marks)}"


def _check(body: str) -> str:
    return f"{zlib.crc32(body.encode('utf-8', 'replace')):08X}"


def _check_version(version: int) -> None:
    if version > VERSION:
        raise UserError(
            f"This answer was made by a newer form (version {version}, this Sayback knows {VERSION}).",
            "Install the newest Sayback, then read it again.",
            ExitCode.UNREADABLE,
        )


def _decoded(content: bytes) -> str:
    try:
        return content[:LARGEST].decode("utf-8")
    except UnicodeDecodeError as error:
        raise _no_answer() from error


def _no_answer() -> UserError:
    return UserError(
        "This is no answer to a partner's form.",
        "Choose the small file that the form saved, or copy the whole code that it showed; it begins with SB1.",
        ExitCode.UNREADABLE,
    )


def _damaged() -> UserError:
    return UserError(
        "This answer is damaged or not whole, so nothing was taken from it.",
        "Copy the whole code, or ask for the file once more.",
        ExitCode.UNREADABLE,
    )
