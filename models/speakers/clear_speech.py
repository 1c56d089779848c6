"""The print of one person over a recording, from the stretches in which nobody else is heard."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.records import VoicePrint, VoiceSpan
from models.speakers.segmentation import RATE_HZ
from models.speakers.voiceprint import SIZE, STEP, Voiceprints, unit

BLOCK: Final = 160_000  # samples whose features are made at once, as when voices are told apart
MARGIN: Final = 8_000  # samples of context before and after a block, left out again
ENOUGH: Final = 60.0  # seconds of clear speech after which no more is listened to
LEAST: Final = 0.5  # seconds of clear speech in a block from which it is worth listening to


def print_of(samples: NDArray[np.int16], clear: Sequence[VoiceSpan], prints: Voiceprints) -> VoicePrint | None:
    """What one voice sounds like; None where no block holds half a second of it.

    Only the blocks of ten seconds that hold most of it are listened to, up to a minute of clear speech: 7 ms of
    processor time a second of sound.

    Args:
        samples: mono, 16 kHz; may be a memory map of hours.
        clear: when this person speaks and nobody else, in order and apart.
    """
    step = STEP / RATE_HZ
    mask = np.zeros(-(-len(samples) // STEP), dtype=np.float32)
    for span in clear:
        mask[round(span.start / step) : round(span.end / step)] = 1.0
    size = BLOCK // STEP
    seconds = np.add.reduceat(mask, np.arange(0, len(mask), size)) * step if len(mask) else np.zeros(0)
    chosen: list[int] = []
    heard = 0.0
    for block in np.argsort(-seconds, kind="stable").tolist():
        if heard >= ENOUGH or seconds[block] < LEAST:
            break
        chosen.append(block)
        heard += float(seconds[block])
    if not chosen:
        return None
    summed = np.zeros((1, SIZE), dtype=np.float32)
    for block in sorted(chosen):
        features, whose = _features(samples, block, mask[block * size : (block + 1) * size], prints)
        summed += prints.pooled(features, whose) * seconds[block]
    return VoicePrint(tuple(unit(summed)[0].tolist()), heard)


def _features(
    samples: NDArray[np.int16], block: int, mask: NDArray[np.float32], prints: Voiceprints
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The features of one block with a little context around it, and which of them are this person's."""
    start = block * BLOCK
    before = min(MARGIN, start)
    features = prints.features(np.asarray(samples[start - before : start + BLOCK + MARGIN]))[before // STEP :]
    features = features[: len(mask)]
    return features, mask[None, : len(features)]
