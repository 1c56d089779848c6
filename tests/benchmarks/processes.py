"""What a command costs: wall time, processor time and memory, with all the processes it starts."""

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and processor time; the largest memory of all processes together, in MB."""

    wall: float
    cpu: float
    memory_mb: float


def cost(command: Sequence[str], *, allowed_codes: Sequence[int] = (0,)) -> Cost:
    """Run the command and add up what it and its children use.

    Memory is proportional set size where the system tells it (pages shared by two processes count once),
    else resident size. Processor time of a child is what it had used when last looked at.
    """
    begun = time.perf_counter()
    main = psutil.Popen(list(command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    used: dict[int, float] = {}
    peak = 0.0
    while main.poll() is None:
        peak = max(peak, _look(main, used))
        time.sleep(_LOOK_EVERY)
    wall = time.perf_counter() - begun
    if main.returncode not in allowed_codes:
        error = main.stderr.read().decode(errors="replace") if main.stderr else ""
        raise RuntimeError(f"{command[:4]} ended with {main.returncode}: {error[-500:]}")
    return Cost(wall, sum(used.values()), peak / 1e6)


def _look(main: psutil.Process, used: dict[int, float]) -> float:
    """Memory of the family in bytes; notes each member's processor time."""
    total = 0.0
    try:
        family = [main, *main.children(recursive=True)]
    except psutil.Error:
        return total
    for process in family:
        try:
            times = process.cpu_times()
            used[process.pid] = times.user + times.system
            info = process.memory_full_info()
            total += getattr(info, "pss", info.rss)
        except psutil.Error:
            continue
    return total
