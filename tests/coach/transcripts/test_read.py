"""Transcript files: which door they take, real exports, and what is said of broken ones."""

import json
import os
import zipfile
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.conversation import Timing, TurnKind
from coach.errors import ExitCode, UserError
from coach.times import total
from coach.transcripts import is_transcript, read
from tests.coach.audio.sounds import talk, write
from tests.conftest import shared_data

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: How are you?\n\n00:03.000 --> 00:04.000\nBen: Fine.\n"


def put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def word_file(path: Path, *paragraphs: str) -> Path:
    """A Word document; a tab and a line break inside a paragraph become what Word writes for them."""
    runs = (
        "".join(
            {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(piece, f"<w:t>{escape(piece)}</w:t>")
            for piece in text.replace("\t", "\0\t\0").replace("\n", "\0\n\0").split("\0")
        )
        for text in paragraphs
    )
    body = "".join(f"<w:p><w:r>{run}</w:r></w:p>" for run in runs)
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(encoding: str, ends: str, tmp_path: Path) -> None:
    path = put(tmp_path / "a.vtt", VTT.replace("Ben", "Bénédicte").replace("\n", ends), encoding)
    assert is_transcript(path)
    assert [speaker.label for speaker in read(path).speakers] == ["Ann", "Bénédicte"]


@pytest.mark.parametrize("name", ["a.vtt", "a.txt", "a.mp3", "a", "a.docx"])
def test_content_decides_not_the_name(name: str, tmp_path: Path) -> None:
    path = put(tmp_path / name, VTT)
    assert is_transcript(path)
    assert len(read(path).turns) == 2


def test_sound_takes_the_other_door(tmp_path: Path) -> None:
    for name, codec in (("a.wav", "pcm_s16le"), ("a.flac", "flac"), ("a.mp3", "libmp3lame")):
        path = write(tmp_path / name, talk(2.0), codec=codec)
        assert not is_transcript(path)
        assert not is_transcript(path.rename(tmp_path / "talk.txt"))


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"PK\3\4 no archive", b"A letter.\nNothing else.\n"])
def test_what_is_no_transcript(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    assert not is_transcript(path)
    assert not is_transcript(tmp_path)
    assert not is_transcript(tmp_path / "missing.vtt")


def test_teams_as_a_word_file(tmp_path: Path) -> None:
    path = word_file(
        tmp_path / "a.docx", "Weekly call", "Anna Müller\t0:03\nHello there, Ben.", "Ben Ray\t0:07\nHi & hello."
    )
    assert is_transcript(path)
    found = read(path)
    assert [(turn.start, turn.text) for turn in found.turns] == [(3.0, "Hello there, Ben."), (7.0, "Hi & hello.")]
    assert [speaker.label for speaker in found.speakers] == ["Anna Müller", "Ben Ray"]


def test_the_language_is_told_or_guessed(tmp_path: Path) -> None:
    path = put(
        tmp_path / "a.txt",
        "[0:01] Ann: Und was hast du dann gemacht, als es nicht ging?\n[0:05] Ben: Ich bin nach Hause.",
    )
    assert read(path).language == "de"
    assert read(path, language="nl").language == "nl"


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read(path)
    assert caught.value.code is ExitCode.UNREADABLE
    assert caught.value.next_step.endswith(".")
    return caught.value.sentence


def test_names_without_times_are_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "Ann: How are you?\nBen: Fine.\n")
    assert is_transcript(path)
    assert refused(path) == "“a.txt” tells who said what, but not when."


def test_a_letter_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "Dear Ben,\n\nit was good to see you.\n")
    assert is_transcript(path)
    assert refused(path) == "“a.txt” is not a transcript with times and names."


def test_captions_without_words_are_refused(tmp_path: Path) -> None:
    assert "without a word" in refused(put(tmp_path / "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"))


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    whole = word_file(tmp_path / "a.docx", "Ann\t0:01\nHi").read_bytes()
    (tmp_path / "b.docx").write_bytes(whole.replace(b"</w:document>", b"</w:documenX>"))
    (tmp_path / "c.docx").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "b.docx") == "“b.docx” is a damaged Word document."
    assert "“c.docx”" in refused(tmp_path / "c.docx")
    assert "“d.json”" in refused(put(tmp_path / "d.json", '[{"start": 1, "text": "a"'))
    assert refused(put(tmp_path / "e.vtt", "")) == "“e.vtt” is empty."
    assert refused(tmp_path / "f.vtt") == "“f.vtt” was not found."
    assert refused(tmp_path) == f"“{tmp_path.name}” is a folder."


def test_a_cut_transcript_gives_what_is_there(tmp_path: Path) -> None:
    assert len(read(put(tmp_path / "a.vtt", VTT[: VTT.index("Ben")])).turns) == 1


