"""Words from one command: the program against raw faster-whisper on the same files, file by file and in groups.

    python -m tests.accuracy.words                 all groups; exit 1 when a figure is behind its floor
    python -m tests.accuracy.words --only real     groups whose name holds this
    python -m tests.accuracy.words --raise         take better figures in as floors
    python -m tests.accuracy.words --weights ID    the program with other speech weights, without floors

Besides the word error rate: the fillers and question marks that survive, and words invented where there are none.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from coach.paths import paths
from models.catalogue import prepare
from tests.accuracy.cases import Case, Group, cases
from tests.accuracy.figures import Figure
from tests.accuracy.floors import behind, read, risen, write
from tests.accuracy.program import reviews
from tests.accuracy.raw import Raw, raw_words
from tests.accuracy.scorer import load
from tests.accuracy.sounds import write_sounds
from tests.accuracy.wordlists import Kept, aligned, kept_fillers, kept_questions
from tests.conftest import SHARED

WEIGHTS = "whisper-base"

GROUPS = (
    Group.TWO_CHANNELS,
    Group.ONE_CHANNEL,
    Group.BLEED,
    Group.NOISE,
    Group.FORMATS,
    Group.REAL_TWO,
    Group.REAL_MANY,
)
"""Those with words; with the number of people unknown the words are the same."""


@dataclass(frozen=True, slots=True)
class Said:
    """One recording: what was said, in speaking order, what the program wrote down, and what raw words are."""

    group: Group
    name: str
    true: tuple[str, ...]
    ours: tuple[str, ...]
    raw: str

    def edits(self, score: ModuleType) -> tuple[int, int, int]:
        """Wrong words of the program and of raw words, and the number of true ones."""
        true = words(self.true, score)
        return score.edits(true, words(self.ours, score)), score.edits(true, words([self.raw], score)), len(true)


def words(texts: Iterable[str], score: ModuleType) -> list[str]:
    """The words of all texts as the scorer counts them."""
    return [word for text in texts for word in score.words(text)]


def true_texts(case: Case) -> tuple[str, ...]:
    """What was said, in speaking order; nothing where the clip has no word reference."""
    if case.group not in (Group.REAL_TWO, Group.REAL_MANY):
        turns = json.loads(case.truth.read_text(encoding="utf-8"))["turns"]
        return tuple(turn["text"] for turn in sorted(turns, key=lambda turn: turn["start"]))
    spoken, lines = case.truth.with_suffix(".words.json"), case.truth.with_suffix(".stm")
    if spoken.exists():
        said = json.loads(spoken.read_text(encoding="utf-8"))
        return tuple(item["word"] for item in said if not item.get("kind"))
    if lines.exists():  # five fields, then the text
        return tuple(" ".join(line.split()[5:]) for line in lines.read_text(encoding="utf-8").splitlines())
    return ()


def said_in(pairs: Iterable[tuple[Case, dict[str, Any]]], raw: Mapping[Path, Raw]) -> list[Said]:
    """The recordings whose words are known."""
    out = []
    for case, review in pairs:
        turns = sorted(review["turns"], key=lambda turn: turn["start"])
        ours = tuple(turn["text"] for turn in turns)
        if true := true_texts(case):
            out.append(Said(case.group, case.audio.name, true, ours, raw[case.audio].text))
    return out


def word_figures(recordings: Sequence[Said], score: ModuleType) -> list[Figure]:
    """Word error rates beside raw ones, group by group; fillers and question marks over all."""
    by_group: dict[Group, list[Said]] = defaultdict(list)
    for one in recordings:
        by_group[one.group].append(one)
    out = []
    for group, theirs in by_group.items():
        ours, raw, true = (sum(column) for column in zip(*(one.edits(score) for one in theirs), strict=True))
        out.append(Figure(f"words, {group}: WER (%)", 100 * ours / true, true, "words", True))
        out.append(Figure(f"words, {group}: raw WER (%)", 100 * raw / true, true, "words", True))
        out.append(Figure(f"words, {group}: WER above raw (points)", 100 * (ours - raw) / true, true, "words", True))
    return out + _kept_figures(recordings, score)


def _kept_figures(recordings: Sequence[Said], score: ModuleType) -> list[Figure]:
    """What survives of fillers and question marks; scripted talks count once, on two channels."""
    real = [one for one in recordings if one.group in (Group.REAL_TWO, Group.REAL_MANY)]
    scripted = [one for one in recordings if one.group is Group.TWO_CHANNELS]
    out = []
    for kind, theirs in (("real", real), ("scripted", scripted)):
        if not theirs:
            continue
        every = [kept_fillers(one.true, one.ours, score) for one in theirs]
        hesitations, hums = _sum(ums for ums, _ in every), _sum(hums for _, hums in every)
        asked = _sum(kept_questions(one.true, one.ours, score) for one in theirs)
        bare = _sum(kept_questions(one.true, [one.raw], score) for one in theirs)
        out += [
            Figure(f"words, {kind}: um and uh kept", hesitations.share, hesitations.true, "said", False),
            Figure(f"words, {kind}: mm, mm-hm and hm kept", hums.share, hums.true, "said", False),
            Figure(f"words, {kind}: question marks kept", asked.share, asked.true, "true", False),
            Figure(f"words, {kind}: question marks that raw words keep", bare.share, bare.true, "true", False),
        ]
    return [figure for figure in out if figure.n]


def _sum(parts: Iterable[Kept]) -> Kept:
    return sum(parts, Kept(0, 0))


def invented_figures(reviewed: Iterable[tuple[Case, dict[str, Any]]], score: ModuleType) -> list[Figure]:
    """Words in sounds that hold none."""
    found = {
        case.audio.stem: [word for turn in review["turns"] for word in score.words(turn["text"], fillers=True)]
        for case, review in reviewed
    }
    for name, invented in found.items():
        if invented:
            print(f"invented in {name}: {' '.join(invented)}", file=sys.stderr)
    return [Figure("words, made sounds: invented words", sum(map(len, found.values())), len(found), "sounds", True)]


def words_figures(done: Sequence[tuple[Case, dict[str, Any]]], score: ModuleType, *, raw: Path | None) -> list[Figure]:
    """The figures of words of recordings that were reviewed.

    Args:
        raw: a file of raw words heard before, to which the rest is added.
    """
    pairs = [(case, review) for case, review in done if case.group in GROUPS and true_texts(case)]
    if not pairs:
        return []
    weights = prepare(WEIGHTS, store=paths(os.environ).weights)
    bare = raw_words((case.audio for case, _ in pairs), weights, kept=raw)
    return word_figures(said_in(pairs, bare), score)


def sounds_figures(score: ModuleType) -> list[Figure]:
    """Words invented in sounds made here, which hold none."""
    with tempfile.TemporaryDirectory() as name:
        made = [Case(Group.NO_SPEECH, file, file, 2) for file in write_sounds(Path(name))]
        return invented_figures(list(reviews(made)), score)


def main() -> int:
    """Run, print, compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.words", description="Words against raw words.")
    parser.add_argument("--data", type=Path, default=SHARED, help="the folder of test data")
    parser.add_argument("--only", default="", metavar="TEXT", help="only groups whose name holds this")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="take better figures in as floors")
    parser.add_argument("--weights", default=WEIGHTS, metavar="ID", help="other speech weights for the program")
    parser.add_argument("--raw", type=Path, metavar="KEPT", help="take raw words from here, or keep them here")
    parser.add_argument("--verbose", action="store_true", help="print each recording's words, aligned")
    asked = parser.parse_args()
    if not asked.data.is_dir():
        print(f"The test data is not at {asked.data}. Name its folder with --data.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        return _run(asked, cases(asked.data, Path(made)))


def _run(asked: argparse.Namespace, every: Sequence[Case]) -> int:
    score = load(asked.data / "scripted" / "score.py", "scripted_score")
    chosen = [case for case in every if case.group in GROUPS and asked.only in case.group and true_texts(case)]
    found = []
    if chosen:
        begun = _processor_seconds()
        weights = prepare(WEIGHTS, store=paths(os.environ).weights)
        raw = raw_words((case.audio for case in chosen), weights, kept=asked.raw)
        between = _processor_seconds()
        recordings = said_in(reviews(chosen, "--weights", asked.weights), raw)
        ended = _processor_seconds()
        _print_each(recordings, score, is_verbose=asked.verbose)
        print(f"processor seconds: {between - begun:.0f} of raw words, {ended - between:.0f} of whole reviews")
        found += word_figures(recordings, score)
    if asked.only in "made sounds":
        found += sounds_figures(score)
    floors = read() if asked.weights == WEIGHTS else {}
    missed = behind(found, floors)
    for figure in found:
        mark = "  <- behind" if figure in missed else ""
        print(f"{figure.name:64} {figure.value:8.3f}  {figure.n} {figure.cases}{mark}")
    if asked.raise_floors and asked.weights == WEIGHTS:
        write(risen([figure for figure in found if "raw" not in figure.name or "above" in figure.name], floors))
    return 1 if missed else 0


def _processor_seconds() -> float:
    """What all ended children have used."""
    times = os.times()
    return times.children_user + times.children_system


def _print_each(recordings: Sequence[Said], score: ModuleType, *, is_verbose: bool) -> None:
    print(f"{'recording':44} {'words':>6} {'raw %':>7} {'WER %':>7} {'above raw':>10}")
    for one in recordings:
        ours, raw, true = one.edits(score)
        rates = f"{true:6} {100 * raw / true:7.1f} {100 * ours / true:7.1f} {100 * (ours - raw) / true:+10.1f}"
        print(f"{one.name:44} {rates}  {one.group}")
        if is_verbose:
            pairs = aligned(words(one.true, score), words(one.ours, score))
            print(" ".join(said if said == heard else f"[{said or ''}>{heard or ''}]" for said, heard in pairs))


if __name__ == "__main__":
    sys.exit(main())
