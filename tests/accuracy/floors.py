"""The floors: figures once reached, which may only get better."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.accuracy.figures import Figure

FLOORS = Path(__file__).with_name("floors.toml")

# The machine's arithmetic differs a little between processors and thread counts; a figure may sink by this much, once.
_SLACK_POINTS = 0.3
_SLACK_RATE = 0.011


def slack(figure: Figure) -> float:
    """How far a figure may lie behind its floor: rounding of the arithmetic, not a worse program."""
    if figure.name.endswith(("(%)", "(points)")):
        return _SLACK_POINTS
    return _SLACK_RATE if figure.value != int(figure.value) else 0.0


def read(path: Path = FLOORS) -> dict[str, float]:
    """Floors by the figure's name; none yet where there is no file."""
    if not path.exists():
        return {}
    return {name: float(value) for name, value in tomllib.loads(path.read_text(encoding="utf-8"))["floor"].items()}


def behind(figures: Iterable[Figure], floors: dict[str, float]) -> list[Figure]:
    """The figures that are worse than their floor."""
    out = []
    for figure in figures:
        floor = floors.get(figure.name)
        if floor is None:
            continue
        lag = figure.value - floor if figure.lower_is_better else floor - figure.value
        if lag > slack(figure):
            out.append(figure)
    return out


def risen(figures: Iterable[Figure], floors: dict[str, float]) -> dict[str, float]:
    """The floors with every figure that is better than its floor, or has none, taken in; none ever sinks."""
    out = dict(floors)
    for figure in figures:
        value = round(figure.value, 4)
        old = out.get(figure.name)
        better = old is None or (value < old if figure.lower_is_better else value > old)
        if better:
            out[figure.name] = value
    return out


def write(floors: dict[str, float], path: Path = FLOORS) -> None:
    """The floors as a file, in order of their names."""
    lines = [
        "# Figures once reached. Only the command writes here, and only upwards:",
        "#   python -m tests.accuracy --raise",
        "",
        "[floor]",
    ]
    lines += [f'"{name}" = {floors[name]}' for name in sorted(floors)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
