"""What a recording can carry, measure by measure."""

from dataclasses import dataclass
from enum import StrEnum


class Carry(StrEnum):
    """How far a recording carries a measure."""

    MEASURABLE = "measurable"
    WITH_CARE = "with care"
    NOT_MEASURABLE = "not measurable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One measure's name (or a measure family), how far the recording carries it, and why in plain words."""

    measure: str
    carry: Carry
    why: str
