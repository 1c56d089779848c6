"""From reviews and truth to figures: each with its value and the number of cases behind it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

from coach.times import total
from models.records import SpeakerSpan
from tests.accuracy.cases import Case, Group
from tests.accuracy.der import Counts, by_speaker, diarization_error, overlap_counts, share_error
from tests.accuracy.flips import flips

GHOST = 0.03  # of the talk: a voice with less is a noise or a laugh that was taken for a person

# Kinds of events scored against the scripted truth, pooled over the talks of a group.
EVENTS = (
    "questions",
    "question_open",
    "question_closed",
    "interruption",
    "backchannel",
    "reflection",
    "advice",
    "empathy",
    "validation",
    "summary",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the table. ``cases`` says what ``n`` counts; ``low`` to ``high`` is its 90 % interval, if known."""

    name: str
    value: float
    n: int
    cases: str
    lower_is_better: bool
    low: float | None = None
    high: float | None = None


def scripted_figures(group: Group, pairs: list[tuple[Case, dict[str, Any]]], score: ModuleType) -> list[Figure]:
    """Talk share, DER, WER and events of scripted talks."""
    scored, words, known = [], [], []
    for case, review in pairs:
        truth = json.loads(case.truth.read_text(encoding="utf-8"))
        known.append((truth, review))
        scored.append(score.score(truth, review))
        words.append(len(score.words(" ".join(turn["text"] for turn in truth["turns"]))))
    n = len(scored)
    out = [
        Figure(
            f"{group}: talk-share error, mean (points)",
            fmean(s["talk_ratio"]["error_pp"] for s in scored),
            n,
            "talks",
            True,
        ),
        Figure(
            f"{group}: talk-share error, worst (points)",
            max(s["talk_ratio"]["error_pp"] for s in scored),
            n,
            "talks",
            True,
        ),
        Figure(f"{group}: DER (%)", 100 * fmean(s["der"]["der"] for s in scored), n, "talks", True),
        Figure(f"{group}: WER (%)", _pooled(scored, words, "wer"), sum(words), "words", True),
        Figure(f"{group}: WER per speaker (%)", _pooled(scored, words, "wer_per_speaker"), sum(words), "words", True),
    ]
    if group is Group.ONE_CHANNEL_COUNT_UNKNOWN:
        out += _counted(group, [(set(t["speakers"]), r) for t, r in known])
    if group in (Group.TWO_CHANNELS, Group.ONE_CHANNEL, Group.BLEED):
        for event in EVENTS:
            out += _event_figures(group, event, [s[event] for s in scored])
        traps = [trap for s in scored for trap in s["overlap_traps"].values() if isinstance(trap, dict)]
        called = sum(trap["called_interruption"] for trap in traps)
        out.append(
            Figure(
                f"{group}: other overlaps called an interruption", called, sum(t["n"] for t in traps), "overlaps", True
            )
        )
        fakes = [s["fake_reflections"] for s in scored]
        called = sum(fake["called_reflection"] for fake in fakes)
        out.append(Figure(f"{group}: fake reflections believed", called, sum(f["n"] for f in fakes), "sentences", True))
        judged = [flips(t, r, s["speaker_map"]) for (t, r), s in zip(known, scored, strict=True)]
        turns = sum(one.turns for one in judged)
        share = 100 * sum(one.flipped for one in judged) / max(1, turns)
        out.append(Figure(f"{group}: turns judged otherwise than by true words (%)", share, turns, "turns", True))
    return out


def _counted(group: Group, pairs: list[tuple[set[Any], dict[str, Any]]]) -> list[Figure]:
    """Whether as many voices were found as there are people, and voices that hardly say anything."""
    right, ghosts = [], 0
    for people, review in pairs:
        talk = [total(theirs) for theirs in by_speaker(voices(review)).values()]
        right.append(len(talk) == len(people))
        ghosts += sum(said < GHOST * sum(talk) for said in talk)
    n = len(pairs)
    return [
        Figure(f"{group}: number of people right", fmean(right), n, "recordings", False),
        Figure(f"{group}: voices with under 3 % of the talk", ghosts, n, "recordings", True),
    ]


def _pooled(scored: list[dict[str, Any]], words: list[int], key: str) -> float:
    return 100 * sum(s[key] * w for s, w in zip(scored, words, strict=True)) / max(1, sum(words))


def _event_figures(group: Group, event: str, parts: list[dict[str, Any]]) -> list[Figure]:
    right, ref, found = (sum(part[key] for part in parts) for key in ("tp", "ref", "hyp"))
    if not ref:
        return []
    precision, recall = (right / found if found else 0.0), right / ref
    f1 = 2 * right / (ref + found) if right else 0.0
    name = f"{group}: {event.replace('_', ' ')}"
    return [
        Figure(f"{name} precision", precision, found, "found", False),
        Figure(f"{name} recall", recall, ref, "true", False),
        Figure(f"{name} F1", f1, ref, "true", False),
    ]


