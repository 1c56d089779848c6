"""Accuracy from one command: reviews the test recordings with the program and prints one table.

python -m tests.accuracy                  all groups, against the floors; exit 1 when one is missed
python -m tests.accuracy --only channel   groups whose name holds this
python -m tests.accuracy --raise          take better figures in as floors
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.accuracy.cases import cases
from tests.accuracy.conditions import HEAD, conditions
from tests.accuracy.dialogue import dialogue_figures
from tests.accuracy.figures import Figure, figures
from tests.accuracy.floors import behind, read, risen, write
from tests.accuracy.goals import goals
from tests.accuracy.program import reviews
from tests.accuracy.scorer import load
from tests.accuracy.words import sounds_figures, words_figures
from tests.conftest import SHARED


def main() -> int:
    """Run, print, compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="Accuracy against truth.")
    parser.add_argument("--data", type=Path, default=SHARED, help="the folder of test data")
    parser.add_argument("--only", default="", metavar="TEXT", help="only groups whose name holds this")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="take better figures in as floors")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures here as well")
    parser.add_argument("--raw", type=Path, metavar="KEPT", help="take raw words from here, or keep them here")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep each review's JSON here")
    asked = parser.parse_args()
    if not asked.data.is_dir():
        print(f"The test data is not at {asked.data}. Name its folder with --data.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        return _run(asked, Path(made))


def _run(asked: argparse.Namespace, made: Path) -> int:
    chosen = [case for case in cases(asked.data, made) if asked.only in case.group]
    done = []
    for case, review in reviews(chosen):
        done.append((case, review))
        if asked.keep:
            asked.keep.mkdir(parents=True, exist_ok=True)
            name = f"{case.group}.{case.audio.name}.json".replace(" ", "_").replace(",", "")
            (asked.keep / name).write_text(json.dumps(review, ensure_ascii=False, indent=1), encoding="utf-8")
    score = load(asked.data / "scripted" / "score.py", "scripted_score")
    found = figures(done, asked.data, score)
    found += words_figures(done, score, raw=asked.raw)
    if asked.only in "made sounds":
        found += sounds_figures(score)
    if asked.only in "dialogue text":
        found += dialogue_figures(asked.data)
    floors = read()
    missed = behind(found, floors)
    _print(found, floors, missed)
    _print_goals(found)
    if lines := [one.line for one in conditions(done, score)]:
        print("", HEAD, *lines, sep="\n")
    if asked.json:
        table = [
            {"name": f.name, "value": f.value, "n": f.n, "cases": f.cases, "low": f.low, "high": f.high} for f in found
        ]
        asked.json.write_text(json.dumps(table, indent=1), encoding="utf-8")
    if asked.raise_floors:
        write(risen(found, floors))
    for figure in missed:
        print(f"Behind its floor: {figure.name}: {figure.value:.3f}, floor {floors[figure.name]:.3f}", file=sys.stderr)
    return 1 if missed else 0


def _print(found: list[Figure], floors: dict[str, float], missed: list[Figure]) -> None:
    width = max((len(f.name) for f in found), default=10)
    print(f"{'figure':{width}}  {'value':>8}  {'floor':>8}  cases")
    for figure in found:
        floor = floors.get(figure.name)
        shown = "" if floor is None else f"{floor:8.3f}"
        mark = "  <- behind" if figure in missed else ""
        range_ = "" if figure.low is None or figure.high is None else f"[{figure.low:.3f} to {figure.high:.3f}]  "
        print(f"{figure.name:{width}}  {figure.value:8.3f}  {shown:>8}  {range_}{figure.n} {figure.cases}{mark}")


def _print_goals(found: list[Figure]) -> None:
    """What the hearing and the judging are to reach, and how far they are."""
    by_name = {figure.name: figure for figure in found}
    rows = [(goal, by_name[goal.figure]) for goal in goals() if goal.figure in by_name]
    width = max((len(goal.row) for goal, _ in rows), default=10)
    print(f"\n{'goal':{width}}  {'value':>8}  {'reach':>8}  cases")
    for goal, figure in rows:
        mark = "" if goal.is_reached(figure.value) else "  <- not yet"
        print(f"{goal.row:{width}}  {figure.value:8.3f}  {goal.reach:>8}  {figure.n} {figure.cases}{mark}")


if __name__ == "__main__":
    sys.exit(main())
