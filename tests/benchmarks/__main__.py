"""What a review costs against the words alone by raw faster-whisper, in one run; and how quick the rest is.

    python -m tests.benchmarks                 the sample, on two channels and on one
    python -m tests.benchmarks --file TALK     a recording of one's own instead
    python -m tests.benchmarks --runs 3        the median of so many runs of each

Times are of this machine, now; the ratios are what to compare.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from coach.contexts.load import context
from coach.library.library import Library
from coach.library.session import Consent
from coach.paths import paths
from coach.review import again
from coach.sample import sample
from models.catalogue import prepare
from tests.benchmarks.frames import TURNS_AN_HOUR
from tests.benchmarks.long_talk import long_review
from tests.benchmarks.one_channel import downmix
from tests.benchmarks.processes import Cost, cost
from tests.ui.shell import places_in

THREADS = 2
WEIGHTS = "whisper-base"


def main() -> int:
    """Measure, print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Costs, as ratios.")
    parser.add_argument("--file", type=Path, help="a recording instead of the sample")
    parser.add_argument("--runs", type=int, default=1, help="runs of each; the median is shown")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures here as well")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SAYBACK_HOME"] = str(folder / "home")
        two = asked.file or sample().path
        one = folder / "one.wav"
        downmix(two, one)
        weights = prepare(WEIGHTS, store=paths(os.environ).weights)
        figures = {}
        for title, file in (("two channels", two), ("one channel", one)):
            figures |= _compare(title, file, two, weights, asked.runs)
        figures |= _quick(folder / "long")
    for title, value in figures.items():
        print(f"{title:58} {value:10.3f}")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


def _compare(title: str, file: Path, yardstick: Path, weights: Path, runs: int) -> dict[str, float]:
    """The whole review of ``file`` against the words alone of the downmix."""
    alone_command = [sys.executable, "-m", "tests.benchmarks.words_alone", str(yardstick), str(weights), str(THREADS)]
    whole_command = [sys.executable, "-m", "ui.start", "review", str(file), "--language", "en"]
    alone, whole = [], []
    for _run in range(runs):
        alone.append(cost(alone_command))
        whole.append(cost(whole_command))
    words, review = _median(alone), _median(whole)
    return {
        f"{title}: words alone, wall s": words.wall,
        f"{title}: whole review, wall s": review.wall,
        f"{title}: wall, whole / words alone": review.wall / words.wall,
        f"{title}: processor time, whole / words alone": review.cpu / words.cpu,
        f"{title}: memory, words alone, MB": words.memory_mb,
        f"{title}: memory, whole review, MB": review.memory_mb,
        f"{title}: memory, whole - words alone, MB": review.memory_mb - words.memory_mb,
    }


def _median(costs: list[Cost]) -> Cost:
    return Cost(*(median(getattr(one, part) for one in costs) for part in ("wall", "cpu", "memory_mb")))


def _quick(folder: Path) -> dict[str, float]:
    """Scoring an hour again, opening two hours, start of the window."""
    hour = long_review(3600.0)
    begun = time.perf_counter()
    again(hour, context=context("coaching"))
    scored = time.perf_counter() - begun
    with Library.open(places_in(folder).library) as library:
        agreed = Consent("all", "asked", datetime.now(UTC))
        library.answer(
            library.add(long_review(7200.0, turns_an_hour=TURNS_AN_HOUR), title="Two hours", consent=agreed), None
        )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks.window", str(folder)]
    frames = json.loads(_output([sys.executable, "-m", "tests.benchmarks.frames"], environment))
    told = [json.loads(_output(command, environment)) for _run in range(3)]
    return {
        "score an hour of talk again, s": scored,
        "start to usable window, s": median(one["usable"] for one in told),
        "open a session of two hours, s": median(one["opened"] for one in told),
        "open a session of two hours, own time, s": median(one["opened_own"] for one in told),
        **{f"session page, {title}": value for title, value in frames.items()},
    }


def _output(command: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
