"""The yardstick for words: raw faster-whisper, batched, beam 5, 8 windows, 8-bit numbers, word times, its own VAD.

    python -m tests.accuracy.raw OUT WEIGHTS FILE…      (in a process of its own, so that its memory goes with it)

WEIGHTS is a folder. OUT gets, for each file, what is heard on all channels mixed and, where there are several, on each
of them apart.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from faster_whisper import BatchedInferencePipeline, WhisperModel, decode_audio

THREADS = 2
RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class Raw:
    """What is heard without any of the program's work: of all channels mixed, and of each where there are two."""

    text: str
    channels: tuple[str, ...] = ()


def raw_words(files: Iterable[Path], weights: Path, *, kept: Path | None = None) -> Mapping[Path, Raw]:
    """What raw faster-whisper hears in each file.

    Args:
        kept: a file of what was heard before, to which the rest is added.
    """
    known = json.loads(kept.read_text(encoding="utf-8")) if kept and kept.exists() else {}
    wanted = sorted(set(files))
    lacking = [str(file) for file in wanted if str(file) not in known]
    if lacking:
        with tempfile.TemporaryDirectory() as name:
            out = Path(name) / "raw.json"
            subprocess.run([sys.executable, "-m", "tests.accuracy.raw", str(out), str(weights), *lacking], check=True)
            known |= json.loads(out.read_text(encoding="utf-8"))
    if kept:
        kept.write_text(json.dumps(known), encoding="utf-8")
    return {file: Raw(known[str(file)]["text"], tuple(known[str(file)]["channels"])) for file in wanted}


def pipeline(weights: str, threads: int = THREADS) -> BatchedInferencePipeline:
    """The engine as its documentation sets it up."""
    model = WhisperModel(weights, device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True)
    return BatchedInferencePipeline(model)


def heard(engine: BatchedInferencePipeline, sound: object) -> tuple[str, int]:
    """Text and number of words of a file's path or of samples."""
    segments, _ = engine.transcribe(sound, beam_size=5, batch_size=8, word_timestamps=True, language="en")
    said = list(segments)
    return " ".join(one.text.strip() for one in said), sum(len(one.words or ()) for one in said)


def _channels(file: str) -> tuple[object, ...]:
    """Both channels of a file that has two."""
    left, right = decode_audio(file, RATE_HZ, split_stereo=True)
    return () if (left == right).all() else (left, right)


def main() -> None:
    """Hear each file, write the texts."""
    out, weights, *files = sys.argv[1:]
    engine = pipeline(weights)
    told = {}
    for file in files:
        print(f"raw: {Path(file).name}", file=sys.stderr)
        channels = [heard(engine, channel)[0] for channel in _channels(file)]
        told[file] = {"text": heard(engine, file)[0], "channels": channels}
    Path(out).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
