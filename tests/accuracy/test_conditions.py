"""The cost of each condition is that of its recording, beside the talk it was made of."""

import json
from pathlib import Path

import pytest

from tests.accuracy.cases import Case, Group
from tests.accuracy.conditions import conditions
from tests.accuracy.scorer import load
from tests.conftest import SHARED


@pytest.mark.data
def test_each_spoilt_recording_stands_beside_its_talk() -> None:
    score = load(SHARED / "scripted" / "score.py", "scripted_score")
    dev = SHARED / "scripted" / "dev"
    truth = dev / "d08_networking.truth.json"
    right = score.perfect(json.loads(truth.read_text(encoding="utf-8")))
    wrong = {**right, "turns": [{**turn, "text": "something else"} for turn in right["turns"]]}
    pairs = [
        (Case(Group.NOISE, dev / "d08_networking.reverb.opus", truth, 2), wrong),
        (Case(Group.ONE_CHANNEL, dev / "d08_networking.mono.flac", truth, 2), right),
        (Case(Group.ONE_CHANNEL, dev / "d09_handover.mono.flac", truth, 2), right),
        (Case(Group.REAL_TWO, Path("x.flac"), truth, 2), right),
    ]
    clean, spoilt = conditions(pairs, score)
    assert (clean.name, spoilt.name) == ("d08_networking.mono.flac", "d08_networking.reverb.opus")
    assert (clean.talk_share, clean.wer) == (pytest.approx(0.0, abs=0.01), 0.0)
    assert spoilt.wer > 90
    assert spoilt.name in spoilt.line
