"""Runs the program itself, as its user would, and reads the JSON it writes."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from coach.commands.targets import JSON, targets
from tests.accuracy.cases import Case

# Codes of the command line that still write a whole JSON: all went well, or there was no speech to hear.
_ANSWERED = (0, 4)


def reviews(cases: Iterable[Case], *options: str) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Each case with its review; those that are asked for alike go to one run of the program.

    Args:
        options: of the command line, for all.
    """

    def asked(case: Case) -> tuple[str, str]:
        return str(case.speakers), case.me or ""

    for _alike, group in groupby(sorted(cases, key=asked), key=asked):
        batch = list(group)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            files = [case.audio for case in batch]
            _run(batch[0], files, folder, options)
            for case, target in zip(batch, targets(files, folder, JSON), strict=True):
                if target is None or not target.exists():
                    raise RuntimeError(f"{case.audio.name} got no review")
                yield case, json.loads(target.read_text(encoding="utf-8"))


def _run(like: Case, files: list[Path], folder: Path, options: Sequence[str]) -> None:
    command = [sys.executable, "-m", "ui.start", "review", *map(str, files), "--json", str(folder), *options]
    command += ["--speakers", "unknown" if like.speakers is None else str(like.speakers)]
    command += [] if like.me is None else ["--me", like.me]
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=None, env=environment, check=False)
    if done.returncode not in _ANSWERED:
        raise RuntimeError(f"the program ended with code {done.returncode}")
