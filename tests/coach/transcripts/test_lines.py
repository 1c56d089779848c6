"""Plain text with times and names, and rows of JSON."""

import json

import pytest

from coach.transcripts.cue import Cue
from coach.transcripts.language import language_of
from coach.transcripts.lines import count_times, has_names, read_lines
from coach.transcripts.rows import read_rows


@pytest.mark.parametrize(
    "line",
    [
        "00:01:23 Ann: How are you?",
        "[00:01:23] Ann: How are you?",
        "(1:23) Ann: How are you?",
        "1:23 - Ann: How are you?",
        "Ann [00:01:23]: How are you?",
        "Ann (1:23) How are you?",
        "Ann 00:01:23: How are you?",
        "Ann   1:23\nHow are you?",
        "Ann | 01:23\nHow are you?",
        "[00:01:23]\nAnn: How are you?",
        "00:01:23\nAnn\nHow are you?",
        "[1:23] Ann: How\nare you?",
    ],
)
def test_times_and_names_in_many_ways(line: str) -> None:
    assert read_lines(line) == (Cue(83.0, None, "How are you?", "Ann"),)


def test_the_older_word_export_of_teams() -> None:
    text = "0:0:3.120 --> 0:0:5.240\nAnna Müller\nHello there.\n0:0:6.0 --> 0:0:7.0\nBen\nHi."
    assert read_lines(text.replace("0:0:", "0:00:0")) == (
        Cue(3.12, 5.24, "Hello there.", "Anna Müller"),
        Cue(6.0, 7.0, "Hi.", "Ben"),
    )


def test_a_time_for_several_lines_holds_for_each() -> None:
    cues = read_lines("Notes of the day\n\n00:05:00\nAnn: One.\nBen: Two.\n\n00:10:00\nAnn: Three.")
    assert [(cue.start, cue.speaker, cue.text) for cue in cues] == [
        (300.0, "Ann", "One."),
        (300.0, "Ben", "Two."),
        (600.0, "Ann", "Three."),
    ]


def test_a_time_inside_a_sentence_is_no_stamp() -> None:
    (cue,) = read_lines("[0:10] Ann: Well,\nAt 5:30 we met again.")
    assert cue.text == "Well, At 5:30 we met again."


def test_a_line_without_a_name_is_nobody_known() -> None:
    assert read_lines("[0:10] Well, that was it.") == (Cue(10.0, None, "Well, that was it."),)


def test_what_makes_text_a_transcript() -> None:
    assert count_times("0:01 Ann: Hi\n0:02 Ben: Hi") == 2
    assert has_names("Ann: Hi\nBen: Hi")
    assert not has_names("Hi there.\nNothing here.")
    assert not has_names("")


@pytest.mark.parametrize(
    "rows",
    [
        [{"start": "00:01.50", "stop": "00:02.00", "speaker": "Ann", "dialogue": "Hi  there"}],
        [{"start": 1.5, "end": 2, "speaker": "Ann", "text": "Hi there"}],
        {"segments": [{"start": 1.5, "end": 2.0, "speaker": "Ann", "text": " Hi there"}], "language": "en"},
        {"utterances": [{"start_time": 1.5, "end_time": "2", "name": "Ann", "transcript": "Hi there"}]},
    ],
)
def test_rows_under_the_usual_names(rows: object) -> None:
    assert read_rows(json.dumps(rows)) == (Cue(1.5, 2.0, "Hi there", "Ann"),)


@pytest.mark.parametrize(
    "rows",
    [[], {}, 5, None, ["a"], [{"text": "no time"}], [{"start": -1, "text": "a"}], [{"start": True, "text": "a"}]],
)
def test_rows_without_time_or_text_are_none(rows: object) -> None:
    assert read_rows(json.dumps(rows)) == ()


def test_what_is_not_json() -> None:
    assert read_rows("[00:01] Ann: hi") is None
    assert read_rows("[" * 100_000) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "So what did you do when they told you that it was not going to work?"),
        ("de", "Und was hast du dann gemacht, als sie dir gesagt haben, dass es nicht geht?"),
        ("fr", "Et qu'est-ce que vous avez fait quand ils vous ont dit que ce n'est pas possible?"),
        ("es", "¿Y qué es lo que hiciste cuando te dijeron que no se puede, pero que era muy importante?"),
        ("it", "E che cosa hai fatto quando ti hanno detto che non si può, ma che è anche molto importante per te?"),
        ("nl", "En wat heb je toen gedaan, dat is wel een moeilijke vraag, maar ik wil het toch van je weten?"),
        ("pt", "E o que você fez quando eles disseram que não é possível, mas que isso é muito importante para mim?"),
        ("und", "Ko jūs darījāt, kad viņi teica, ka tas nav iespējams un nekas nenotiks?"),
        ("und", "Okay. Yes."),
    ],
)
def test_languages_are_told_apart(language: str, text: str) -> None:
    assert language_of(text) == language
