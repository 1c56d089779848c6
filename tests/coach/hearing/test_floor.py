"""Turns, backchannels and attempts on hand-worked talks."""

from dataclasses import replace

import pytest

from coach.conversation import Timing, TurnKind
from coach.hearing.assemble import HUM, UNHEARD, assemble
from tests.coach.hearing.said import heard


def told(*lines: str) -> list[str]:
    """Each turn as ``"S1 turn text"``; a tilde for a backchannel, a question mark for an attempt."""
    marks = {TurnKind.TURN: "", TurnKind.BACKCHANNEL: "~", TurnKind.ATTEMPT: "?"}
    return [f"{turn.speaker}{marks[turn.kind]} {turn.text}" for turn in assemble(heard(*lines)).turns]


STORY = "B 0-6 Then we took the tram up the hill and"
REST = "the tram stopped halfway."


def test_backchannel_neither_ends_nor_begins_a_turn() -> None:
    assert told(STORY, "A 6.1-6.5 Mm-hmm.", f"B 6.6-9 {REST}") == [
        f"S2 Then we took the tram up the hill and {REST}",
        "S1~ Mm-hmm.",
    ]


def test_backchannel_may_lie_wholly_inside_the_others_voice() -> None:
    assert told(STORY, "A 3-3.4 Yeah.")[1] == "S1~ Yeah."


def with_doubt(word: str, lines: tuple[str, ...], timing: Timing = Timing.CHANNELS) -> list[TurnKind]:
    """What each turn is in a talk whose recogniser hardly believes that word."""
    talk = heard(*lines, timing=timing)
    words = tuple(tuple(replace(w, probability=0.4) if w.text == word else w for w in own) for own in talk.words)
    return [turn.kind for turn in assemble(replace(talk, words=words)).turns if turn.text == word]


def test_lone_word_hardly_believed_beside_talk_is_a_backchannel() -> None:
    beside = (STORY, "A 6.1-6.7 Well,", f"B 6.8-9 {REST}")
    assert with_doubt("Well,", beside) == [TurnKind.BACKCHANNEL]
    assert with_doubt("Well,", beside, Timing.VOICES) == [TurnKind.TURN]
    assert with_doubt("Wait", (STORY, "A 6.1-6.7 Well,", f"B 6.8-9 {REST}")) == []
    assert "S1 Well," in told(*beside)
    assert with_doubt("Well,", (STORY, "A 6.1-6.7 Well,")) == [TurnKind.TURN]


def test_long_yeah_is_a_turn() -> None:
    lines = [STORY, "B 8-9 anyway", "B 9.1-12 it stopped halfway."]
    assert "S1~ Yeah." in told(*lines, "A 6.3-7.5 Yeah.")
    assert "S1 Yeah." in told(*lines, "A 6.3-7.55 Yeah.")


def test_yeah_that_nobody_talks_on_after_is_a_turn() -> None:
    assert "S1~ Yeah." in told(STORY, "A 6.1-6.5 Yeah.", "B 8-9 anyway")
    assert "S1 Yeah." in told(STORY, "A 6.1-6.5 Yeah.", "B 8.05-9 anyway")


def test_yeah_long_after_the_others_talk_is_a_turn() -> None:
    assert "S1~ Yeah." in told(STORY, "A 8-8.4 Yeah.", "B 9-10 anyway")
    assert "S1 Yeah." in told(STORY, "A 8.05-8.4 Yeah.", "B 9-10 anyway")


def test_yeah_that_begins_ones_own_turn_is_no_backchannel() -> None:
    assert told(STORY, "A 6.3-6.6 Yeah.", "A 6.9-9 That is how it goes.", "B 7-7.5 Mm.")[1] == (
        "S1 Yeah. That is how it goes."
    )


def test_yes_to_a_question_is_an_answer() -> None:
    assert told("A 0-3 Are you coming on Friday?", "B 3.4-3.8 Yes.", "A 4.2-6 Good, then I'll book.")[1] == "S2 Yes."


def test_backchannel_to_a_short_exclamation_of_the_other() -> None:
    lines = ["A 0-3 You did that on your own.", "B 3.3-3.8 Exactly!", "A 3.9-4.3 Yeah.", "B 4.4-7 And nobody saw it."]
    assert told(*lines) == ["S1 You did that on your own.", "S2 Exactly! And nobody saw it.", "S1~ Yeah."]


def test_row_of_agreements_too_long_for_a_backchannel_is_a_turn() -> None:
    lines = ["A 0-3 So it wears you down.", "B 2.9-3.5 Yes!", "B 3.9-5 Exactly that.", "A 5.5-8 And you keep going."]
    assert told(*lines)[1] == "S2 Yes! Exactly that."


def test_short_sound_without_words_beside_the_others_talk_is_a_backchannel() -> None:
    assert told(STORY, "A 3-3.5 ", f"B 6.4-9 {REST}")[1] == f"S1~ {HUM}"


