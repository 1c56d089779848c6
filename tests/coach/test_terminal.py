"""What is written to screens and pipes."""

import io

import pytest

from coach.conversation import Timing
from coach.errors import ExitCode, UserError
from coach.exports.text import scorecard_text, voices_text
from coach.terminal import ProgressLine, Terminal
from tests.coach.exports.test_review_json import of
from tests.coach.library.sessions import a_review
from tests.factories import conversation


class Screen(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> tuple[Terminal, Screen, Screen]:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    out, err = Screen(), Screen()
    return Terminal(out, err, io.StringIO()), out, err


def shown(screen: io.StringIO) -> str:
    """What a screen shows in the end, its lines overwritten from their beginning."""
    lines = []
    for line in screen.getvalue().split("\n"):
        cells: list[str] = []
        for part in line.split("\r"):
            cells[: len(part)] = part
        lines.append("".join(cells).rstrip())
    return "\n".join(lines)


def test_a_bar_is_drawn_over_itself_and_is_gone_at_the_end(watched: tuple[Terminal, Screen, Screen]) -> None:
    terminal, _, err = watched
    line = ProgressLine(terminal, "talk.wav")
    line.show(0.1, "Reading the recording", None)
    line.show(0.5, "Finding speech", 83.0)
    assert shown(err) == "talk.wav  [############............]  50%  Finding speech, about 1:23 left"
    terminal.tell("Done.")
    assert shown(err) == "Done.\n"


def test_a_long_name_keeps_the_bar_on_one_line(watched: tuple[Terminal, Screen, Screen]) -> None:
    terminal, _, err = watched
    ProgressLine(terminal, "x" * 200).show(0.5, "Finding speech", 83.0)
    assert max(len(part) for part in err.getvalue().split("\r")) < 80
    assert shown(err).endswith("Finding speech, about 1:23 left")


def test_where_nobody_watches_each_quarter_is_a_line() -> None:
    err = io.StringIO()
    line = ProgressLine(Terminal(io.StringIO(), err, io.StringIO()), "talk.wav")
    for hundredth in range(101):
        line.show(hundredth / 100, "Finding speech", 100.0 - hundredth)
    assert [text.split(",")[0] for text in err.getvalue().splitlines()] == [
        "talk.wav: 25%",
        "talk.wav: 50%",
        "talk.wav: 75%",
        "talk.wav: 100%",
    ]


@pytest.mark.parametrize(
    ("answer", "meant"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_only_a_yes_is_a_yes(answer: str, meant: bool) -> None:
    assert Terminal(io.StringIO(), io.StringIO(), Screen(answer)).ask("Erase?") is meant


def test_nobody_to_ask_means_no() -> None:
    assert Terminal(io.StringIO(), io.StringIO(), io.StringIO("y\n")).ask("Erase?") is False


def test_letters_that_a_stream_cannot_show_do_not_stop_it() -> None:
    raw = io.BytesIO()
    terminal = Terminal(io.TextIOWrapper(raw, encoding="ascii"), io.StringIO(), io.StringIO())
    terminal.say("“会話” \udcff")
    assert raw.getvalue().decode("ascii").strip() == "???? ?"


def test_a_full_output_is_told() -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(UserError, match="No space left on device") as told:
        Terminal(Full(), io.StringIO(), io.StringIO()).say("x")
    assert told.value.code is ExitCode.STORAGE


@pytest.mark.parametrize("width", [60, 100])
def test_a_scorecard_keeps_its_width(width: int) -> None:
    text = scorecard_text(a_review(60), title="The move", width=width)
    assert all(len(line) <= width for line in text.splitlines())
    for words in ("The move", "What went well", "The numbers", "not a clinical, hiring or diagnostic tool"):
        assert words in " ".join(text.split())


def test_a_scorecard_says_what_is_too_little_and_what_cannot_be_measured() -> None:
    little = scorecard_text(of(conversation("A 0-3 How was it?", "B 3-4 Fine.")), title="x")
    assert "Too little for a number yet; so far" in little
    assert "0:04 of speech, 3:00 needed: Talk share 75 %" in little
    nobody = scorecard_text(of(conversation("A 0-3 How was it?", "B 3-4 Fine.", me=None)), title="x")
    assert "There are no numbers yet: nobody is marked as you" in nobody
    captions = scorecard_text(of(conversation("A 0-3 How was it?", "B 3-4 Fine.", timing=Timing.CAPTIONS)), title="x")
    assert "Not measurable on this recording" in captions


def test_control_characters_in_a_title_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in scorecard_text(a_review(2), title="\x1b[2Jcall")


def test_voices_are_told_by_side_share_and_first_words() -> None:
    talk = conversation("A 0-3 How was it?", "B 3-4 Fine.", me=None)
    assert voices_text(talk).splitlines() == [
        "  A  A, left channel, 75 % of the talking: “How was it?”",
        "  B  B, right channel, 25 % of the talking: “Fine.”",
    ]
