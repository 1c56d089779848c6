"""Who speaks when on one channel, from the sound alone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models import catalogue
from models.manifest import WEIGHTS
from models.records import SpeakerSpan, VoicePrint, VoiceSpan
from models.speakers import clustering, decoding, stitching
from models.speakers.clear_speech import print_of
from models.speakers.listening import Heard, listen
from models.speakers.segmentation import Segmentation
from models.speakers.segments import Segments, segment
from models.speakers.voiceprint import Voiceprints

SURE_PATCH: Final = 1.0  # seconds of lone speech from which a patch may found a voice
BLOCK: Final = 20_000  # frames scored at once, six minutes: so that memory stays flat over hours
GHOST: Final = 0.03  # of the talk: who has less, when the number was not stated, is no person


class SpeakerTeller:
    """Tells the voices of one channel apart.

    Args:
        folder: where the two ONNX files lie; None means those that come with the program, checked.
        threads: for each model, at least 1.

    Raises:
        WeightsError: the shipped weights are missing or damaged.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        self._segmentation = Segmentation(_file("segmentation", folder), threads=threads)
        self._prints = Voiceprints(_file("campplus", folder), threads=threads)

    @property
    def name(self) -> str:
        """The models, as a review keeps them."""
        return f"{WEIGHTS['segmentation'].title} + {WEIGHTS['campplus'].title}"

    @property
    def segmentation_name(self) -> str:
        """The model that finds speech, as a review keeps it."""
        return WEIGHTS["segmentation"].title

    def segments(
        self,
        samples: NDArray[np.int16],
        voice: NDArray[np.float32],
        *,
        voice_step: float,
        threads: int = 1,
        progress: Callable[[float], None] | None = None,
    ) -> Segments:
        """Where nobody, one or two speak, whoever they are: the first half of the work, and the source of speech.

        Args:
            samples: mono, 16 kHz, at least one; may be a memory map of hours: it is read in windows of ten seconds.
            voice: probability of voice, one each ``voice_step`` seconds; empty for none.
            threads: windows heard side by side, at least 1.
            progress: told the share of the work done, 0 to 1; may raise to stop.
        """
        return segment(samples, voice, self._segmentation, voice_step=voice_step, threads=threads, progress=progress)

    def spans(
        self,
        samples: NDArray[np.int16],
        segments: Segments,
        *,
        count: int | None,
        at_most: int = 8,
        progress: Callable[[float], None] | None = None,
    ) -> tuple[SpeakerSpan, ...]:
        """Each speaker's stretches of speech, sorted by start, speakers numbered by first appearance.

        Args:
            samples: those that the segments are of.
            segments: as ``segments`` gives them.
            count: the number of people as stated, at least 1; fewer are found where fewer voices are heard.
                None when unknown: it is estimated.
            at_most: the limit of the estimate.
            progress: told the share of the work done, 0 to 1, every two seconds of sound; may raise to stop.
        """
        if at_most < 1 or (count is not None and count < 1):
            raise ValueError(f"at least one person must speak, got count={count} and at_most={at_most}")
        heard = listen(samples, segments, self._prints, progress)
        found = tell(heard, count=count, at_most=at_most)
        if progress is not None:
            progress(1.0)
        return found

    @property
    def print_name(self) -> str:
        """The model that prints are of; prints of two models cannot be compared."""
        return WEIGHTS["campplus"].title

    def print_of(self, samples: NDArray[np.int16], clear: Sequence[VoiceSpan]) -> VoicePrint | None:
        """What one voice sounds like, from when it alone is heard; None where it hardly is."""
        return print_of(samples, clear, self._prints)


def tell(heard: Heard, *, count: int | None, at_most: int) -> tuple[SpeakerSpan, ...]:
    """The spans of each speaker, from what the models heard; no model runs."""
    voices = _voices(heard, count, at_most)
    found = _decoded(heard, voices)
    while count is None and len(voices) > 1 and (ghosts := _ghosts(found)):
        voices = _voices(heard, len(voices) - len(ghosts), at_most)
        found = _decoded(heard, voices)
    return found


def _voices(heard: Heard, count: int | None, at_most: int) -> NDArray[np.float32]:
    patches = heard.patches
    sure = patches.clean >= SURE_PATCH
    if not sure.any():
        # A few words are all there is: better one voice from them than none.
        sure = patches.clean > 0
    prints = patches.rows[sure].astype(np.float32)
    return clustering.voices(prints, patches.clean[sure], count=count, at_most=at_most)


def _decoded(heard: Heard, voices: NDArray[np.float32]) -> tuple[SpeakerSpan, ...]:
    if len(voices) == 0:
        return ()
    states = stitching.states(len(voices))
    segments = heard.segments
    stitched, odds = stitching.stitched(heard, voices), stitching.voice_odds(heard, voices)
    scores = (
        decoding.emissions(stitched[at : at + BLOCK], odds[at : at + BLOCK], states, segments.bias[at : at + BLOCK])
        for at in range(0, segments.frames, BLOCK)
    )
    course = decoding.likeliest(scores, decoding.change_costs(states))
    return decoding.spans(course, states, duration=segments.duration)


def _ghosts(found: Sequence[SpeakerSpan]) -> set[int]:
    talk = np.bincount([span.speaker for span in found], weights=[span.duration for span in found])
    return {int(speaker) for speaker in np.flatnonzero(talk < GHOST * talk.sum())}


def _file(id_: str, folder: Path | None) -> Path:
    name = WEIGHTS[id_].files[0].name
    return (catalogue.verify_installed(id_).folder if folder is None else folder) / name
