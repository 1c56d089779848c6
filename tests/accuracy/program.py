"""Runs the program itself, as its user would, and reads the JSON it writes."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.accuracy.cases import Case

# Codes of the command line that still write a whole JSON: all went well, or there was no speech to hear.
_ANSWERED = (0, 4)


def reviews(cases: Iterable[Case]) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Each case with its review."""
    with tempfile.TemporaryDirectory() as name:
        for number, case in enumerate(cases):
            yield case, _review(case, Path(name) / f"{number}.json")


def _review(case: Case, target: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "ui.start", "review", str(case.audio), "--json", str(target)]
    command += ["--speakers", "unknown" if case.speakers is None else str(case.speakers)]
    command += [] if case.me is None else ["--me", case.me]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"}, check=False)
    if done.returncode not in _ANSWERED:
        raise RuntimeError(f"{case.audio.name}: code {done.returncode}: {done.stderr.strip()}")
    answer: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return answer
