"""Words heard on both channels."""

from coach.hearing.bleed import without_bleed
from models.records import VoiceSpan, Word
from tests.coach.hearing.said import spread


def texts(*tracks: tuple[Word, ...], voice: tuple[tuple[VoiceSpan, ...], ...]) -> list[str]:
    return [" ".join(word.text for word in own) for own in without_bleed(tracks, voice)]


def test_same_word_on_both_channels_is_heard_once() -> None:
    ours, leaked = (Word(1, 1.4, "tram"),), (Word(1.3, 1.7, "tram."),)
    assert texts(ours, leaked, voice=((VoiceSpan(1, 1.4),), ())) == ["tram", ""]


def test_same_word_later_is_another_word() -> None:
    assert texts((Word(1, 1.4, "tram"),), (Word(1.31, 1.7, "tram"),), voice=((VoiceSpan(1, 1.4),), ())) == [
        "tram",
        "tram",
    ]


def test_two_people_may_say_one_word_together() -> None:
    word = (Word(1, 1.4, "yeah"),)
    assert texts(word, word, voice=((VoiceSpan(1, 1.4),), (VoiceSpan(1.1, 1.4),))) == ["yeah", "yeah"]


def test_sentence_on_both_channels_stays_where_there_is_more_voice() -> None:
    said = spread(0, 3, "we took the tram")
    assert texts(said, said, voice=((VoiceSpan(0, 3),), (VoiceSpan(0.1, 2.9),))) == ["we took the tram", ""]


def test_sentence_with_voice_on_both_stays_where_it_was_clearer() -> None:
    clear = spread(0, 3, "we took the tram")
    dull = tuple(Word(word.start, word.end, word.text, 0.5) for word in clear)
    assert texts(dull, clear, voice=((VoiceSpan(0, 3),), (VoiceSpan(0, 3),))) == ["", "we took the tram"]


def test_silent_tracks_stay_silent() -> None:
    assert without_bleed(((), ()), ((), ())) == ((), ())
