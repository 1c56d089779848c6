"""What is known of voices finds them again in another hearing."""

from dataclasses import replace

from coach.conversation import Conversation, Timing
from coach.editing.carry import carried_over, same_voices
from tests.factories import conversation


def heard(*lines: str, names: dict[str, str] | None = None, me: str | None = None) -> Conversation:
    """One channel for all; speakers are called by number unless ``names`` says otherwise."""
    talk = conversation(*lines, me=None, timing=Timing.VOICES)
    for number, speaker in enumerate(talk.speakers, 1):
        talk = talk.renamed(speaker.id, (names or {}).get(speaker.id, f"Speaker {number}"))
    return talk.with_me(me)


def labels(talk: Conversation) -> dict[str, str]:
    return {speaker.id: speaker.label for speaker in talk.speakers}


def test_voices_are_the_same_where_they_speak_at_the_same_times() -> None:
    old = heard("A 0-10 x", "B 10-16 x")
    assert same_voices(old, heard("Q 0-9.5 x", "P 10.2-16 x")) == {"A": "Q", "B": "P"}


def test_names_and_me_follow_their_voices_whatever_these_are_called() -> None:
    old = heard("A 0-10 x", "B 10-16 x", names={"A": "Zoë", "B": "Daniel"}, me="B")
    carried = carried_over(old, heard("B 0-9.5 x", "A 10.2-16 x"))
    assert labels(carried.conversation) == {"B": "Zoë", "A": "Daniel"}
    assert carried.conversation.me is not None
    assert carried.conversation.me.id == "A"
    assert carried.lost == ()
    assert not carried.is_me_lost


def test_a_voice_told_apart_in_two_goes_on_in_the_larger() -> None:
    old = heard("A 0-10 x", "B 10-20 x", names={"A": "Zoë"})
    carried = carried_over(old, heard("A 0-4 x", "C 4-10 x", "B 10-20 x"))
    assert carried.voices == {"A": "C", "B": "B"}
    assert labels(carried.conversation)["C"] == "Zoë"


def test_of_two_voices_that_became_one_the_smaller_is_lost_and_said() -> None:
    old = heard("A 0-6 x", "B 6-10 x", "C 10-20 x", names={"A": "Zoë", "B": "Daniel", "C": "Nora"}, me="B")
    carried = carried_over(old, heard("A 0-10 x", "B 10-20 x"))
    assert labels(carried.conversation) == {"A": "Zoë", "B": "Nora"}
    assert carried.lost == ("Daniel",)
    assert carried.is_me_lost
    assert carried.conversation.me is None


def test_voices_that_share_less_than_half_are_not_the_same() -> None:
    old = heard("A 0-10 x", names={"A": "Zoë"})
    assert same_voices(old, heard("A 6-16 x")) == {}  # 4 of 10 seconds
    assert same_voices(old, heard("A 5-15 x")) == {"A": "A"}  # 5 of 10
    assert carried_over(old, heard("A 6-16 x")).lost == ("Zoë",)


def test_a_channel_says_who_it_is_even_where_nobody_spoke() -> None:
    old = conversation("A 0-10 x", me="B").renamed("B", "Zoë")
    new = conversation("P 0-10 x", "Q 11-12 x", me=None).renamed("P", "Speaker 1").renamed("Q", "Speaker 2")
    carried = carried_over(old, new)
    assert labels(carried.conversation) == {"P": "A", "Q": "Zoë"}
    assert carried.conversation.speaker("Q").me


def test_a_number_is_no_name_to_carry() -> None:
    old = heard("A 0-10 x", "B 10-20 x")  # Speaker 1 and 2
    new = heard("B 0-10 x", "A 10-20 x")
    assert labels(carried_over(old, new).conversation) == labels(new)


def test_what_a_person_said_of_themselves_outweighs_what_the_voice_says_now() -> None:
    old = heard("A 0-10 x", "B 10-20 x", me="A")
    new = heard("A 0-10 x", "B 10-20 x")
    told = replace(new, speakers=(new.speakers[0], replace(new.speakers[1], me=True, me_confidence=0.9)))
    assert carried_over(old, told).conversation.me == new.with_me("A").me
    by_voice = replace(old, speakers=(replace(old.speakers[0], me_confidence=0.8), old.speakers[1]))
    assert carried_over(by_voice, told).conversation.me == told.me
    kept = carried_over(by_voice, new).conversation.me
    assert kept is not None
    assert (kept.id, kept.me_confidence) == ("A", 0.8)


def test_voices_that_nobody_hears_again_are_lost() -> None:
    carried = carried_over(heard("A 0-10 x", names={"A": "Zoë"}, me="A"), heard("B 50-60 x"))
    assert (carried.voices, carried.lost, carried.is_me_lost) == ({}, ("Zoë",), True)