@given(st.text(max_size=300) | st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_content_is_read_or_refused_plainly(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    is_transcript(path)
    with suppress(UserError):
        assert read(path).turns


def test_an_hour_of_lines(tmp_path: Path) -> None:
    lines = [
        f"[{at // 3600}:{at // 60 % 60:02d}:{at % 60:02d}] {'AnnBen'[at % 2 * 3 :][:3]}: And so on it went."
        for at in range(3600)
    ]
    found = read(put(tmp_path / "a.txt", os.linesep.join(lines)))
    assert len(found.turns) == 3600


@pytest.mark.data
def test_the_export_of_zoom() -> None:
    path = shared_data("peers", "zoom", "meeting001_transcript.vtt")
    assert is_transcript(path)
    found = read(path)
    times = {s.label: round(total(found.speech_of([s.id], backchannels=True)), 2) for s in found.speakers}
    assert times == {  # summed by hand from the file's own lines
        "Andrew Knight": 356.07,
        "Paul McCartney": 2275.05,
        "George Harrison": 4.29,
        "Ringo Starr": 1.98,
        "John Lennon": 19.89,
        "Unknown speaker": 1.68,
    }
    assert found.timing is Timing.CAPTIONS
    assert found.language == "en"
    assert [turn.text for turn in found.turns if turn.kind is TurnKind.BACKCHANNEL] == ["Yeah.", "Yes. Okay."]


@pytest.mark.data
def test_talk_time_agrees_with_an_independent_library() -> None:
    expected = json.loads(shared_data("peers", "expected_call_ai_metrics.json").read_text())[
        "educonvokit/amber_4246.json"
    ]
    found = read(shared_data("peers", "educonvokit", "amber_4246.json"))
    for speaker in found.speakers:
        theirs = expected["report"]["speakers"][speaker.label]
        assert total(found.speech_of([speaker.id], backchannels=True)) == pytest.approx(theirs["talk_time_s"], abs=0.01)
        turns = [turn for turn in found.turns if turn.speaker == speaker.id]
        assert sum(len(turn.text.split()) for turn in turns) == pytest.approx(theirs["words"], rel=0.01)


def test_names_in_bold_are_names_in_markdown(tmp_path: Path) -> None:
    text = "# Talk\n\n**Ann Lee** (0:01): How *are* you\\?\n\n0:03 **Ben:** 2 \\* 3 is **six**.\n"
    talk = read(put(tmp_path / "a.md", text))
    assert [(talk.speaker(t.speaker).label, t.text) for t in talk.turns] == [
        ("Ann Lee", "How *are* you?"),
        ("Ben", "2 * 3 is six."),
    ]
    assert "**" in read(put(tmp_path / "a.txt", "0:01 Ann: so **this** it is\n0:03 Ben: yes\n")).turns[0].text


def word_table(path: Path, *rows: tuple[str, ...]) -> Path:
    """A Word document with a table."""
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{escape(t)}</w:t></w:r></w:p></w:tc>" for t in row) + "</w:tr>"
        for row in rows
    )
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        body = f"<w:p><w:r><w:t>Talk</w:t></w:r></w:p><w:tbl>{cells}</w:tbl>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')
    return path


def test_rows_of_a_table_in_a_word_document_are_turns(tmp_path: Path) -> None:
    rows = (
        ("Time", "Speaker", "Words"),
        ("0:00:01", "Ann", "5:30 is early: too early."),
        ("0:00:09", "Ben", "Remember: no."),
    )
    talk = read(word_table(tmp_path / "a.docx", *rows))
    assert [(talk.speaker(t.speaker).label, t.start, t.text) for t in talk.turns] == [
        ("Ann", 1.0, "5:30 is early: too early."),
        ("Ben", 9.0, "Remember: no."),
    ]
    other = read(word_table(tmp_path / "b.docx", ("0:01 Ann: yes", "x"), ("0:03 Ben: no", "")))
    assert [turn.start for turn in other.turns] == [1.0, 3.0]


def test_a_json_that_names_its_speakers_by_id_gives_their_names(tmp_path: Path) -> None:
    content = {
        "speakers": [{"id": "S1", "label": "Ann"}, {"id": "S2", "label": " "}, "odd"],
        "turns": [
            {"start": 1.0, "end": 2.0, "speaker": "S1", "text": "Yes."},
            {"start": 3.0, "end": 4.0, "speaker": "S2", "text": "No."},
        ],
    }
    talk = read(put(tmp_path / "a.json", json.dumps(content)))
    assert [who.label for who in talk.speakers] == ["Ann", "S2"]
