"""Accuracy from one command: reviews the test recordings with the program and prints one table.

python -m tests.accuracy                  all groups, against the floors; exit 1 when one is missed
python -m tests.accuracy --only channel   groups whose name holds this
python -m tests.accuracy --raise          take better figures in as floors
"""

import argparse
import json
import sys
from pathlib import Path

from tests.accuracy.cases import cases
from tests.accuracy.dialogue import dialogue_figures
from tests.accuracy.figures import Figure, figures
from tests.accuracy.floors import behind, read, risen, write
from tests.accuracy.program import reviews
from tests.accuracy.scorer import load
from tests.conftest import SHARED


def main() -> int:
    """Run, print, compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="Accuracy against truth.")
    parser.add_argument("--data", type=Path, default=SHARED, help="the folder of test data")
    parser.add_argument("--only", default="", metavar="TEXT", help="only groups whose name holds this")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="take better figures in as floors")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures here as well")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep each review's JSON here")
    asked = parser.parse_args()
    if not asked.data.is_dir():
        print(f"The test data is not at {asked.data}. Name its folder with --data.", file=sys.stderr)
        return 2
    chosen = [case for case in cases(asked.data) if asked.only in case.group]
    done = []
    for case, review in reviews(chosen):
        done.append((case, review))
        if asked.keep:
            asked.keep.mkdir(parents=True, exist_ok=True)
            name = f"{case.group}.{case.audio.name}.json".replace(" ", "_").replace(",", "")
            (asked.keep / name).write_text(json.dumps(review, ensure_ascii=False, indent=1), encoding="utf-8")
    found = figures(done, asked.data, load(asked.data / "scripted" / "score.py", "scripted_score"))
    if asked.only in "dialogue text":
        found += dialogue_figures(asked.data)
    floors = read()
    missed = behind(found, floors)
    _print(found, floors, missed)
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


if __name__ == "__main__":
    sys.exit(main())
