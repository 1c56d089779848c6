"""Where somebody speaks on one channel: Silero voice activity, frame by frame, and the spans it adds up to."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models import catalogue
from models.manifest import WEIGHTS
from models.records import VoiceSpan

RATE_HZ = 16_000
FRAME = 512  # samples; what the network was trained on at 16 kHz
FRAME_SECONDS = FRAME / RATE_HZ
CONTEXT = 64  # samples of the frame before, which the network sees again
RUN = 512  # frames a call: 16 s, so that memory stays flat; larger is not faster

NOMINAL_DB = -26.0  # active speech level that ITU-T P.830 asks for in speech tests, in dB of full scale
MAX_GAIN_DB = 20.0  # our choice: with 40 dB the noise of meeting rooms became voice
FLOOR_DB = -34.0  # our choice, under the speech level: the ends of spans then lie where the voice has died away
QUIET_DB = -25.0  # our choice, under the speech level: the next room's talk lies there; of true speech 0.2 % is lost
BEGIN = 0.35  # our choice: at 0.5 a fifth of the backchannels is lost, at 0.2 noise becomes voice
HOLD = 0.3  # at most this where the sound is quiet: it may carry a voice on, not begin one

Samples = NDArray[np.float32]


class VoiceDetector:
    """Probability of voice for each 32 ms of one channel, however the sound is cut into pieces.

    Args:
        level_db: the channel's speech level as ``speech_level`` gives it. The sound is then brought to the level
            the network knows best. None leaves that out.
        one_person: the level is that of the one person whose channel this is: what lies well under it begins no
            voice, what lies far under it is silence.
    """

    def __init__(self, *, level_db: float | None = None, one_person: bool = True) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(_network()), providers=["CPUExecutionProvider"], sess_options=options
        )
        self._gain = 1.0 if level_db is None else 10 ** (gain_db(level_db) / 20)
        self._level = level_db if one_person else None
        self._memory = np.zeros((2, 1, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)
        self._rest = np.zeros(0, np.float32)

    @property
    def name(self) -> str:
        """The engine and its version, as a review keeps it."""
        return f"{WEIGHTS['silero-voice'].title}, onnxruntime {onnxruntime.__version__}"

    def feed(self, samples: Samples) -> NDArray[np.float32]:
        """The probabilities, 0 to 1, of the frames that these mono 16 kHz samples finish; often none.

        Raises:
            ValueError: the samples are not one row of finite numbers; they would spoil all that follows.
        """
        if samples.ndim != 1 or not np.isfinite(samples).all():
            raise ValueError(f"voice needs one row of finite samples, got shape {samples.shape}")
        samples = np.concatenate([self._rest, samples.astype(np.float32, copy=False)])
        whole = len(samples) // FRAME * FRAME
        self._rest = samples[whole:].copy()
        found = [self._run(samples[at : min(at + RUN * FRAME, whole)]) for at in range(0, whole, RUN * FRAME)]
        return np.concatenate([np.zeros(0, np.float32), *found])

    def finish(self) -> NDArray[np.float32]:
        """The probability of the last, unfinished frame, filled up with silence; none when nothing is left."""
        if not len(self._rest):
            return np.zeros(0, np.float32)
        return self.feed(np.zeros(FRAME - len(self._rest), np.float32))

    def _run(self, samples: Samples) -> NDArray[np.float32]:
        levels = frame_levels(samples)
        frames = np.clip(samples * np.float32(self._gain), -1.0, 1.0).reshape(-1, FRAME)
        before = np.concatenate([self._context[None], frames[:-1, -CONTEXT:]])
        self._context = frames[-1, -CONTEXT:].copy()
        found, *memory = self._session.run(
            None, {"input": np.concatenate([before, frames], 1), "h": self._memory[0], "c": self._memory[1]}
        )
        self._memory = np.stack(memory)
        probabilities: NDArray[np.float32] = np.asarray(found, np.float32).reshape(-1)
        if self._level is not None:
            quiet = levels < self._level + QUIET_DB
            probabilities[quiet] = np.minimum(probabilities[quiet], HOLD)
            probabilities[levels < self._level + FLOOR_DB] = 0.0
        return probabilities


def voice_spans(
    probabilities: NDArray[np.float32],
    *,
    duration: float,
    threshold: float = BEGIN,
    release: float = 0.2,
    min_silence: float = 0.2,
    min_voice: float = 0.1,
    lead: float = 0.03,
    tail: float = 0.01,
) -> tuple[VoiceSpan, ...]:
    """The stretches of voice, in order and apart.

    A stretch begins with a frame at ``threshold`` and ends where ``min_silence`` seconds stay below it, at the
    first of them below ``release``. All numbers are our choice, guarded by ``test_edges_lie_where_speech_begins``
    and ``test_talk_time_is_not_overstated``: the network notices a voice one frame late, so ``lead`` moves each
    start forward; 0.2 s is what bounds an inter-pausal unit.

    Args:
        probabilities: one for each 32 ms, from 0 s on.
        duration: of the sound, in seconds; no span goes beyond it.
        min_voice: shorter stretches are clicks, not speech.
    """
    if not 0.0 < release <= threshold <= 1.0:
        raise ValueError(f"0 < release <= threshold <= 1 is needed, got {release} and {threshold}")
    runs = _runs(probabilities, threshold, release, max(1, round(min_silence / FRAME_SECONDS)))
    spans: list[VoiceSpan] = []
    for first, after in runs:
        start = min(max(0.0, first * FRAME_SECONDS - lead), duration)
        end = min(after * FRAME_SECONDS + tail, duration)
        if (after - first) * FRAME_SECONDS < min_voice or end <= start:
            continue
        if spans and start <= spans[-1].end:
            start = spans.pop().start
        spans.append(VoiceSpan(start, end))
    return tuple(spans)


def _runs(
    probabilities: NDArray[np.float32], threshold: float, release: float, quiet_frames: int
) -> list[tuple[int, int]]:
    """First frame and frame after the last of each stretch."""
    runs: list[tuple[int, int]] = []
    first = -1  # of the stretch we are in
    low = -1  # first frame since the last loud one that fell below release
    for at, probability in enumerate(probabilities.tolist()):
        if probability >= threshold:
            first = at if first < 0 else first
            low = -1
        elif first >= 0:
            low = at if low < 0 and probability < release else low
            if low >= 0 and at - low + 1 >= quiet_frames:
                runs.append((first, low))
                first = low = -1
    if first >= 0:
        runs.append((first, low if low >= 0 else len(probabilities)))
    return runs


def frame_levels(samples: Samples) -> NDArray[np.float32]:
    """The level of each whole 32 ms frame, in dB of full scale; digital silence is -120."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    power: NDArray[np.float64] = np.mean(frames.astype(np.float64) ** 2, axis=1)
    return (10 * np.log10(power + 1e-12)).astype(np.float32)


def speech_level(levels_db: NDArray[np.float32]) -> float | None:
    """How loud the speech on a channel is, in dB of full scale; None where there is none to hear.

    The two gates of ITU-R BS.1770, without its weighting: frames over -70 dB are averaged, then only those that
    lie less than 10 dB under that average. So it stays the same however small a part of the time somebody speaks.
    """
    heard = levels_db[levels_db > -70.0].astype(np.float64)
    if not len(heard):
        return None
    near = heard[heard > _mean_db(heard) - 10.0]
    return _mean_db(near)


def _mean_db(levels_db: NDArray[np.float64]) -> float:
    """The level of the mean power."""
    return float(10 * np.log10(np.mean(10 ** (levels_db / 10))))


def gain_db(level_db: float) -> float:
    """What brings a speech level to the nominal one, at most 20 dB either way."""
    return float(np.clip(NOMINAL_DB - level_db, -MAX_GAIN_DB, MAX_GAIN_DB))


def _network() -> Path:
    """The network's file, checked; a recogniser installed without it must not pass as silence."""
    found = catalogue.verify_installed("silero-voice")
    return found.folder / found.weights.files[0].name
