"""What is written is read back: by our own reader, and by the programs that people open it with."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import av
import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.contexts.load import context
from coach.conversation import Conversation
from coach.exports.captions import LONGEST, WIDEST
from coach.exports.formats import Format, Wanted, file_name, written
from coach.exports.stamps import fine, stamp
from coach.hearing.heard import Source
from coach.review import Review, review
from coach.transcripts import read
from coach.transcripts.captions import read_captions
from tests.coach.library.sessions import ENGINES, a_review
from tests.factories import conversation

DAY = date(2026, 11, 24)
READ_BACK = (Format.TXT, Format.MARKDOWN, Format.WORD, Format.VTT, Format.SRT, Format.JSON)
TALK = (
    "A 1-4 Hello there, *how* was_the <b>move</b>? {x} & y",
    "B 4.5-9.25 Hard: to be honest. 5:30 was early --> too early.",
    "A 10-12 = A lot then [sic] # and `so` on\\",
    "B 13-20 - Yes. I said 1. and 2. | and then > that",
)


def of(talk: Conversation, names: dict[str, str] | None = None) -> Review:
    for who, name in (names or {}).items():
        talk = talk.renamed(who, name)
    return review(talk, context=context("everyday"), source=Source("a.wav", talk.duration, 2, ""), engines=ENGINES)


def made(review: Review, format_: Format, **values: object) -> bytes:
    return written(review, Wanted(format_, "Move", DAY, **values))


def back(folder: Path, content: bytes, format_: Format) -> Conversation:
    path = folder / f"a{format_.ending}"
    path.write_bytes(content)
    return read(path, language="en")


def said(talk: Conversation) -> list[tuple[str, str]]:
    return [(talk.speaker(turn.speaker).label, turn.text) for turn in talk.turns]


@pytest.mark.parametrize("format_", READ_BACK)
def test_our_own_reader_reads_it_back(format_: Format, tmp_path: Path) -> None:
    reviewed = of(conversation(*TALK), {"A": "Zoë Ångström-Łuk", "B": "Ben (he)"})
    again = back(tmp_path, made(reviewed, format_), format_)
    wanted = said(reviewed.conversation)
    if format_ is Format.SRT:  # it has no way to say that "<b>" is text
        wanted = [(who, re.sub(r"<(/?b)>", r"‹\1›", text).replace("-->", "→")) for who, text in wanted]
    assert said(again) == wanted
    assert [turn.start for turn in again.turns] == pytest.approx(
        [turn.start for turn in reviewed.conversation.turns],
        abs=0.001 if format_ in (Format.VTT, Format.SRT) else 1.0,
    )


@pytest.mark.parametrize("format_", [Format.VTT, Format.SRT])
def test_captions_keep_times_to_a_millisecond(format_: Format, tmp_path: Path) -> None:
    reviewed = of(conversation(*TALK))
    again = back(tmp_path, made(reviewed, format_), format_)
    for turn, kept in zip(again.turns, reviewed.conversation.turns, strict=True):
        assert (turn.start, turn.end) == pytest.approx((kept.start, kept.end), abs=0.001)


@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40).map(lambda t: f"a{t} z"),
        min_size=2,
        max_size=5,
    ),
    name=st.from_regex(r"[A-Za-zäöüßéñ]{1,12}( [A-Za-z]{1,9})?", fullmatch=True),
)
@settings(max_examples=60)
def test_any_words_come_back(texts: list[str], name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    talk = conversation("A 0-1 x", "B 0-1 y")
    turns = tuple(
        replace(talk.turns[place % 2], start=9.0 * place, end=9.0 * place + 8.0, text=text, words=(), voice=())
        for place, text in enumerate(texts)
    )
    reviewed = of(replace(talk, turns=turns, duration=90.0), {"A": name, "B": "Q"})
    folder = tmp_path_factory.mktemp("any")
    for format_ in READ_BACK:
        content = made(reviewed, format_)
        if format_ is Format.SRT and re.search(r"[<{]", "".join(texts)):
            continue  # it has no way to say that "<b>" is text; such signs are written otherwise
        again = back(folder, content, format_)
        wanted = [" ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", " ", text).split()) for text in texts]
        if format_ is Format.JSON:  # which holds controls too
            wanted = [" ".join(text.split()) for text in texts]
        if format_ is Format.SRT:
            wanted = [text.replace("-->", "→") for text in wanted]
        assert [turn.text for turn in again.turns] == wanted, format_


def test_two_who_speak_at_once_overlap_in_captions() -> None:
    reviewed = of(conversation("A 0-6 I thought about it all week long.", "B 4-8 And then?", "A? 7-7.5 (…)"))
    for format_ in (Format.VTT, Format.SRT):
        cues = read_captions(made(reviewed, format_).decode().replace("\r\n", "\n"))
        assert [(cue.start, cue.end, cue.speaker, cue.text) for cue in cues] == [
            (0.0, 6.0, "A", "I thought about it all week long."),
            (4.0, 8.0, "B", "And then?"),
            (7.0, 7.5, "A", "(…)"),
        ]


def test_a_long_turn_is_cut_into_cues_that_can_be_read(tmp_path: Path) -> None:
    words = " ".join(f"word{place}," for place in range(120)) + " end."
    reviewed = of(conversation(f"A 0-60 {words}", "B 61-63 Yes, I see."))
    content = made(reviewed, Format.VTT)
    cues = read_captions(content.decode())
    assert len(cues) > 10
    assert all(len(cue.text) <= WIDEST and cue.end - cue.start <= LONGEST + 0.01 for cue in cues)
    assert all(one.start <= other.start for one, other in pairwise(cues))
    assert said(back(tmp_path, content, Format.VTT)) == said(reviewed.conversation)


@pytest.mark.parametrize("format_", [Format.VTT, Format.SRT])
def test_ffmpeg_reads_the_captions(format_: Format, tmp_path: Path) -> None:
    path = tmp_path / f"a{format_.ending}"
    path.write_bytes(made(of(conversation(*TALK)), format_))
    with av.open(str(path)) as container:
        stream = container.streams.subtitles[0]
        packets = [packet for packet in container.demux(stream) if packet.size]
    assert len(packets) == len(TALK)
    assert [float(packet.pts * packet.time_base) for packet in packets] == pytest.approx([1.0, 4.5, 10.0, 13.0])
    assert b"Hard: to be honest" in bytes(packets[1])


def test_python_docx_reads_the_table_and_nothing_tells_who_wrote_it() -> None:
    content = made(of(conversation(*TALK), {"A": "Ann"}), Format.WORD, numbers=True)
    document = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows[0] == ["Time", "Speaker", "Words"]
    assert rows[1] == ["0:00:01", "Ann", TALK[0].split(" ", 2)[2]]
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == ["Move"]
    assert {p.text for p in document.paragraphs if p.style.name == "Heading 1"} >= {"On the whole", "Transcript"}
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.date() == DAY
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"python" in archive.read(name).lower() for name in archive.namelist())


def test_the_table_of_turns_is_read_by_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(made(of(conversation(*TALK)), Format.TURNS).decode("utf-8-sig"))))
    assert [row["speaker"] for row in rows] == ["A", "B", "A", "B"]
    assert rows[1]["start"] == "0:00:04"
    assert float(rows[1]["end_seconds"]) == 9.25
    assert [row["is_you"] for row in rows] == ["yes", "no", "yes", "no"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    talk = conversation(f"A 0-3 {start}cmd|' /C calc'!A0 so what is it", "B 4-9 I do not know").renamed("B", "=1+1")
    for format_ in (Format.TURNS, Format.MOMENTS, Format.NUMBERS):
        rows = list(csv.reader(io.StringIO(made(of(talk), format_).decode("utf-8-sig"))))
        assert len(rows) > 1
        cells = [cell for row in rows[1:] for cell in row]
        assert not [c for c in cells if c.startswith(("=", "+", "@", "＝")) or (c[:1] == "-" and not _is_number(c))]
    assert f"'{start}cmd" in made(of(talk), Format.TURNS).decode("utf-8-sig")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_the_tables_of_moments_and_numbers_hold_all_of_them() -> None:
    reviewed = a_review()
    moments = list(csv.DictReader(io.StringIO(made(reviewed, Format.MOMENTS).decode("utf-8-sig"))))
    assert [row["type"] for row in moments] == [moment.type.value for moment in reviewed.moments]
    turns = list(csv.DictReader(io.StringIO(made(reviewed, Format.TURNS).decode("utf-8-sig"))))
    assert all(row["quote"] in turns[int(row["turn"]) - 1]["text"] for row in moments)
    numbers = list(csv.DictReader(io.StringIO(made(reviewed, Format.NUMBERS).decode("utf-8-sig"))))
    assert [row["measure"] for row in numbers] == [result.name for result in reviewed.results]


@pytest.mark.parametrize("format_", [Format.TXT, Format.MARKDOWN, Format.WORD])
def test_numbers_are_written_only_where_they_are_wanted(format_: Format) -> None:
    def text(**values: object) -> str:
        content = made(a_review(), format_, **values)
        if format_ is Format.WORD:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = archive.read("word/document.xml")
        return content.decode()

    assert "What went well" not in text()
    assert "What went well" in text(numbers=True)
    assert "planted was gone" in text()
    assert text(transcript=False, numbers=True).count("planted was gone") < 10
    with pytest.raises(ValueError, match="nothing is left"):
        made(a_review(), format_, transcript=False, numbers=False)


def test_two_people_of_one_name_are_told_apart() -> None:
    reviewed = of(conversation(*TALK), {"A": "Sam", "B": "sam"})
    assert b"Sam:" in made(reviewed, Format.TXT)
    assert b"sam 2:" in made(reviewed, Format.TXT)


@pytest.mark.parametrize("format_", [f for f in Format if f.is_written])
def test_an_empty_conversation_and_a_huge_one_can_be_written(format_: Format) -> None:
    empty = replace(conversation("A 0-1 x"), turns=())
    assert made(of(empty), format_)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Talk: Ann/Ben?", "Talk Ann Ben.txt"),
        ("…", "….txt"),
        ("..", "Conversation.txt"),
        ("con", "con talk.txt"),
        ("x" * 300, "x" * 80 + ".txt"),
        ("a\nb", "a b.txt"),
    ],
)
def test_a_title_becomes_a_name_for_every_system(title: str, name: str) -> None:
    assert file_name(title, Format.TXT) == name


def test_times_are_written_with_hours() -> None:
    assert stamp(3723.9) == "1:02:03"
    assert fine(3723.9996) == "01:02:04.000"
    assert fine(0.05, point=",") == "00:00:00,050"
