"""One plan at a time: in which situation a person will do what, and the number that it may move."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from coach.measures.registry import measure
from coach.progress.series import Point

LONGEST = 200
"""Characters of each part: a plan that is longer is no plan to remember."""

_LEAD = re.compile(r"^(?:when(?:ever)?|if)\b[\s,]*", re.IGNORECASE)
_THEN = re.compile(r"^(?:then\s+)?(?:i\s+will|i['’]ll|i\s+shall|then)\b[\s,]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """An if–then plan: "When ``situation``, I will ``action``.", held beside the trend of ``measure``.

    ``context`` is the kind of conversation that it is for, empty for all; ``made`` has a time zone. Deliberate practice
    takes one narrow thing at a time, tied to a situation (domain.md, section 10).
    """

    situation: str
    action: str
    measure: str
    context: str
    made: datetime

    def __post_init__(self) -> None:
        for part in (self.situation, self.action):
            if not part or len(part) > LONGEST or part != tidy(part):
                raise ValueError(f"a part of a plan is a clause of at most {LONGEST} characters, got {part!r}")
        if self.made.tzinfo is None:
            raise ValueError("the time of a plan needs a time zone")
        measure(self.measure)


@dataclass(frozen=True, slots=True)
class Since:
    """The sessions before and after a plan was made, and the medians of its measure in them, None where there is none.

    Nothing is claimed from the two medians: the trend says what is clear.
    """

    before: int
    after: int
    middle_before: float | None
    middle_after: float | None


def tidy(text: str) -> str:
    """A clause as it is kept: one line, single spaces, no stop or comma at its end."""
    return " ".join(text.split()).rstrip(" .!,;")


def situation(text: str) -> str:
    """What a person wrote after "When", without a "when" or "if" of their own."""
    return tidy(_LEAD.sub("", tidy(text)))


def action(text: str) -> str:
    """What a person wrote after "I will", without an "I will" of their own."""
    return tidy(_THEN.sub("", tidy(text)))


def sentence(plan: Plan) -> str:
    """The plan as it is read."""
    return f"When {plan.situation}, I will {plan.action}."


def since(plan: Plan, points: Sequence[Point]) -> Since:
    """How the plan's measure stood before and after it was made."""
    before = [point.value for point in points if point.made < plan.made]
    after = [point.value for point in points if point.made >= plan.made]
    return Since(len(before), len(after), median(before) if before else None, median(after) if after else None)


def example(name: str) -> tuple[str, str]:
    """A situation and an action to begin from, for that measure."""
    return _EXAMPLES.get(name, _EXAMPLES["reflections"])


_EXAMPLES = {
    "reflections": ("they finish a thought", "say back what I heard before I ask"),
    "reflection_ratio": ("I am about to ask", "first say back what I heard"),
    "talk_share": ("I notice that I explain", "stop and ask what they make of it"),
    "longest_monologue": ("I have spoken for a minute", "stop and hand over"),
    "open_share": ("a question comes up in me", "begin it with “what” or “how”"),
    "follow_up_share": ("they have answered", "ask about one word of their answer"),
    "stacked_share": ("I have asked one question", "wait for the answer"),
    "pauses": ("I have asked something open", "breathe in and out before I say more"),
    "pauses_after_stories": ("they stop after a long story", "leave a breath before I answer"),
    "interruptions": ("I want to come in", "wait until they have ended their sentence"),
    "advice": ("I have a solution ready", "ask whether they want to hear it"),
    "shift_share": ("their story reminds me of my own", "ask one more thing about theirs"),
    "feeling_moments_met": ("they name a feeling", "name it back before anything else"),
}
