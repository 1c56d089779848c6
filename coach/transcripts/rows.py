"""Transcripts as JSON: a list of rows with a time, a speaker and a text, under the usual names."""

import json
from collections.abc import Iterator, Mapping

from coach.transcripts.cue import Cue, seconds

_LISTS = ("segments", "utterances", "turns", "transcript", "results", "monologues", "entries")
_STARTS = ("start", "start_time", "startTime", "begin", "from", "timestamp")
_ENDS = ("end", "stop", "end_time", "endTime", "to")
_SPEAKERS = ("speaker", "speaker_name", "speakerName", "name", "who", "role")
_TEXTS = ("text", "dialogue", "utterance", "transcript", "content", "sentence")

_LONGEST = 1e6  # seconds; larger numbers are dates or milliseconds of another clock


def read_rows(text: str) -> tuple[Cue, ...] | None:
    """The rows that have a time and a text; None where this is not JSON, empty where it holds no such rows."""
    try:
        content: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    names = _names(content)
    return tuple(cue for row in _rows(content) if (cue := _cue(row, names)) is not None)


def _names(content: object) -> dict[str, str]:
    """What the speakers are called, by id, where the file says so beside its rows, as our own review does."""
    people = content.get("speakers") if isinstance(content, Mapping) else None
    found = [person for person in people if isinstance(person, Mapping)] if isinstance(people, list) else []
    named = ((person.get("id"), person.get("label") or person.get("name")) for person in found)
    return {str(id_): name.strip() for id_, name in named if id_ is not None and isinstance(name, str) and name.strip()}


def _rows(content: object) -> Iterator[Mapping[str, object]]:
    if isinstance(content, Mapping):
        content = next((content[key] for key in _LISTS if isinstance(content.get(key), list)), [])
    if isinstance(content, list):
        yield from (row for row in content if isinstance(row, Mapping))


def _cue(row: Mapping[str, object], names: Mapping[str, str]) -> Cue | None:
    start, said = _time(_first(row, _STARTS)), _first(row, _TEXTS)
    if start is None or not isinstance(said, str) or not said.strip():
        return None
    speaker = _first(row, _SPEAKERS)
    name = str(speaker).strip() if isinstance(speaker, str | int) else ""
    return Cue(start, _time(_first(row, _ENDS)), " ".join(said.split()), names.get(name, name) or None)


def _first(row: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((row[name] for name in names if row.get(name) is not None), None)


def _time(value: object) -> float | None:
    if isinstance(value, str):
        return seconds(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if 0 <= value < _LONGEST else None
    return None
