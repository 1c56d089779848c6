"""Records to and from the JSON that the tables hold."""

import json
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from cattrs import Converter

from coach.audio.verdict import Verdict
from coach.contexts.context import Context
from coach.conversation import Conversation
from coach.editing.edits import (
    ChangeContext,
    ChooseGoal,
    ChooseMe,
    CorrectMoment,
    Edit,
    EditWords,
    MergeSpeakers,
    MergeTurns,
    ReassignTurn,
    RenameSpeaker,
    SplitTurn,
)
from coach.feedback.scorecard import Scorecard
from coach.hearing.heard import Heard
from coach.measures.result import Result
from coach.moments.moment import Moment, Passage, Trait
from coach.times import Span
from models.records import SpeakerSpan, VoiceSpan, Word

_T = TypeVar("_T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a review says beside the conversation itself."""

    context: Context
    quality: tuple[Verdict, ...]
    moments: tuple[Moment, ...]
    results: tuple[Result, ...]
    scorecard: Scorecard
    goal: str | None = None


@dataclass(slots=True)
class _Table(Generic[_T]):
    """Records by number, each once."""

    records: list[_T] = field(default_factory=list)
    numbers: dict[_T, int] = field(default_factory=dict)

    def number(self, record: _T) -> int:
        if record not in self.numbers:
            self.numbers[record] = len(self.records)
            self.records.append(record)
        return self.numbers[record]


class Codec:
    """Writes and reads records. Belongs to one thread: it holds the tables of the record in hand.

    A passage and a result stand in a review many times (as evidence, in the scorecard), so each is written once
    and meant by its number.
    """

    def __init__(self) -> None:
        self._passages: _Table[Moment | Passage] = _Table()
        self._results: _Table[Result] = _Table()
        self._plain = _converter()
        self._with_passages = _converter()
        self._with_results = _converter()
        for converter in (self._with_passages, self._with_results):
            for kind in (Moment, Passage):
                converter.register_unstructure_hook(kind, lambda record: self._passages.number(record))
            converter.register_structure_hook(Moment | Passage, lambda number, _: self._passages.records[number])
        self._with_results.register_unstructure_hook(Result, lambda record: self._results.number(record))
        self._with_results.register_structure_hook(Result, lambda number, _: self._results.records[number])

    def judged(self, judged: Judged) -> str:
        """As JSON."""
        self._passages, self._results = _Table(), _Table()
        written = {
            "context": self._plain.unstructure(judged.context),
            "quality": self._plain.unstructure(judged.quality),
            "moments": [self._passages.number(moment) for moment in judged.moments],
            "results": [self._results.number(result) for result in judged.results],
            "scorecard": self._with_results.unstructure(judged.scorecard),
        }
        if judged.goal is not None:
            written["goal"] = judged.goal
        written["table_of_results"] = [self._with_passages.unstructure(record) for record in self._results.records]
        written["table_of_passages"] = [self._plain.unstructure(record) for record in self._passages.records]
        return _json(written)

    def read_judged(self, text: str) -> Judged:
        """From JSON."""
        kept = json.loads(text)
        self._passages, self._results = _Table(), _Table()
        self._passages.records = [_passage(self._plain, record) for record in kept["table_of_passages"]]
        self._results.records = [self._with_passages.structure(r, Result) for r in kept["table_of_results"]]
        return Judged(
            context=self._plain.structure(kept["context"], Context),
            quality=self._plain.structure(kept["quality"], tuple[Verdict, ...]),
            moments=tuple(m for n in kept["moments"] if isinstance(m := self._passages.records[n], Moment)),
            results=tuple(self._results.records[number] for number in kept["results"]),
            scorecard=self._with_results.structure(kept["scorecard"], Scorecard),
            goal=kept.get("goal"),
        )

    def edit(self, edit: Edit) -> tuple[str, str]:
        """Its kind, and the rest as JSON."""
        return _KINDS[type(edit)], _json(self._plain.unstructure(edit))

    def read_edit(self, kind: str, text: str) -> Edit:
        """From its kind and JSON."""
        return self._plain.structure(json.loads(text), _EDITS[kind])

    def conversation(self, talk: Conversation) -> str:
        """As JSON."""
        return _json(self._plain.unstructure(talk))

    def read_conversation(self, text: str) -> Conversation:
        """From JSON."""
        return self._plain.structure(json.loads(text), Conversation)

    def heard(self, heard: Heard) -> str:
        """As JSON."""
        return _json(self._plain.unstructure(heard))

    def read_heard(self, text: str) -> Heard:
        """From JSON."""
        return self._plain.structure(json.loads(text), Heard)

    def words(self, words: tuple[Word, ...]) -> str:
        """As JSON."""
        return _json([_WRITE[Word](word) for word in words])

    def read_words(self, text: str) -> tuple[Word, ...]:
        """From JSON."""
        return tuple(Word(*values) for values in json.loads(text))

    def spans(self, spans: tuple[Span, ...]) -> str:
        """As JSON."""
        return _json([_WRITE[Span](span) for span in spans])

    def read_spans(self, text: str) -> tuple[Span, ...]:
        """From JSON."""
        return tuple(Span(*values) for values in json.loads(text))


# The names in the file; they never change.
_EDITS: dict[str, type[Edit]] = {
    "edit_words": EditWords,
    "split_turn": SplitTurn,
    "merge_turns": MergeTurns,
    "reassign_turn": ReassignTurn,
    "rename_speaker": RenameSpeaker,
    "merge_speakers": MergeSpeakers,
    "choose_me": ChooseMe,
    "correct_moment": CorrectMoment,
    "change_context": ChangeContext,
    "choose_goal": ChooseGoal,
}
_KINDS = {of: kind for kind, of in _EDITS.items()}

# Records of which a long recording has tens of thousands: as rows, a third of the size and of the time.
_WRITE: dict[type, Any] = {
    Word: lambda word: [word.start, word.end, word.text, word.probability],
    Span: lambda span: [span.start, span.end],
    VoiceSpan: lambda span: [span.start, span.end],
    SpeakerSpan: lambda span: [span.start, span.end, span.speaker],
}


def _converter() -> Converter:
    converter = Converter()
    for kind, write in _WRITE.items():
        converter.register_unstructure_hook(kind, write)
        converter.register_structure_hook(kind, lambda values, of: of(*values))
    converter.register_unstructure_hook_func(lambda kind: kind == frozenset[Trait], sorted)
    return converter


def _passage(plain: Converter, kept: dict[str, Any]) -> Moment | Passage:
    return plain.structure(kept, Moment) if "type" in kept else plain.structure(kept, Passage)


def _json(value: object) -> str:
    """ASCII, so that a name in any script, or half a letter, comes back as it was."""
    return json.dumps(value, separators=(",", ":"))
