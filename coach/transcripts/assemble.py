"""From the lines of a transcript to a conversation. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.conversation import Conversation, Speaker, Timing, Turn, TurnKind
from coach.hearing.backchannels import Backchannels, backchannels_of
from coach.hearing.floor import LAPSE
from coach.times import Span, union
from coach.transcripts.cue import Cue
from models.records import Word

UNNAMED = "Unknown speaker"

SLOWEST = 2.0
"""Words a second; where only the beginning of a line is known, it lasts until the next one but no longer than at
this pace, so that silence is not counted as talk (our choice: slow talk has 110 words a minute)."""

USUAL = 3.0  # words a second of lines that share a moment (our choice: 180 a minute, their own pauses left out)

SHORTEST = 0.1  # seconds; a line is never shorter (our choice)


@dataclass(frozen=True, slots=True)
class _Said:
    """A line with both its times."""

    span: Span
    speaker: str | None
    text: str


@dataclass(slots=True)
class _Run:
    """Lines of one speaker that follow each other."""

    speaker: str | None
    lines: list[_Said]
    kind: TurnKind = TurnKind.TURN

    @property
    def start(self) -> float:
        return self.lines[0].span.start

    @property
    def end(self) -> float:
        return max(line.span.end for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def conversation_of(cues: Sequence[Cue], *, language: str) -> Conversation:
    """The conversation: speakers "S1", "S2", … in order of appearance, labelled with their names.

    Lines of one speaker with up to 3 s between them are one turn; its voice is the lines themselves. A short
    "mm-hm" inside the other's lines is a backchannel by its words alone. Lines without a name are one speaker.

    Raises:
        ValueError: there are no cues.
    """
    if not cues:
        raise ValueError("a transcript without lines is no conversation")
    runs = _joined(_without_backchannels(_runs(_said(cues)), backchannels_of(language)))
    names = list(dict.fromkeys(run.speaker for run in runs))
    ids = {name: f"S{place + 1}" for place, name in enumerate(names)}
    turns = sorted((_turn(run, ids[run.speaker]) for run in runs), key=lambda turn: (turn.start, turn.end))
    return Conversation(
        speakers=tuple(Speaker(ids[name], UNNAMED if name is None else name) for name in names),
        turns=tuple(turns),
        duration=max(turn.end for turn in turns),
        timing=Timing.CAPTIONS,
        language=language,
    )


def _said(cues: Sequence[Cue]) -> list[_Said]:
    """The cues in order, each with an end after its start."""
    ordered = sorted(cues, key=lambda cue: cue.start)
    said: list[_Said] = []
    at = 0
    while at < len(ordered):
        together = ordered[at : _after(ordered, at)]
        if all(cue.end is not None and cue.end > cue.start for cue in together):
            said += [_Said(Span(cue.start, cue.end), cue.speaker, cue.text) for cue in together if cue.end is not None]
        else:
            following = ordered[at + len(together)].start if at + len(together) < len(ordered) else None
            said += _shared_out(together, following)
        at += len(together)
    return said


def _after(ordered: Sequence[Cue], at: int) -> int:
    """Where the cues with this start end."""
    after = at + 1
    while after < len(ordered) and ordered[after].start == ordered[at].start:
        after += 1
    return after


def _shared_out(cues: Sequence[Cue], following: float | None) -> list[_Said]:
    """Cues of one moment and without ends, one after the other, until the next moment at most."""
    lengths = [max(1, len(cue.text.split())) for cue in cues]
    room = sum(lengths) / (SLOWEST if len(cues) == 1 else USUAL)
    if following is not None:
        room = min(room, following - cues[0].start)
    pace = room / sum(lengths)
    said = []
    at = cues[0].start
    for cue, length in zip(cues, lengths, strict=True):
        end = max(at + SHORTEST, at + pace * length)
        said.append(_Said(Span(at, end), cue.speaker, cue.text))
        at += pace * length
    return said


def _runs(said: Sequence[_Said]) -> list[_Run]:
    runs: list[_Run] = []
    for line in said:
        if runs and runs[-1].speaker == line.speaker and line.span.start - runs[-1].end <= LAPSE:
            runs[-1].lines.append(line)
        else:
            runs.append(_Run(line.speaker, [line]))
    return runs


def _without_backchannels(runs: list[_Run], vocabulary: Backchannels) -> list[_Run]:
    """The runs, each short agreement inside another speaker's talk marked as a backchannel."""
    sounds = [vocabulary.sound([Word(0.0, 0.0, token) for token in run.text.split()]) for run in runs]
    floor: _Run | None = None
    for place, run in enumerate(runs):
        following = next((runs[after] for after in range(place + 1, len(runs)) if not sounds[after]), None)
        if sounds[place] and floor is not None and following is not None and _goes_on(floor, run, following):
            run.kind = TurnKind.BACKCHANNEL
        else:
            floor = run
    return runs


def _goes_on(floor: _Run, run: _Run, following: _Run) -> bool:
    """Whether the one who had the floor asked nothing and goes on after this run of somebody else."""
    same = floor.speaker == following.speaker != run.speaker
    near = run.start - floor.end <= LAPSE and following.start - run.end <= LAPSE
    return same and near and not floor.text.endswith("?")


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    """Runs of one speaker with only backchannels between them as one."""
    joined: list[_Run] = []
    floor: _Run | None = None
    for run in runs:
        if run.kind is TurnKind.BACKCHANNEL:
            joined.append(run)
        elif floor is not None and floor.speaker == run.speaker and run.start - floor.end <= LAPSE:
            floor.lines += run.lines
        else:
            floor = run
            joined.append(run)
    return joined


def _turn(run: _Run, speaker: str) -> Turn:
    voice = union(line.span for line in run.lines)
    return Turn(run.start, run.end, speaker, run.text, run.kind, voice=voice)
