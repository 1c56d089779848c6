"""Words to speakers on one channel."""

from coach.hearing.attribution import attributed
from coach.hearing.backchannels import backchannels_of
from models.records import SpeakerSpan, VoiceSpan, Word
from tests.coach.hearing.said import spread

ENGLISH = backchannels_of("en")


def owners(words: tuple[Word, ...], *speakers: SpeakerSpan) -> dict[str, int]:
    voice = [VoiceSpan(span.start, span.end) for span in speakers]
    return {
        word.text: who for who, found in attributed(words, voice, speakers, ENGLISH).items() for word in found.words
    }


def test_one_recognised_segment_belongs_to_two_people() -> None:
    words = spread(0, 4, "So how was it? Fine. We landed late.")
    found = owners(words, SpeakerSpan(0, 2, 0), SpeakerSpan(2, 4, 1))
    assert [found[word.text] for word in words] == [0, 0, 0, 0, 1, 1, 1, 1]


def test_backchannel_inside_a_sentence_keeps_its_speaker() -> None:
    words = (Word(0, 0.9, "the"), Word(1, 1.5, "yeah"), Word(1.6, 2.5, "market"))
    assert owners(words, SpeakerSpan(0, 0.95, 0), SpeakerSpan(0.98, 1.55, 1), SpeakerSpan(1.58, 2.6, 0))["yeah"] == 1


def test_word_misplaced_into_anothers_voice_stays_with_its_sentence() -> None:
    words = (Word(0, 0.9, "so"), Word(1, 1.5, "quiet"), Word(1.6, 2.5, "lately"))
    assert owners(words, SpeakerSpan(0, 0.95, 0), SpeakerSpan(0.98, 1.55, 1), SpeakerSpan(1.58, 2.6, 0))["quiet"] == 0


def test_speakers_change_inside_a_sentence_that_was_cut_off() -> None:
    words = spread(0, 4, "and I would never but you did not ask me")
    found = owners(words, SpeakerSpan(0, 1.6, 0), SpeakerSpan(1.6, 4, 1))
    assert [found[word.text] for word in words] == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]


def test_late_word_time_does_not_tear_a_sentence() -> None:
    words = (Word(0, 0.5, "how"), Word(0.5, 1.0, "was"), Word(1.0, 1.5, "it?"), Word(1.6, 2, "Fine."))
    assert owners(words, SpeakerSpan(0, 1.2, 0), SpeakerSpan(1.2, 2, 1)) == {"how": 0, "was": 0, "it?": 0, "Fine.": 1}


def test_word_in_overlap_goes_with_its_sentence() -> None:
    words = spread(0, 4, "I told him that nobody would come.")
    found = owners(words, SpeakerSpan(0, 4, 0), SpeakerSpan(2, 3, 1))
    assert set(found.values()) == {0}


def test_word_that_no_voice_covers_goes_to_the_nearest() -> None:
    words = (Word(0, 1, "here."), Word(2.0, 2.2, "Oh."), Word(2.5, 3.5, "there."))
    assert owners(words, SpeakerSpan(0, 1, 0), SpeakerSpan(2.4, 3.6, 1)) == {"here.": 0, "Oh.": 1, "there.": 1}


def test_without_speakers_everything_is_one_voice() -> None:
    found = attributed(spread(0, 2, "one two"), [VoiceSpan(0, 2)], (), ENGLISH)
    assert list(found) == [0]
    assert len(found[0].words) == 2


def test_speech_is_where_a_speaker_was_told_apart() -> None:
    found = attributed((), [VoiceSpan(0.5, 2)], [SpeakerSpan(0, 3, 0)], ENGLISH)
    assert [(span.start, span.end) for span in found[0].spans] == [(0, 3)]


def test_sentence_of_backchannel_words_inside_anothers_talk_is_the_listeners() -> None:
    words = (*spread(0, 2, "We landed late."), *spread(2.1, 2.6, "Oh, no."), *spread(2.8, 5, "And it rained."))
    found = attributed(words, [VoiceSpan(0, 5)], [SpeakerSpan(0, 5, 0), SpeakerSpan(6, 9, 1)], ENGLISH)
    assert [word.text for word in found[1].words] == ["Oh,", "no."]
    assert [(span.start, span.end) for span in found[1].spans] == [(2.1, 2.6), (6, 9)]


def test_ones_own_right_stays_ones_own() -> None:
    for text in ("Right?", "right", "Right now."):
        words = (*spread(0, 2, "We landed late."), *spread(2.1, 2.6, text), *spread(2.8, 5, "And it rained."))
        found = attributed(words, [VoiceSpan(0, 5)], [SpeakerSpan(0, 5, 0), SpeakerSpan(6, 9, 1)], ENGLISH)
        assert found[1].words == ()


def test_yeah_that_opens_or_ends_a_turn_stays_the_talkers() -> None:
    opens = (*spread(0, 1, "Yeah."), *spread(1.2, 3, "It rained."))
    ends = (*spread(0, 2, "It rained."), *spread(2.2, 3, "Yeah."))
    for words in (opens, ends):
        found = attributed(words, [VoiceSpan(0, 3)], [SpeakerSpan(0, 3, 0), SpeakerSpan(6, 9, 1)], ENGLISH)
        assert found[1].words == ()


def test_among_three_voices_nobody_is_guessed_to_have_listened() -> None:
    words = (*spread(0, 2, "We landed late."), *spread(2.1, 2.6, "Oh, no."), *spread(2.8, 5, "And it rained."))
    speakers = [SpeakerSpan(0, 5, 0), SpeakerSpan(6, 9, 1), SpeakerSpan(10, 12, 2)]
    assert len(attributed(words, [VoiceSpan(0, 12)], speakers, ENGLISH)[0].words) == 8
