"""The review as JSON keeps its public contract."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.contexts.load import context
from coach.conversation import Conversation, Timing
from coach.exports.review_json import review_json
from coach.hearing.heard import Engines, Source
from coach.review import Review, review
from tests.coach.exports.contract import check
from tests.coach.library.sessions import a_review
from tests.factories import conversation


def of(talk: Conversation, name: str = "call.m4a") -> Review:
    source = Source(name, talk.duration, 2, "ab" * 32)
    engines = Engines("faster-whisper 1.2.1 base int8", "silero 6", "hybrid", "rules")
    return review(talk, context=context("discovery-call"), source=source, engines=engines)


def read(reviewed: Review) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(review_json(reviewed))
    check(found)
    return found


def test_a_whole_review_keeps_the_contract() -> None:
    found = read(a_review(60))
    assert len(found["turns"]) == 60
    assert found["turns"][0]["words"][0] == {"start": 0.0, "end": 0.8, "text": "So", "probability": 1.0}
    assert found["turns"][0]["voice"] == [[0.0, 8.0]]
    assert {event["type"] for event in found["events"]} & {"question_open", "reflection_simple", "reflection_complex"}
    assert found["metrics"]["talk_ratio"] == pytest.approx(0.5)
    talk_share = next(m for m in found["measures"] if m["name"] == "talk_share")
    assert talk_share["value"] == found["metrics"]["talk_ratio"]
    assert talk_share["band"] == "good"
    assert talk_share["target_source"]
    assert found["passages"][talk_share["passages"][0]]["quote"]


def test_evidence_and_moments_point_at_what_they_mean() -> None:
    reviewed = a_review(60)
    found = read(reviewed)
    by_name = {m["name"]: m for m in found["measures"]}
    for result in reviewed.results:
        quotes = [found["events"][place]["quote"] for place in by_name[result.name]["evidence"]]
        quotes += [found["passages"][place]["quote"] for place in by_name[result.name]["passages"]]
        assert sorted(quotes) == sorted(item.quote for item in result.evidence)
    card = found["scorecard"]
    shown = [found["events"][place]["quote"] for place in card["moments"]]
    shown += [found["passages"][place]["quote"] for place in card["passages"]]
    assert sorted(shown) == sorted(item.quote for item in reviewed.scorecard.moments)


def test_the_talk_ratio_is_there_also_where_there_is_too_little_talk() -> None:
    found = read(of(conversation("A 0-3 How was it?", "B 3-4 Fine.")))
    assert found["metrics"] == {"talk_ratio": 0.75}
    assert next(m for m in found["measures"] if m["name"] == "talk_share")["status"] == "not enough"


def test_there_is_no_talk_ratio_while_nobody_is_me() -> None:
    found = read(of(conversation("A 0-3 How was it?", "B 3-4 Fine.", me=None)))
    assert found["metrics"] == {}
    assert all(m["value"] is None for m in found["measures"])
    assert found["scorecard"]["band"] is None


def test_a_recording_without_speech_gives_a_complete_object() -> None:
    silent = Conversation((), (), 10.0, Timing.VOICES)
    found = read(of(silent))
    assert found["turns"] == found["events"] == found["passages"] == []
    assert found["metrics"] == {}


def test_the_same_review_gives_the_same_bytes() -> None:
    assert review_json(a_review(40)) == review_json(a_review(40))


def test_names_in_any_script_and_half_letters_are_valid_json() -> None:
    found = read(of(conversation("A 0-3 مرحبا 你好 🎧?", "B 3-4 Fine."), name="محادثة 会話 🎧\udcff.wav"))
    assert found["source"]["name"] == "محادثة 会話 🎧\udcff.wav"
    assert found["turns"][0]["text"] == "مرحبا 你好 🎧?"


def test_times_in_milliseconds_keep_their_order() -> None:
    talk = conversation("A 0.00049-1.00051 One two three.", "B 1.00052-2.5 Four.")
    found = read(of(talk))
    assert [(t["start"], t["end"]) for t in found["turns"]] == [(0.0, 1.001), (1.001, 2.5)]


def test_a_moment_that_is_only_in_the_scorecard_is_a_passage() -> None:
    reviewed = a_review(60)
    stranger = replace(reviewed.moments[0], quote="as it was corrected")
    found = read(replace(reviewed, scorecard=replace(reviewed.scorecard, moments=(stranger,))))
    card = found["scorecard"]
    assert card["moments"] == []
    assert [found["passages"][place]["quote"] for place in card["passages"]] == ["as it was corrected"]


_SAY = st.sampled_from(
    ["Yes.", "So you felt alone?", "I should say you must try that.", "Mm-hm.", "What happened then?"]
)
_TURN = st.tuples(st.sampled_from("ABC"), st.integers(0, 600), st.integers(1, 400), _SAY)


@settings(max_examples=40, deadline=None)
@given(st.lists(_TURN, max_size=12), st.sampled_from(["A", "B", None]), st.sampled_from(list(Timing)))
def test_any_conversation_keeps_the_contract(
    turns: list[tuple[str, int, int, str]], me: str | None, timing: Timing
) -> None:
    lines = [f"{who} {start / 10}-{(start + length) / 10} {text}" for who, start, length, text in turns]
    read(of(conversation(*lines, me=me, timing=timing)))
