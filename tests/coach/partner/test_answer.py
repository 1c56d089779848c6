"""Answers come back whole or not at all."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import UserError
from coach.partner.answer import Answer, check_fits, code_of, new_tag, read_answer
from coach.partner.sheet import Mark, Verdict
from tests.coach.partner.sheets import sheet

ANSWER = Answer("4F7K2M9Q", Verdict(6, (Mark.HIT, Mark.NEAR, Mark.MISS, None)))
VERDICTS = st.builds(
    Verdict, st.integers(1, 7), st.lists(st.sampled_from([*Mark, None]), max_size=12).map(lambda marks: tuple(marks))
)


def file_of(answer: Answer = ANSWER, **changed: object) -> bytes:
    """The file that the form would save."""
    kept = {
        "format": "sayback partner answer",
        "version": 1,
        "sheet": answer.tag,
        "felt_heard": answer.verdict.felt_heard,
        "marks": list(answer.verdict.marks),
        "check": code_of(answer).rpartition("-")[2],
        **changed,
    }
    return json.dumps(kept).encode()


def test_a_code_is_short_and_says_what_it_holds() -> None:
    code = code_of(ANSWER)
    assert code.startswith("SB1-4F7K2M9Q-6-HNMX-")
    assert len(code) < 40
    assert read_answer(code) == ANSWER


@pytest.mark.parametrize(
    "around",
    [
        "{code}",
        "Hi Nora, here it is:\n  {code}\nBest, Daniel",
        "“{code}”",
        "{lower}",
        "{broken}",
        "{long_dashes}",
    ],
)
def test_a_code_is_found_in_what_stands_around_it(around: str) -> None:
    code = code_of(ANSWER)
    broken = code[:11] + "\r\n" + code[11:20] + " " + code[20:]
    text = around.format(code=code, lower=code.lower(), broken=broken, long_dashes=code.replace("-", "–"))
    assert read_answer(text) == ANSWER


def test_a_file_comes_back() -> None:
    assert read_answer(file_of()) == ANSWER
    assert read_answer(b"\xef\xbb\xbf" + file_of()) == ANSWER


@given(VERDICTS)
def test_every_verdict_comes_back(verdict: Verdict) -> None:
    answer = Answer(new_tag(), verdict)
    assert read_answer(code_of(answer)) == answer
    assert read_answer(file_of(answer)) == answer


@given(VERDICTS, st.data())
def test_a_changed_letter_is_never_taken_for_another_answer(verdict: Verdict, data: st.DataObject) -> None:
    answer = Answer("4F7K2M9Q", verdict)
    code = code_of(answer)
    place = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ-").filter(lambda one: one != code[place]))
    with contextlib.suppress(UserError):
        assert read_answer(code[:place] + letter + code[place + 1 :]) == answer


@pytest.mark.parametrize(
    "damaged",
    [
        file_of(felt_heard=7),
        file_of(felt_heard=True),
        file_of(felt_heard=9),
        file_of(marks=["hit"]),
        file_of(marks=["hit", "near", "miss", "wow"]),
        file_of(marks=[["hit"], "near", "miss", None]),
        file_of(marks="hit"),
        file_of(check=None),
        file_of(sheet=5),
        file_of(version="1"),
        file_of()[:-9],
        code_of(ANSWER)[:-3],
        code_of(ANSWER).replace("-6-", "-7-"),
    ],
)
def test_what_is_damaged_says_so(damaged: bytes | str) -> None:
    with pytest.raises(UserError, match="damaged or not whole"):
        read_answer(damaged)


@pytest.mark.parametrize("other", [b"", b"\xff\xfe\x00", b"[1, 2]", b'{"a": 1}', "hello", b"SB", b"\x00" * 5000])
def test_what_is_no_answer_says_so(other: bytes | str) -> None:
    with pytest.raises(UserError, match="no answer to a partner's form"):
        read_answer(other)


@pytest.mark.parametrize("newer", [file_of(version=2), "SB2-4F7K2M9Q-6-HNMX-Q-00000000"])
def test_a_newer_form_is_named(newer: bytes | str) -> None:
    with pytest.raises(UserError, match="newer form"):
        read_answer(newer)


def test_an_answer_fits_its_own_sheet_alone() -> None:
    assert check_fits(ANSWER, sheet(None, None, None, None)) == ANSWER.verdict
    for other in (sheet(None), sheet(None, None, None, None, tag="4F7K2M9R")):
        with pytest.raises(UserError, match="damaged"):
            check_fits(ANSWER, other)


def test_tags_differ() -> None:
    assert len({new_tag() for _ in range(200)}) == 200