def test_sound_without_words_that_nobody_talks_beside_is_nothing() -> None:
    assert told(STORY, "A 20-20.5 ") == [STORY.replace("B 0-6", "S2")]


def test_long_voice_without_words_is_still_a_turn() -> None:
    assert told(STORY, "A 20-22 ")[1] == "S1 "
    assert len(told(STORY, "A 20-21.9 ")) == 1


def test_attempt_does_not_get_the_floor() -> None:
    assert told(STORY, "A 3-4 But the", f"B 6.3-9 {REST}") == [
        f"S2 Then we took the tram up the hill and {REST}",
        "S1? But the",
    ]


def test_who_goes_on_alone_has_taken_the_floor() -> None:
    assert told(STORY, "A 5.2-9 But the tram never stops there.")[1] == "S1 But the tram never stops there."


def test_other_must_go_on_after_an_attempt() -> None:
    assert told("B 0-6 one two three", "A 5-5.7 But the")[1] == "S1? But the"
    assert told("B 0-6 one two three", "A 5-5.75 But the")[1] == "S1 But the"


def test_long_talk_against_the_other_is_a_turn() -> None:
    assert told("B 0-9 one two three", "A 4-7 I would never do a thing like that")[1].startswith("S1? ")
    assert told("B 0-9 one two three", "A 4-7.1 I would never do a thing like that")[1].startswith("S1 ")


def test_who_yields_a_joint_start_made_an_attempt() -> None:
    assert told("A 0-5 So I take August", "B 0.2-0.9 And the")[1] == "S2? And the"
    assert told("B 0-0.9 And the", "A 0.35-5 So I take August")[0] == "S2? And the"
    assert told("B 0-0.9 And the", "A 0.4-5 So I take August")[0] == "S2 And the"


def test_word_in_a_pause_that_the_other_ends_is_a_turn() -> None:
    assert told("B 0-4 We landed in", "A 4.1-4.6 Lisbon?", "B 4.75-8 In Lisbon at midnight.") == [
        "S2 We landed in",
        "S1 Lisbon?",
        "S2 In Lisbon at midnight.",
    ]


def test_pause_between_sentences_does_not_hand_over_the_floor() -> None:
    assert told("B 0-4 It rained.", "A 3-4.9 But the forecast", "B 4.6-9 We stayed in.")[0] == (
        "S2 It rained. We stayed in."
    )


def test_cut_off_speaker_finishes_inside_the_others_turn() -> None:
    lines = [
        "B 0-5 I live far away and",
        "A 4.6-9 But I offered to pay!",
        "B 5.3-5.6 so far",
        "B 9.5-11 I know you did.",
    ]
    talk = assemble(heard(*lines))
    assert [(turn.speaker, turn.text) for turn in talk.turns] == [
        ("S2", "I live far away and so far"),
        ("S1", "But I offered to pay!"),
        ("S2", "I know you did."),
    ]
    assert talk.turns[0].end == 5.6


def test_turns_of_one_speaker_join_until_a_lapse() -> None:
    assert told("A 0-2 Well.", "A 4.9-6 Anyway.") == ["S1 Well. Anyway."]
    assert told("A 0-2 Well.", "A 5-6 Anyway.") == ["S1 Well.", "S1 Anyway."]


def test_three_people_take_turns() -> None:
    assert told("A 0-2 Who goes?", "B 2.2-4 Not me again.", "C 3.8-6 Then I will.") == [
        "S1 Who goes?",
        "S2 Not me again.",
        "S3 Then I will.",
    ]


@pytest.mark.parametrize("timing", list({Timing.CHANNELS, Timing.VOICES}))
def test_voice_of_a_turn_holds_its_units(timing: Timing) -> None:
    (turn,) = assemble(heard("A 0-2 Well.", "A 2.3-4 I think so.", timing=timing)).turns
    assert [(span.start, span.end) for span in turn.voice] == [(0, 2), (2.3, 4)]


def kinds(*lines: str, timing: Timing) -> list[tuple[TurnKind, str]]:
    return [(turn.kind, turn.text) for turn in assemble(heard(*lines, timing=timing)).turns if not turn.words]


def test_voice_without_words_through_anothers_talk_is_kept_on_a_shared_track() -> None:
    talk = ("A 0-6 Then we took the tram up the hill.", "B 2-2.8")
    assert kinds(*talk, timing=Timing.VOICES) == [(TurnKind.ATTEMPT, UNHEARD)]
    assert kinds(*talk, timing=Timing.CHANNELS) == [(TurnKind.BACKCHANNEL, HUM)]


def test_voice_without_words_in_silence_is_a_noise() -> None:
    assert kinds("A 0-6 Then we took the tram.", "B 8-8.8", timing=Timing.VOICES) == []
