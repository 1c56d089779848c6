"""From reviews and truth to figures: each with its value and the number of cases behind it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

from tests.accuracy.cases import Case, Group
from tests.accuracy.der import der, read_rttm

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
    """One number of the table. ``cases`` says what ``n`` counts."""

    name: str
    value: float
    n: int
    cases: str
    lower_is_better: bool


def scripted_figures(group: Group, pairs: list[tuple[Case, dict[str, Any]]], score: ModuleType) -> list[Figure]:
    """Talk share, DER, WER and events of scripted talks."""
    scored = []
    words = []
    for case, review in pairs:
        truth = json.loads(case.truth.read_text(encoding="utf-8"))
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
    return out


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
    """DER, talk share, number of people and words of real clips."""
    errors, shares, counts = [], [], []
    edits = said = 0
    for case, review in pairs:
        reference = read_rttm(case.truth)
        hypothesis = _voices(review)
        errors.append(der(reference, hypothesis))
        shares.append(_share_error(reference, hypothesis))
        counts.append(len({who for _, _, who in hypothesis}) == len({who for _, _, who in reference}))
        text = case.truth.with_suffix(".words.json")
        if text.exists():
            ref = [
                w
                for item in json.loads(text.read_text(encoding="utf-8"))
                if not item.get("kind")
                for w in score.words(item["word"])
            ]
            hyp = [w for turn in sorted(review["turns"], key=lambda t: t["start"]) for w in score.words(turn["text"])]
            edits, said = edits + score.edits(ref, hyp), said + len(ref)
    n = len(pairs)
    out = [
        Figure(f"{group}: DER (%)", 100 * fmean(errors), n, "clips", True),
        Figure(f"{group}: talk-share error, mean (points)", 100 * fmean(shares), n, "clips", True),
    ]
    if said:
        out.append(Figure(f"{group}: WER (%)", 100 * edits / said, said, "words", True))
    if "unknown" in group:
        out.append(Figure(f"{group}: number of people right", fmean(counts), n, "clips", False))
    return out


def _voices(review: dict[str, Any]) -> list[tuple[float, float, str]]:
    """The stretches with voice of each turn, which is what a reference of speaker turns holds."""
    return [
        (start, end, turn["speaker"])
        for turn in review["turns"]
        for start, end in turn.get("voice") or [(turn["start"], turn["end"])]
    ]


def _share_error(
    reference: Iterable[tuple[float, float, str]], hypothesis: Iterable[tuple[float, float, str]]
) -> float:
    """Half the sum of the differences of everybody's share, people matched by size of share: 0 to 1."""
    ref, hyp = _shares(reference), _shares(hypothesis)
    length = max(len(ref), len(hyp))
    ref += [0.0] * (length - len(ref))
    hyp += [0.0] * (length - len(hyp))
    return sum(abs(r - h) for r, h in zip(ref, hyp, strict=True)) / 2


def _shares(spans: Iterable[tuple[float, float, str]]) -> list[float]:
    time: dict[str, float] = defaultdict(float)
    for start, end, who in spans:
        time[who] += end - start
    total = sum(time.values()) or 1.0
    return sorted((value / total for value in time.values()), reverse=True)


def no_speech_figures(group: Group, pairs: list[tuple[Case, dict[str, Any]]], score: ModuleType) -> list[Figure]:
    """Words invented where nobody speaks."""
    invented = sum(len(score.words(turn["text"], fillers=True)) for _, review in pairs for turn in review["turns"])
    return [Figure(f"{group}: invented words", invented, len(pairs), "files", True)]


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
    return out
