"""Which voice of a recording is the one whose print was kept: by comparing it with all voices there."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.records import VoicePrint

LEAST: Final = 3.0
"""Seconds of clear speech behind a print before it can be recognised: equal error 2.7 % at 3 s, 8.2 % at 1 to 2 s."""

# Log odds that the voice most alike is the person, fitted by logistic regression on 6,729 pairs of a print and a
# recording with the person in it and 41,817 without (40 recordings, 21 voices, 9 of them real; the prints as they are
# and turned away to .8 and .65 of their likeness, as another microphone does; one recording in five without the
# person). Each voice left out in turn moved them to 6.8–10.4, 10.7–12.5 and 6.6–7.5.
BEFORE_NEXT: Final = 7.0  # for each 1.0 of likeness by which it is ahead of the voice next to it
ALIKE: Final = 12.5  # for each 1.0 of likeness: where everybody is unlike, the person is not there
ABSENT: Final = 7.5

SURE: Final = 0.9
"""Taken from here on: of 2,059 who were there 99.9 %, 98 % and 83 % (prints as they are, turned to .8, to .65), none
for another; of 13,939 who were not 4.6 %, 2.8 % and 0.3 %, all beside a synthetic voice of the same making, and none of
3,445 where either was real. What was surer than 0.9 was right in 99 of 100."""

SUREST: Final = 0.99
"""As sure as so few voices can make anybody: what came out at .99 to .999 was right in 99.0 %."""


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The voice, counted from 0, that is most likely the person's, and how likely, ``SURE`` to ``SUREST``."""

    voice: int
    sureness: float


def likeliest(profile: VoicePrint, voices: Sequence[VoicePrint | None]) -> Likeliest | None:
    """The voice that is surely the person's; None where somebody has to be asked.

    That is so where none is surely theirs, where one or the other has less than ``LEAST`` seconds of clear speech, and
    where there is only one voice: likeness alone differs too much from microphone to microphone (the best limit is .65
    within a recording and .47 across).

    Args:
        profile: of the person.
        voices: one for each voice, None where there was too little to make one; any order.
    """
    alike = sorted(
        ((profile.likeness(voice), place) for place, voice in enumerate(voices) if voice is not None), reverse=True
    )
    if len(alike) < 2:
        return None
    (best, place), (after, _) = alike[:2]
    chosen = voices[place]
    if chosen is None or min(profile.seconds, chosen.seconds) < LEAST or best <= after:
        return None
    sureness = 1.0 / (1.0 + math.exp(ABSENT - BEFORE_NEXT * (best - after) - ALIKE * best))
    return Likeliest(place, min(sureness, SUREST)) if sureness >= SURE else None
