"""From lines to turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.conversation import Conversation, Timing, TurnKind
from coach.times import Span, total
from coach.transcripts.assemble import UNNAMED, conversation_of
from coach.transcripts.cue import Cue


def talk(*cues: tuple[float, float | None, str, str | None]) -> Conversation:
    return conversation_of(
        [Cue(start, end, text, who) for start, end, who_text, who in cues for text in [who_text]], language="en"
    )


def lines(conversation: Conversation) -> list[tuple[float, float, str, str]]:
    return [(turn.start, turn.end, turn.speaker, turn.text) for turn in conversation.turns]


def test_lines_of_one_speaker_are_a_turn_whose_voice_is_the_lines() -> None:
    found = talk((0.0, 2.0, "I went home.", "Ann"), (2.5, 4.0, "Then I slept.", "Ann"), (4.0, 5.0, "Really?", "Ben"))
    assert lines(found) == [(0.0, 4.0, "S1", "I went home. Then I slept."), (4.0, 5.0, "S2", "Really?")]
    assert found.turns[0].voice == (Span(0.0, 2.0), Span(2.5, 4.0))
    assert found.timing is Timing.CAPTIONS
    assert found.turns[0].words == ()
    assert [s.label for s in found.speakers] == ["Ann", "Ben"]
    assert found.me is None


def test_after_a_long_silence_the_same_speaker_begins_anew() -> None:
    assert len(talk((0.0, 1.0, "Wait.", "Ann"), (4.1, 5.0, "So.", "Ann")).turns) == 2
    assert len(talk((0.0, 1.0, "Wait.", "Ann"), (4.0, 5.0, "So.", "Ann")).turns) == 1


def test_a_short_agreement_inside_a_story_is_a_backchannel() -> None:
    found = talk((0, 3, "And then she left", "Ann"), (3.1, 3.5, "Mm-hmm.", "Ben"), (3.6, 6, "without a word.", "Ann"))
    assert [turn.kind for turn in found.turns] == [TurnKind.TURN, TurnKind.BACKCHANNEL]
    assert lines(found)[0] == (0, 6, "S1", "And then she left without a word.")


def test_an_answer_is_no_backchannel() -> None:
    found = talk((0, 3, "Did she leave?", "Ann"), (3.1, 3.5, "Yes.", "Ben"), (3.6, 6, "Oh no, when was that?", "Ann"))
    assert [turn.kind for turn in found.turns] == [TurnKind.TURN] * 3


def test_a_last_word_is_no_backchannel() -> None:
    found = talk((0, 3, "So that is that.", "Ann"), (3.1, 3.5, "Yeah.", "Ben"))
    assert found.turns[1].kind is TurnKind.TURN
    found = talk((0, 3, "So that is that.", "Ann"), (3.1, 3.5, "Yeah.", "Ben"), (9.0, 9.5, "Next point.", "Ann"))
    assert found.turns[1].kind is TurnKind.TURN


def test_two_listeners_may_agree_in_a_row() -> None:
    found = talk(
        (0, 3, "She left", "Ann"), (3, 3.3, "Wow.", "Ben"), (3.3, 3.6, "Oh.", "Cy"), (3.7, 5, "and I stayed.", "Ann")
    )
    assert [turn.kind.value for turn in found.turns] == ["turn", "backchannel", "backchannel"]


def test_lines_without_a_name_are_one_unknown_speaker() -> None:
    found = talk((0, 1, "Hello there.", None), (2, 3, "Hi.", None))
    assert [s.label for s in found.speakers] == [UNNAMED]


def test_a_line_without_an_end_lasts_as_long_as_its_words_may_take() -> None:
    found = talk((10.0, None, "one two three four", "Ann"), (60.0, None, "five six", "Ben"), (60.5, None, "end", "Ann"))
    assert [(turn.start, turn.end) for turn in found.turns] == [(10.0, 12.0), (60.0, 60.5), (60.5, 61.0)]


def test_lines_of_one_moment_share_the_time_until_the_next() -> None:
    found = talk((0.0, None, "one two three", "Ann"), (0.0, None, "four five six", "Ben"), (1.0, None, "seven", "Ann"))
    assert [(turn.start, turn.end) for turn in found.turns[:2]] == [(0.0, 0.5), (0.5, 1.0)]


def test_a_line_that_ends_before_it_begins_keeps_its_words() -> None:
    found = talk((5.0, 5.0, "Hello there.", "Ann"), (8.0, 7.0, "Hi.", "Ben"))
    assert lines(found) == [(5.0, 6.0, "S1", "Hello there."), (8.0, 8.5, "S2", "Hi.")]


def test_overlapping_lines_are_kept_as_they_are() -> None:
    found = talk((0.0, 5.0, "A long story here.", "Ann"), (4.0, 6.0, "I see your point there.", "Ben"))
    assert [(turn.start, turn.end) for turn in found.turns] == [(0.0, 5.0), (4.0, 6.0)]


def test_no_lines_are_no_conversation() -> None:
    with pytest.raises(ValueError, match="without lines"):
        talk()


cues = st.builds(
    lambda start, length, text, who: Cue(start, None if length is None else start + length, text, who),
    st.floats(0, 5000),
    st.none() | st.floats(-1, 60),
    st.sampled_from(["Mm-hmm.", "Yes.", "And then we went home", "How was it?", "(laughs)"]),
    st.sampled_from(["Ann", "Ben", "Cy", None]),
)


@given(st.lists(cues, min_size=1, max_size=60))
def test_no_word_is_lost_and_every_turn_has_a_speaker(found: list[Cue]) -> None:
    conversation = conversation_of(found, language="en")
    said = sorted(word for turn in conversation.turns for word in turn.text.split())
    assert said == sorted(word for cue in found for word in cue.text.split())
    assert conversation.duration == max(turn.end for turn in conversation.turns)


@given(st.lists(st.tuples(st.sampled_from("AB"), st.floats(0.2, 20), st.floats(0, 5)), min_size=1, max_size=40))
def test_talk_time_is_the_time_of_the_lines(steps: list[tuple[str, float, float]]) -> None:
    at, made = 0.0, []
    for who, length, gap in steps:
        made.append(Cue(at, at + length, "And then we went home", who))
        at += length + gap
    conversation = conversation_of(made, language="en")
    for speaker in conversation.speakers:
        expected = sum(cue.end - cue.start for cue in made if cue.speaker == speaker.label and cue.end is not None)
        assert total(conversation.speech_of([speaker.id], backchannels=True)) == pytest.approx(expected)
