"""Finding the person's own voice among those that were heard."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from coach.conversation import Timing
from coach.hearing.assemble import assemble
from coach.hearing.heard import Heard, Recognised
from coach.hearing.own_voice import recognised
from coach.profile import Profile
from models.records import VoicePrint, VoiceSpan
from tests.coach.hearing.said import heard

ME, OTHER = VoicePrint((1.0, 0.0), 30.0), VoicePrint((0.0, 1.0), 30.0)
PROFILE = Profile(ME, "pretend", date(2026, 11, 24))
LINES = ("A 0-9 How was the move?", "B 8-20 Hard, to be honest.", "A 20.5-30 What was hardest?")


class PretendTeller:
    """Knows a voice by when it first speaks alone; keeps what it was asked to listen to."""

    print_name = "pretend"

    def __init__(self, mine: float) -> None:
        self._mine = mine
        self.asked: list[tuple[object, tuple[VoiceSpan, ...]]] = []

    def print_of(self, samples: object, clear: Sequence[VoiceSpan]) -> VoicePrint | None:
        self.asked.append((samples, tuple(clear)))
        if not clear:
            return None
        return ME if clear[0].start == self._mine else OTHER


def tracks() -> SimpleNamespace:
    """A recording with two channels, each the samples of which are named for its mix."""
    return SimpleNamespace(
        layout=SimpleNamespace(mixes=((1.0, 0.0), (0.0, 1.0))), recording=SimpleNamespace(mono=lambda mix: mix)
    )


def found_in(talk: Heard, teller: PretendTeller, profile: Profile = PROFILE) -> Recognised | None:
    return recognised(profile, talk, tracks(), teller)  # type: ignore[arg-type]


@pytest.mark.parametrize("timing", [Timing.CHANNELS, Timing.VOICES])
@pytest.mark.parametrize(("starts", "wanted"), [(0.0, 0), (9.0, 1)])
def test_my_voice_is_found_and_marked(timing: Timing, starts: float, wanted: int) -> None:
    talk = heard(*LINES, timing=timing)
    found = found_in(talk, PretendTeller(starts))
    assert found is not None
    assert found.voice == wanted
    me = assemble(replace(talk, me=found)).me
    assert me is not None
    assert me.id == f"S{wanted + 1}"
    assert me.me_confidence == found.sureness


def test_only_what_one_person_says_alone_is_listened_to() -> None:
    teller = PretendTeller(0.0)
    found_in(heard(*LINES), teller)
    assert teller.asked == [
        ((1.0, 0.0), (VoiceSpan(0, 8), VoiceSpan(20.5, 30))),
        ((0.0, 1.0), (VoiceSpan(9, 20),)),
    ]


def test_a_profile_of_another_engine_recognises_nobody() -> None:
    teller = PretendTeller(0.0)
    assert found_in(heard(*LINES), teller, replace(PROFILE, engine="another")) is None
    assert teller.asked == []


def test_where_nobody_is_surely_me_nobody_is_marked() -> None:
    assert found_in(heard(*LINES), PretendTeller(99.0)) is None
    talk = assemble(heard(*LINES))
    assert talk.me is None


def test_what_a_person_says_wins_over_the_profile() -> None:
    talk = replace(heard(*LINES), me=Recognised(0, 0.97))
    chosen = assemble(talk, me="S2").me
    assert chosen is not None
    assert (chosen.id, chosen.me_confidence) == ("S2", None)
    again = assemble(talk).with_me("S1").me
    assert again is not None
    assert again.me_confidence is None


def test_a_voice_that_says_nothing_after_all_is_nobody() -> None:
    assert assemble(replace(heard(*LINES, timing=Timing.VOICES), me=Recognised(7, 0.97))).me is None
