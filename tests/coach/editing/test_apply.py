"""Edits change what they name and nothing else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.conversation import Conversation, Timing, Turn, TurnKind
from coach.editing.apply import applied, next_of_same
from coach.editing.edits import (
    ChooseMe,
    EditWords,
    MergeSpeakers,
    MergeTurns,
    ReassignTurn,
    RenameSpeaker,
    SplitTurn,
)
from coach.editing.turns import cut, joined, places, with_words
from coach.times import Span, total
from models.records import Word
from tests.coach.editing.talks import edits_of, talks
from tests.factories import conversation


def talk() -> Conversation:
    return conversation("A 0-4 How was the move?", "B 5-9 Hard to be honest. And you", "A 10-12 I see.")


def after(*edits):
    return applied(talk(), edits).conversation


def test_no_edit_changes_nothing() -> None:
    assert applied(talk(), ()).conversation == talk()


# -- words ------------------------------------------------------------------------------------------------------------


def test_words_that_stay_keep_their_times() -> None:
    old = talk().turns[0]
    new = after(EditWords(0, "How was the  big move?")).turns[0]
    assert new.text == "How was the big move?"
    assert [w.text for w in new.words] == ["How", "was", "the", "big", "move?"]
    assert new.words[:2] == old.words[:2]
    assert new.words[4] == old.words[3]


def test_words_put_in_share_the_time_of_the_word_before() -> None:
    new = with_words(talk().turns[0], "How was the old move?")
    the, old = new.words[2:4]
    assert (the.start, old.end) == (2.0, 3.0)
    assert the.end == old.start


def test_words_put_in_first_share_the_time_of_the_word_after() -> None:
    new = with_words(talk().turns[0], "So how was the move?")
    assert [w.text for w in new.words] == ["So", "how", "was", "the", "move?"]
    assert new.words[0].start == 0.0
    assert new.words[1].end == 1.0


def test_one_word_for_another_takes_its_time() -> None:
    new = with_words(talk().turns[0], "How was the movie?")
    assert new.words[3] == Word(3.0, 4.0, "movie?")


def test_a_comma_or_a_capital_more_is_the_same_word() -> None:
    new = with_words(talk().turns[0], "How, was the Move")
    assert [(w.start, w.end) for w in new.words] == [(w.start, w.end) for w in talk().turns[0].words]


def test_words_taken_out_take_their_time_with_them() -> None:
    new = with_words(talk().turns[0], "How move?")
    assert [(w.text, w.start, w.end) for w in new.words] == [("How", 0.0, 1.0), ("move?", 3.0, 4.0)]
    assert new.voice == talk().turns[0].voice


def test_a_transcript_without_word_times_stays_without() -> None:
    turn = Turn(0.0, 4.0, "A", "How was it?")
    assert with_words(turn, "How was the move?") == Turn(0.0, 4.0, "A", "How was the move?")


def test_a_turn_without_words_is_no_edit() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        EditWords(0, "  ")


@given(talks(), st.lists(st.sampled_from(["well", "so", "you", "felt", "alone?"]), min_size=1, max_size=8))
def test_edited_words_lie_in_the_turn_in_order(talk: Conversation, words: list[str]) -> None:
    turn = with_words(talk.turns[0], " ".join(words))
    assert [w.text for w in turn.words] == words
    assert [w.start for w in turn.words] == sorted(w.start for w in turn.words)
    assert all(turn.start - 1e-9 <= w.start <= w.end <= turn.end + 1e-9 for w in turn.words)


# -- turns ------------------------------------------------------------------------------------------------------------


def test_a_split_gives_each_part_its_words_and_its_voice() -> None:
    first, second = after(SplitTurn(1, 4)).turns[1:3]
    assert (first.text, second.text) == ("Hard to be honest.", "And you")
    assert [w.text for w in second.words] == ["And", "you"]
    assert first.end == second.start == first.words[-1].end
    assert first.voice == (Span(5.0, first.end),)


def test_a_split_falls_into_the_silence_between_the_words() -> None:
    words = (Word(0.0, 1.0, "Yes."), Word(3.0, 4.0, "No."))
    turn = Turn(0.0, 4.0, "A", "Yes. No.", TurnKind.TURN, words, (Span(0.0, 1.0), Span(2.9, 4.0)))
    first, second = cut(turn, 1)
    assert (first.end, second.start) == (1.0, 2.9)


def test_a_split_of_words_that_all_share_one_time_still_gives_two_turns() -> None:
    words = (Word(1.0, 1.0, "Yes."), Word(1.0, 1.0, "No."), Word(1.0, 1.0, "Yes."))
    turn = Turn(1.0, 4.0, "A", "Yes. No. Yes.", TurnKind.TURN, words, (Span(1.0, 4.0),))
    first, second = cut(turn, 2)
    assert (first.text, second.text) == ("Yes. No.", "Yes.")
    assert first.end == second.start == 3.0


def test_a_split_needs_a_word_on_both_sides() -> None:
    for word in (0, 4):
        with pytest.raises(ValueError, match="cannot be cut"):
            after(SplitTurn(0, word))


def test_the_second_part_stands_where_it_begins() -> None:
    heard = conversation("A 0-8 one two three four", "B~ 1-1.5 Mm-hm.")
    parts = applied(heard, [SplitTurn(0, 2)]).conversation.turns
    assert [(turn.speaker, turn.text) for turn in parts] == [("A", "one two"), ("B", "Mm-hm."), ("A", "three four")]


def test_a_merge_goes_over_a_backchannel() -> None:
    heard = conversation("A 0-4 one two", "B~ 3-3.5 Mm-hm.", "A 5-8 three four")
    merged = applied(heard, [MergeTurns(0)]).conversation.turns
    assert [turn.text for turn in merged] == ["one two three four", "Mm-hm."]
    assert merged[0].voice == (Span(0.0, 4.0), Span(5.0, 8.0))


def test_nobody_is_merged_over_what_somebody_else_said() -> None:
    assert next_of_same(talk(), 0) is None
    with pytest.raises(ValueError, match="nothing to be merged with"):
        after(MergeTurns(0))


def test_the_silence_between_merged_captions_is_no_talk() -> None:
    heard = conversation("A 0-4 one two", "A 6-8 three", timing=Timing.CAPTIONS)
    bare = [Turn(turn.start, turn.end, "A", turn.text) for turn in heard.turns]
    assert joined(*bare).speech == (Span(0.0, 4.0), Span(6.0, 8.0))


@given(talks(), st.data())
def test_splitting_then_merging_is_identity(talk: Conversation, data: st.DataObject) -> None:
    long = [i for i, turn in enumerate(talk.turns) if len(turn.text.split()) > 1]
    assume(long)
    index = data.draw(st.sampled_from(long))
    word = data.draw(st.integers(1, len(talk.turns[index].text.split()) - 1))
    split = applied(talk, [SplitTurn(index, word)]).conversation
    assert len(split.turns) == len(talk.turns) + 1
    assert applied(talk, [SplitTurn(index, word), MergeTurns(index)]).conversation == talk


# -- people -----------------------------------------------------------------------------------------------------------


def test_a_turn_goes_to_somebody_else() -> None:
    assert [turn.speaker for turn in after(ReassignTurn(1, "A")).turns] == ["A", "A", "A"]


def test_a_turn_goes_to_somebody_new() -> None:
    changed = after(ReassignTurn(1, "S9", "Kim"))
    assert changed.turns[1].speaker == "S9"
    assert [speaker.label for speaker in changed.speakers] == ["A", "B", "Kim"]


def test_a_new_person_needs_a_name() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        after(ReassignTurn(1, "S9"))


def test_a_name_holds_everywhere() -> None:
    changed = after(RenameSpeaker("B", " Daniel "))
    assert changed.speaker("B").label == "Daniel"
    assert changed.turns == talk().turns


def test_two_voices_become_one_person() -> None:
    changed = after(MergeSpeakers("A", "B"))
    assert [speaker.id for speaker in changed.speakers] == ["B"]
    assert changed.me is not None
    assert {turn.speaker for turn in changed.turns} == {"B"}


def test_this_is_me() -> None:
    me = after(ChooseMe("B")).me
    assert me is not None
    assert me.id == "B"
    assert after(ChooseMe(None)).me is None


@pytest.mark.parametrize(
    "edit",
    [
        EditWords(7, "x"),
        SplitTurn(-1, 1),
        MergeTurns(9),
        RenameSpeaker("Z", "x"),
        ChooseMe("Z"),
        MergeSpeakers("Z", "A"),
    ],
)
def test_what_is_not_there_cannot_be_edited(edit) -> None:
    with pytest.raises(ValueError):
        after(edit)


@given(talks(), st.text("abc é", min_size=1).filter(str.strip))
def test_renames_and_merges_keep_all_talk(talk: Conversation, label: str) -> None:
    people = [speaker.id for speaker in talk.speakers]
    edits = [RenameSpeaker(people[0], label), *(MergeSpeakers(gone, people[0]) for gone in people[1:])]
    after = applied(talk, edits).conversation
    assert [turn.text for turn in after.turns] == [turn.text for turn in talk.turns]
    assert after.speech_of(people[:1], backchannels=True) == talk.speech_of(people, backchannels=True)


@given(st.data())
def test_every_edit_leaves_a_whole_conversation_and_no_second_of_voice_is_lost(data: st.DataObject) -> None:
    talk = data.draw(talks())
    after = applied(talk, data.draw(edits_of(talk))).conversation
    assert total(span for turn in after.turns for span in turn.speech) == pytest.approx(
        total(span for turn in talk.turns for span in turn.speech)
    )
    for turn in after.turns:
        assert [place.text for place in places(turn)] == turn.text.split()
