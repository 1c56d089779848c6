"""sayback progress and sayback partner: what they print, write, and refuse."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.errors import ExitCode
from coach.feedback.guess import Guess
from coach.library.library import Library
from coach.partner.answer import Answer, code_of
from coach.partner.sheet import Mark, Verdict
from coach.paths import Paths
from coach.progress.plan import Plan
from tests.coach.commanded import run
from tests.coach.library.sessions import AGREED, a_review

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def home(stick: Paths) -> Paths:
    """A library with nothing in it."""
    return stick


@pytest.fixture
def lived(home: Paths) -> Iterator[Paths]:
    """Four sessions: three of one kind, one of them scored by older rules, and one of another kind."""
    for day, (turns, kind, rules) in enumerate(
        ((40, "everyday", "2025.1"), (44, "everyday", ""), (48, "everyday", ""), (40, "sales", ""))
    ):
        with Library.open(home.library, clock=lambda day=day: START + timedelta(days=day)) as library:
            reviewed = a_review(turns, context_id=kind if kind == "everyday" else "one-to-one")
            session = library.add(replace(reviewed, rules=rules or reviewed.rules), title=f"Talk {day}", consent=AGREED)
            library.answer(session, Guess(talk_share=0.6))
    return home


def test_an_empty_library_says_how_to_begin(home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("progress") == ExitCode.OK
    assert "No session to go by yet" in capsys.readouterr().out


def test_trends_by_context(lived: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("progress") == ExitCode.OK
    out, err = capsys.readouterr()
    assert "Everyday conversation: 3 sessions" in out
    assert "One-to-one as a manager: 1 session\n" in out
    assert "  Talk share: usually 50 % in 3 sessions" in out
    assert "  Talk share: building baseline (1 of 3)" in out
    assert "First and last session, 2026-03-01 and 2026-03-03:" in out
    assert "no clear difference in" in out
    assert "Your share of the talk: the middle one of your last 4 guesses lay 10 points off." in out
    assert "1 session was scored by older rules and was read again by today's" in err


def test_one_context_and_one_measure(lived: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("progress", "--context", "everyday", "--measure", "talk_share") == ExitCode.OK
    out = capsys.readouterr().out
    assert "One-to-one" not in out
    assert "Reflections" not in out
    assert "2026-03-02 50 %" in out
    assert "From 6 sessions on a direction can be told from chance." in out


@pytest.mark.parametrize("wrong", [("--context", "nowhere"), ("--measure", "charisma")])
def test_what_is_not_known_is_named(lived: Paths, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]) -> None:
    assert run("progress", *wrong) == ExitCode.USAGE
    assert wrong[1] in capsys.readouterr().err


def test_progress_as_json(lived: Paths, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with Library.open(lived.library) as library:
        library.plans.keep(Plan("they stop", "wait", "talk_share", "everyday", START + timedelta(days=1, hours=1)))
    assert run("progress", "--json") == ExitCode.OK
    printed = json.loads(capsys.readouterr().out)
    everyday, other = printed["contexts"]
    assert (everyday["context"], len(everyday["sessions"]), other["context"]) == ("everyday", 3, "one-to-one")
    assert [one["rescored"] for one in everyday["sessions"]] == [True, False, False]
    share = next(one for one in everyday["measures"] if one["name"] == "talk_share")
    assert share["trend"]["direction"] == "too few sessions"
    assert share["trend"]["median"] == pytest.approx(sorted(point["value"] for point in share["points"])[1])
    assert next(one for one in other["measures"] if one["name"] == "talk_share")["trend"] is None
    assert printed["plan"]["text"] == "When they stop, I will wait."
    assert printed["guesses"][0]["gaps"][0]["gap"] == pytest.approx(0.10, abs=0.01)
    assert printed["partner"] == {"verdicts": [], "agreement": None}
    target = tmp_path / "progress.json"
    assert run("progress", "--json", target) == ExitCode.OK
    assert json.loads(target.read_text(encoding="utf-8")) == printed


def test_the_plan_is_held_beside_its_measure(lived: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(lived.library) as library:
        library.plans.keep(Plan("they stop", "wait", "talk_share", "everyday", START + timedelta(days=1, hours=1)))
    run("progress")
    out = capsys.readouterr().out
    assert "Your plan: When they stop, I will wait." in out
    assert "Since you made it: 1 session, usually 50 %; before it 2 sessions" in out


def form_for(home: Paths, tmp_path: Path, title: str = "Talk 1") -> Answer:
    """Make a form, and give what somebody might answer to it."""
    assert run("partner", "form", title, "--out", tmp_path / "form.html", "--yes") == ExitCode.OK
    html = (tmp_path / "form.html").read_text(encoding="utf-8")
    tag = html.partition('data-sheet="')[2][:8]
    with Library.open(home.library) as library:
        sheet = library.verdicts.sheet(tag)
    assert sheet is not None
    assert all(item.mine in html.replace("&#x27;", "'") for item in sheet.items)
    return Answer(tag, Verdict(6, (Mark.HIT,) * len(sheet.items)))


def test_a_form_there_and_back(lived: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = form_for(lived, tmp_path)
    out, err = capsys.readouterr()
    assert "form.html" in out
    assert "The form for B holds your name (A), theirs, and these words:" in err
    assert "A: So you felt alone with the move." in err
    (tmp_path / "answer.txt").write_text(f"Here it is: {code_of(answer)}", encoding="utf-8")
    assert run("partner", "read", tmp_path / "answer.txt", "--session", "Talk 1") == ExitCode.OK
    out = capsys.readouterr().out
    assert "The answer is in, for “Talk 1”." in out
    assert "B felt heard: 6 of 7." in out
    assert f"Of {len(answer.verdict.marks)} answers: {len(answer.verdict.marks)} caught." in out
    assert run("partner", "read", code_of(answer)) == ExitCode.OK
    assert "was in already and nothing changed" in capsys.readouterr().out
    assert run("partner") == ExitCode.OK
    out = capsys.readouterr().out
    assert "Talk 1  (" in out
    assert "Felt heard, 1 to 7: building baseline (1 of 3)." in out


def test_another_answer_asks_for_replace(lived: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = form_for(lived, tmp_path)
    run("partner", "read", code_of(answer))
    other = code_of(replace(answer, verdict=replace(answer.verdict, felt_heard=2)))
    capsys.readouterr()
    assert run("partner", "read", other) == ExitCode.USAGE
    assert "Add --replace" in capsys.readouterr().err
    assert run("partner", "read", other, "--replace") == ExitCode.OK
    assert "took the place of the old one" in capsys.readouterr().out


def test_an_answer_for_another_session_is_refused(
    lived: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = form_for(lived, tmp_path, "Talk 2")
    assert run("partner", "read", code_of(answer), "--session", "Talk 1") == ExitCode.USAGE
    assert "about another session: “Talk 2”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [("SB1-BROKEN", "damaged or not whole"), ("nowhere.json", "neither a file nor a code"), ("\0", "neither")],
)
def test_what_is_no_answer_is_refused(lived: Paths, capsys: pytest.CaptureFixture[str], given: str, said: str) -> None:
    assert run("partner", "read", given) == ExitCode.UNREADABLE
    assert said in capsys.readouterr().err


def test_a_form_needs_a_yes(lived: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("partner", "form", "Talk 1", "--out", tmp_path / "form.html") == ExitCode.USAGE
    assert not (tmp_path / "form.html").exists()
    assert "Nothing was written" in capsys.readouterr().err


def test_a_session_can_be_named_by_its_id(lived: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(lived.library) as library:
        session = library.sessions()[0].id
        library.rename(library.sessions()[1].id, "Talk 0")
    assert run("partner", "form", session[:10], "--out", tmp_path / "f.html", "--yes") == ExitCode.OK
    assert run("partner", "form", "Talk 0", "--out", tmp_path / "f.html", "--yes") == ExitCode.USAGE
    assert "“Talk 0” could be 2 sessions" in capsys.readouterr().err
    assert run("partner", "form", "Nothing", "--out", tmp_path / "f.html", "--yes") == ExitCode.USAGE
    assert "There is no session “Nothing”" in capsys.readouterr().err


@pytest.mark.parametrize(("who", "said"), [("A", "“A” is you"), ("Zoe", "No voice is called “Zoe”")])
def test_the_partner_is_somebody_else_in_it(
    lived: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str], who: str, said: str
) -> None:
    assert run("partner", "form", "Talk 1", "--out", tmp_path / "f.html", "--partner", who, "--yes") == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_what_was_said_can_be_taken_back(lived: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("partner", "read", code_of(form_for(lived, tmp_path)))
    capsys.readouterr()
    assert run("partner", "forget", "Talk 1") == ExitCode.USAGE
    assert "Nothing was removed" in capsys.readouterr().err
    assert run("partner", "forget", "Talk 1", "--yes") == ExitCode.OK
    with Library.open(lived.library) as library:
        assert library.verdicts.all() == ()
    assert run("partner", "forget", "Talk 1", "--yes") == ExitCode.OK
    assert "Nobody has said anything of “Talk 1”" in capsys.readouterr().out
