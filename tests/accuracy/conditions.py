"""What each noise, room and codec costs, recording by recording, beside the same talk as it was.

One line a recording, printed and never a floor: one short talk each is too little for that, but a cliff would show.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tests.accuracy.cases import Case, Group

SPOILT = (Group.NOISE, Group.FORMATS)
HEAD = f"{'recording':42}  {'talk share off':>14}  {'DER %':>6}  {'WER %':>6}"


@dataclass(frozen=True, slots=True)
class Condition:
    """One recording: points of talk share, diarization and word error in percent."""

    name: str
    talk_share: float
    der: float
    wer: float

    @property
    def line(self) -> str:
        """As it is printed."""
        return f"{self.name:42}  {self.talk_share:14.2f}  {self.der:6.2f}  {self.wer:6.2f}"


def conditions(pairs: Iterable[tuple[Case, dict[str, Any]]], score: ModuleType) -> list[Condition]:
    """Each spoilt recording, and the talks they were made of on one channel, sorted by name."""
    every = list(pairs)
    talks = {_talk(case) for case, _ in every if case.group in SPOILT}
    chosen = [
        (case, review)
        for case, review in every
        if case.group in SPOILT or (case.group is Group.ONE_CHANNEL and _talk(case) in talks)
    ]
    found = [_condition(case, review, score) for case, review in chosen]
    return sorted(found, key=lambda one: one.name)


def _talk(case: Case) -> str:
    return case.audio.name.partition(".")[0]


def _condition(case: Case, review: dict[str, Any], score: ModuleType) -> Condition:
    scored = score.score(json.loads(case.truth.read_text(encoding="utf-8")), review)
    return Condition(case.audio.name, scored["talk_ratio"]["error_pp"], 100 * scored["der"]["der"], 100 * scored["wer"])