def real_figures(group: Group, pairs: list[tuple[Case, dict[str, Any]]], score: ModuleType) -> list[Figure]:
    """DER, talk share, overlaps, number of people and words of real clips."""
    errors, shares, counted = [], [], []
    edits = said = 0
    both = Counts(0, 0, 0, 0)
    for case, review in pairs:
        reference, hypothesis = read_rttm(case.truth), voices(review)
        errors.append(diarization_error(reference, hypothesis).rate)
        shares.append(share_error(reference, hypothesis))
        counted.append(({span.speaker for span in reference}, review))
        both += overlap_counts(reference, hypothesis)
        ref, hyp = _words(case, review, score)
        edits, said = edits + (score.edits(ref, hyp) if ref else 0), said + len(ref)
    n = len(pairs)
    out = [
        Figure(f"{group}: DER (%)", 100 * fmean(errors), n, "clips", True),
        Figure(f"{group}: talk-share error, mean (points)", 100 * fmean(shares), n, "clips", True),
        Figure(f"{group}: overlaps precision", both.precision, both.found, "found", False),
        Figure(f"{group}: overlaps recall", both.recall, both.true, "true", False),
    ]
    if said:
        out.append(Figure(f"{group}: WER (%)", 100 * edits / said, said, "words", True))
    if "unknown" in group:
        out += _counted(group, counted)
    return out


def read_rttm(path: Path) -> tuple[SpeakerSpan, ...]:
    """The reference: who speaks when, people numbered in order of their first turn."""
    numbers: dict[str, int] = {}
    spans = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if fields and fields[0] == "SPEAKER":
            start, length = float(fields[3]), float(fields[4])
            spans.append(SpeakerSpan(start, start + length, numbers.setdefault(fields[7], len(numbers))))
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def voices(review: dict[str, Any]) -> tuple[SpeakerSpan, ...]:
    """The stretches with voice of each turn, which is what a reference of speaker turns holds."""
    numbers = {speaker["id"]: number for number, speaker in enumerate(review["speakers"])}
    return tuple(
        SpeakerSpan(start, end, numbers[turn["speaker"]]) for turn in review["turns"] for start, end in turn["voice"]
    )


def _words(case: Case, review: dict[str, Any], score: ModuleType) -> tuple[list[str], list[str]]:
    """Reference and recognised words in speaking order; none where the clip has no word reference."""
    path = case.truth.with_suffix(".words.json")
    if not path.exists():
        return [], []
    spoken = [item["word"] for item in json.loads(path.read_text(encoding="utf-8")) if not item.get("kind")]
    turns = sorted(review["turns"], key=lambda turn: turn["start"])
    return (
        [word for text in spoken for word in score.words(text)],
        [word for turn in turns for word in score.words(turn["text"])],
    )


def no_speech_figures(group: Group, pairs: list[tuple[Case, dict[str, Any]]], score: ModuleType) -> list[Figure]:
    """Words invented where nobody speaks."""
    invented = sum(len(score.words(turn["text"], fillers=True)) for _, review in pairs for turn in review["turns"])
    return [Figure(f"{group}: invented words", invented, len(pairs), "files", True)]


def all_overlaps(pairs: list[tuple[Case, dict[str, Any]]]) -> list[Figure]:
    """Overlaps of all real clips together, the number of people known."""
    both = Counts(0, 0, 0, 0)
    for case, review in pairs:
        both += overlap_counts(read_rttm(case.truth), voices(review))
    return [
        Figure("real, all clips: overlaps precision", both.precision, both.found, "found", False),
        Figure("real, all clips: overlaps recall", both.recall, both.true, "true", False),
    ]


def figures(pairs: Iterable[tuple[Case, dict[str, Any]]], data: Path, score: ModuleType) -> list[Figure]:
    """All figures of these reviews, group by group."""
    by_group: dict[Group, list[tuple[Case, dict[str, Any]]]] = defaultdict(list)
    for case, review in pairs:
        by_group[case.group].append((case, review))
    out: list[Figure] = []
    for group in Group:
        if group not in by_group:
            continue
        if group is Group.NO_SPEECH:
            out += no_speech_figures(group, by_group[group], score)
        elif group.startswith("real"):
            out += real_figures(group, by_group[group], score)
        else:
            out += scripted_figures(group, by_group[group], score)
    if real := [*by_group.get(Group.REAL_TWO, ()), *by_group.get(Group.REAL_MANY, ())]:
        out += all_overlaps(real)
    return out
