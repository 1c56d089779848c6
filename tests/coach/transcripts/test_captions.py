"""WebVTT and SubRip."""

import pytest

from coach.transcripts.captions import is_captions, read_captions
from coach.transcripts.cue import Cue, named, seconds


def test_zoom_puts_names_before_a_colon() -> None:
    text = (
        "WEBVTT\n\n1\n00:00:04.859 --> 00:00:07.410\nAnn Lee: So, how was it?\n\n"
        "2\n00:00:08.000 --> 00:00:09.000\nBen: Fine.\n"
    )
    assert read_captions(text) == (
        Cue(4.859, 7.41, "So, how was it?", "Ann Lee"),
        Cue(8.0, 9.0, "Fine.", "Ben"),
    )


def test_teams_puts_names_into_tags() -> None:
    text = "WEBVTT\n\nf0/12-0\n00:00:03.120 --> 00:00:05.240\n<v Müller, Anna>Hello &amp; <i>welcome</i>.</v>\n"
    assert read_captions(text) == (Cue(3.12, 5.24, "Hello & welcome.", "Müller, Anna"),)


def test_two_voices_in_a_caption_share_its_time_by_their_letters() -> None:
    text = "WEBVTT\n\n00:10.000 --> 00:14.000\n<v.loud Ann>Three of us</v>\n<v Ben>Yes</v>\n"
    ann, ben = read_captions(text)
    assert (ann.speaker, ben.speaker) == ("Ann", "Ben")
    assert (ann.start, ann.end, ben.start, ben.end) == (10.0, pytest.approx(13.143, abs=1e-3), ann.end, 14.0)


def test_notes_styles_settings_and_several_lines() -> None:
    text = (
        "WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE this\nis a note\n\n"
        "intro\n00:01.000 --> 00:02.500 align:start position:10%\nfirst line\nsecond line\n\nNOTE end\n"
    )
    assert read_captions(text) == (Cue(1.0, 2.5, "first line second line"),)


def test_subrip_with_commas_tags_and_missing_blank_lines() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n<font color='red'>Hello</font>\n"
        "2\n00:00:03,000 --> 00:00:04,500\n{\\an8}there\n"
    )
    assert read_captions(text) == (Cue(1.0, 2.0, "Hello"), Cue(3.0, 4.5, "there"))


def test_a_colon_in_a_sentence_is_no_name() -> None:
    text = "WEBVTT\n\n" + "".join(
        f"00:{at:02d}.000 --> 00:{at:02d}.900\n{said}\n\n"
        for at, said in enumerate(["So we went home.", "Remember: be kind.", "And that was it.", "Three things: a, b."])
    )
    assert [cue.speaker for cue in read_captions(text)] == [None] * 4


def test_a_caption_without_a_name_among_named_ones_is_nobody_known() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: Hello\n\n00:03.000 --> 00:04.000\nHi\n"
    text += "\n00:05.000 --> 00:06.000\nAnn: Oh\n"
    assert [cue.speaker for cue in read_captions(text)] == ["Ann", None, "Ann"]


def test_a_caption_without_words_is_left_out() -> None:
    assert read_captions("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann></v>\n\n00:03.000 --> 00:04.000\n\n") == ()


def test_captions_are_known_by_their_content() -> None:
    assert is_captions("WEBVTT\n")
    assert is_captions("1\n00:00:01,000 --> 00:00:02,000\nHello\n")
    assert not is_captions("We went home --> and slept.\n")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1:02:03.5", 3723.5), ("02:03,250", 123.25), ("61:02.4", 3662.4), ("7.5", 7.5), ("12", 12.0)],
)
def test_times_in_many_ways(text: str, value: float) -> None:
    assert seconds(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "a", "1:2:3:4", "-1", "1:-2", "1.5:20", "nan", "inf", "²"])
def test_what_is_no_time(text: str) -> None:
    assert seconds(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann: hi", "Ann"),
        ("iPhone (2): hi", "iPhone (2)"),
        ("Ο Γιώργος: γεια", "Ο Γιώργος"),
        ("王小明: 你好", "王小明"),
        ("Dr. Ann-Marie O’Neil: hi", "Dr. Ann-Marie O’Neil"),
        ("12:30 was fine", None),
        ("I said that there are many things in life: one", None),
        ("https://example.org", None),
        ("Ann:", None),
    ],
)
def test_names_before_a_colon(text: str, name: str | None) -> None:
    found = named(text)
    assert (found and found[0]) == name
