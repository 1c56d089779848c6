"""Invented closing words go, said ones stay."""

from models.phantoms import without_phantoms
from models.records import VoiceSpan, Word

VOICE = (VoiceSpan(0.0, 1.0), VoiceSpan(3.0, 5.0))


def texts(*words: Word) -> list[str]:
    return [word.text for word in without_phantoms(words, VOICE)]


def test_thanks_for_nothing_go() -> None:
    assert texts(Word(0.1, 0.4, "Thank", 0.2), Word(0.4, 0.6, "you.", 0.6), Word(3.1, 3.4, "So,", 0.9)) == ["So,"]


def test_thanks_that_are_believed_stay() -> None:
    assert texts(Word(0.1, 0.4, "Thank", 0.8), Word(0.4, 0.6, "you.", 0.9)) == ["Thank", "you."]


def test_thanks_among_other_words_stay() -> None:
    words = (Word(3.0, 3.4, "No,", 0.3), Word(3.4, 3.6, "thank", 0.3), Word(3.6, 3.9, "you.", 0.3))
    assert texts(*words) == ["No,", "thank", "you."]


def test_a_doubtful_backchannel_stays() -> None:
    assert texts(Word(0.1, 0.6, "Mm-hmm.", 0.2)) == ["Mm-hmm."]


def test_what_nothing_in_a_stretch_of_voice_is_believed_of_goes() -> None:
    assert texts(Word(0.1, 0.4, "Yeah.", 0.01), Word(3.1, 3.4, "So", 0.1), Word(3.4, 3.6, "then", 0.8)) == [
        "So",
        "then",
    ]


def test_a_knock_is_no_backchannel() -> None:
    knock = (VoiceSpan(0.0, 0.16),)
    assert without_phantoms((Word(0.0, 0.16, "Mm-hmm.", 0.22),), knock) == ()
    assert len(without_phantoms((Word(0.0, 0.16, "Mm.", 0.5),), knock)) == 1


def test_laughter_written_as_one_sound_over_and_over_goes() -> None:
    assert texts(Word(0.0, 1.0, "T-T-T-T-T-T-", 0.9), Word(3.0, 3.4, "I-I", 0.9)) == ["I-I"]
    laugh = [Word(at, at + 0.1, "fuh,", belief) for at, belief in ((0.1, 0.08), (0.3, 0.8), (0.5, 0.97), (0.7, 0.97))]
    assert texts(*laugh) == []


def test_what_people_say_over_and_over_stays() -> None:
    said = [Word(at, at + 0.1, "no,", belief) for at, belief in ((0.1, 0.7), (0.3, 0.8), (0.5, 0.97), (0.7, 0.97))]
    assert texts(*said) == ["no,"] * 4


def test_an_endless_word_that_is_hardly_believed_goes() -> None:
    long = (VoiceSpan(0.0, 9.0),)
    assert without_phantoms((Word(0.0, 5.9, "Mm-hmm.", 0.1),), long) == ()
    assert len(without_phantoms((Word(0.0, 5.9, "Goal!", 0.9),), long)) == 1


def test_no_words_stay_no_words() -> None:
    assert texts() == []


def heard_in_turn(*said: str) -> list[str]:
    """What is left of words that each have a stretch of voice to themselves."""
    voice = [VoiceSpan(2.0 * place, 2.0 * place + 0.6) for place in range(len(said))]
    words = [Word(span.start, span.end, text, 0.9) for span, text in zip(voice, said, strict=True)]
    return [word.text for word in without_phantoms(words, voice)]


def test_knocks_that_are_called_uh_again_and_again_go() -> None:
    assert heard_in_turn("uh", "uh,", "um", "uh...") == []
    assert heard_in_turn("So", "uh", "uh", "uh", "well") == ["So", "well"]


def test_somebody_who_looks_for_words_stays() -> None:
    assert heard_in_turn("uh", "well", "uh", "um", "yes") == ["uh", "well", "uh", "um", "yes"]
    assert heard_in_turn("Mm-hmm.", "Mm-hmm.", "Mm-hmm.", "Mm-hmm.") == ["Mm-hmm."] * 4
