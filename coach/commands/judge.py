"""sayback judge: label the turns of written conversations, one JSON object a line in, one a line out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.audio.names import check_readable, shown_name
from coach.commands.targets import LABELS, SCALES, targets
from coach.conversation import Conversation
from coach.errors import ExitCode, UserError
from coach.feedback.scales import scales
from coach.files import write_file
from coach.moments.verdicts import verdicts
from coach.terminal import Terminal
from coach.written import written

# Who listens in the usual data sets, where --me does not say.
_LISTENERS = ("therapist", "supporter", "me")


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. ``me`` is the speaker whose turns are judged."""

    file: Path
    out: Path
    scales: Path | None = None
    me: str | None = None


@dataclass(frozen=True, slots=True)
class _Talk:
    """A conversation of the file: its turns with the numbers they go by."""

    name: str
    numbers: tuple[int, ...]
    turns: tuple[tuple[str, str], ...]


def run(options: Options, terminal: Terminal) -> ExitCode:
    """Judge every conversation of the file and write what was asked for."""
    (out,) = targets([options.file], options.out, LABELS)
    (scaled,) = targets([options.file], options.scales, SCALES)
    talks = _read(options.file)
    judged: list[str] = []
    rated: list[str] = []
    count = 0
    for talk in talks:
        me = _listener(talk, options.me, options.file)
        conversation = written(talk.turns, me)
        for line in _judged(talk, conversation, me):
            judged.append(line)
            count += 1
        if scaled is not None:
            rated.append(json.dumps({"conv": talk.name, "scales": scales(conversation)}, ensure_ascii=False))
    if out is not None:
        write_file(out, _lines(judged))
    if scaled is not None:
        write_file(scaled, _lines(rated))
    terminal.tell(f"{count} turns of {len(talks)} conversations were judged.")
    return ExitCode.OK


def _lines(rows: list[str]) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()


def _judged(talk: _Talk, conversation: Conversation, me: str) -> Iterator[str]:
    for verdict in verdicts(conversation, me):
        row = {
            "conv": talk.name,
            "idx": talk.numbers[verdict.turn],
            "labels": sorted(verdict.labels),
            "scores": dict(sorted(verdict.scores.items())),
        }
        yield json.dumps(row, ensure_ascii=False)


def _listener(talk: _Talk, me: str | None, file: Path) -> str:
    speakers = {speaker for speaker, _ in talk.turns}
    if me is not None and me in speakers:
        return me
    found = next((name for name in _LISTENERS if me is None and name in speakers), None)
    if found is None:
        named = ", ".join(sorted(speakers))
        wanted = f"“{me}” does not speak" if me is not None else "it is not clear who listens"
        raise UserError(
            f"In conversation {talk.name} of {shown_name(file)} {wanted}.",
            f"Name the listener with --me: {named}.",
            ExitCode.USAGE,
        )
    return found


def _read(file: Path) -> list[_Talk]:
    check_readable(file)
    by_name: dict[str, list[tuple[int, str, str]]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row: object = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        turns = list(_turns(row))
        if not isinstance(row, Mapping) or not turns:
            raise UserError(
                f"Line {number} of {shown_name(file)} is no turn of a conversation.",
                'Each line needs "conv", "idx", "speaker" and "text", or "conv" and "turns".',
                ExitCode.UNREADABLE,
            )
        said = by_name.setdefault(str(row.get("conv", "")), [])
        first = len(said)
        said += [(first + i if at is None else at, who, text) for i, (at, who, text) in enumerate(turns)]
    if not by_name:
        raise UserError(f"{shown_name(file)} holds no conversation.", "Choose another file.", ExitCode.NOTHING_HEARD)
    return [_talk(name, sorted(said, key=lambda one: one[0])) for name, said in by_name.items()]


def _talk(name: str, said: list[tuple[int, str, str]]) -> _Talk:
    numbers = tuple(number for number, _, _ in said)
    return _Talk(name, numbers, tuple((speaker, text) for _, speaker, text in said))


def _turns(row: object) -> Iterator[tuple[int | None, str, str]]:
    """The turns of one line: one turn, or a whole conversation as pairs of who and what (Lend an Ear)."""
    if not isinstance(row, Mapping):
        return
    turns, speaker, text, at = row.get("turns"), row.get("speaker"), row.get("text"), row.get("idx")
    if isinstance(turns, list):
        for pair in turns:
            match pair:
                case [str(who), str(said)]:
                    yield None, who, said
    elif isinstance(speaker, str) and isinstance(text, str):
        yield at if isinstance(at, int) else None, speaker, text
