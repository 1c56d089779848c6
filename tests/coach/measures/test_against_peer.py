"""Where an independent library measures the same by the same definition, the numbers agree."""

import json

import pytest

from coach.conversation import Conversation, Speaker, Timing, Turn
from tests.coach.measures.made import taken
from tests.conftest import shared_data

pytestmark = pytest.mark.data


def conversation_of(segments):
    """Each segment (start, end, who, text) as a turn; the first to speak is me."""
    turns = tuple(Turn(start, end, who, text) for start, end, who, text in sorted(segments))
    names = dict.fromkeys(turn.speaker for turn in turns)
    people = tuple(Speaker(name, name, me=i == 0) for i, name in enumerate(names))
    return Conversation(people, turns, turns[-1].end, Timing.VOICES)


def seconds(text):
    minutes, rest = text.split(":")
    return 60 * int(minutes) + float(rest)


def lesson():
    rows = json.loads(shared_data("peers", "educonvokit", "amber_4246.json").read_text(encoding="utf-8"))
    return conversation_of(
        (seconds(row["start"]), seconds(row["stop"]), row["speaker"], row["dialogue"])
        for row in rows
        if seconds(row["stop"]) > seconds(row["start"])
    )


def call():
    lines = shared_data("real", "pyannote_sample.rttm").read_text(encoding="utf-8").splitlines()
    fields = [line.split() for line in lines]
    return conversation_of((float(f[3]), float(f[3]) + float(f[4]), f[7], "") for f in fields)


def expected(key):
    return json.loads(shared_data("peers", "expected_call_ai_metrics.json").read_text(encoding="utf-8"))[key]["report"]


@pytest.mark.parametrize(
    ("made", "key"), [(lesson, "educonvokit/amber_4246.json"), (call, "pyannote/sample.rttm::sample")]
)
def test_talk_time_share_and_silence_agree(made, key):
    talk, report = made(), expected(key)
    results, mine = taken(talk), report["speakers"][talk.me.label]
    assert results["talk_share"].numerator == pytest.approx(mine["talk_time_s"], abs=0.02)
    assert results["talk_share"].value == pytest.approx(mine["talk_share"], abs=1e-4)
    assert results["silence_share"].value == pytest.approx(report["overall"]["silence_share"], abs=1e-3)


def test_overlap_agrees_on_a_call():
    talk = call()
    overall = expected("pyannote/sample.rttm::sample")["overall"]
    assert taken(talk)["overlap_share"].value == pytest.approx(overall["overlap_share"], abs=1e-3)
