"""The files of contexts and points, checked field by field, with errors that name the file and the field."""

from dataclasses import dataclass

from coach.contexts.context import Target
from coach.measures.measure import Strength
from coach.measures.registry import MEASURES

_CONTEXT_FIELDS = {"id", "title", "description", "extends", "not_graded", "targets"}
_TARGET_FIELDS = {"knots", "text", "source", "strength", "minimum_speech"}
_GROUP_FIELDS = {"title", "points", "measures"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A context as its file has it, before it takes over the targets of what it extends."""

    id: str
    title: str
    description: str
    extends: str | None
    not_graded: tuple[str, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """The points of 100 that a measure carries, and the title of what they are for."""

    points: float
    group: str


def draft(name: str, data: dict[str, object]) -> Draft:
    """A context's file.

    Raises:
        ValueError: a field is missing, unknown or of the wrong kind; the message names file and field.
    """
    _known(name, data, _CONTEXT_FIELDS)
    found = Draft(
        id=_text(name, data, "id"),
        title=_text(name, data, "title"),
        description=_text(name, data, "description"),
        extends=_text(name, data, "extends") if "extends" in data else None,
        not_graded=_texts(name, data, "not_graded"),
        targets=tuple(
            _target(f"{name}, targets.{measure}", measure, _table(f"{name}, targets.{measure}", value))
            for measure, value in _table(f"{name}, targets", data.get("targets", {})).items()
        ),
    )
    if f"{found.id}.toml" != name:
        raise ValueError(f"{name}: its id is “{found.id}”, so it should be named {found.id}.toml")
    return found


def _target(place: str, measure: str, data: dict[str, object]) -> Target:
    _known(place, data, _TARGET_FIELDS)
    _measure(place, measure)
    strength = _text(place, data, "strength")
    if strength not in {known.value for known in Strength}:
        raise ValueError(f"{place}: strength is “{strength}”, not one of {[known.value for known in Strength]}")
    return Target(
        measure=measure,
        knots=_knots(place, data.get("knots")),
        text=_text(place, data, "text"),
        source=_text(place, data, "source"),
        strength=strength,
        minimum_speech=_number(f"{place}, minimum_speech", data.get("minimum_speech", 0)),
    )


def _knots(place: str, value: object) -> tuple[tuple[float, float], ...]:
    """At least two knots, sorted by value, with scores of 0 to 100."""
    if not isinstance(value, list) or len(value) < 2:
        raise ValueError(f"{place}: knots must be a list of at least two [value, score]")
    knots = []
    for knot in value:
        if not isinstance(knot, list) or len(knot) != 2:
            raise ValueError(f"{place}: a knot must be [value, score], not {knot!r}")
        knots.append((_number(f"{place}, knots", knot[0]), _number(f"{place}, knots", knot[1])))
    values, scores = [value for value, _ in knots], [score for _, score in knots]
    if values != sorted(set(values)):
        raise ValueError(f"{place}: the values of knots must rise, not {values}")
    if not all(0.0 <= score <= 100.0 for score in scores):
        raise ValueError(f"{place}: the scores of knots must lie in 0 to 100, not {scores}")
    return tuple(knots)


def weights(name: str, data: dict[str, object]) -> dict[str, Weight]:
    """The points of each measure; a group's points are shared out by its parts.

    Raises:
        ValueError: a field is missing, unknown or of the wrong kind; the message names file and field.
    """
    found: dict[str, Weight] = {}
    for key, value in data.items():
        place = f"{name}, {key}"
        group = _table(place, value)
        _known(place, group, _GROUP_FIELDS)
        title, points = _text(place, group, "title"), _number(f"{place}, points", group.get("points"))
        parts = {
            measure: _number(f"{place}, measures.{measure}", part)
            for measure, part in _table(f"{place}, measures", group.get("measures")).items()
        }
        if points <= 0.0 or not parts or min(parts.values()) <= 0.0:
            raise ValueError(f"{place}: points and parts must be above 0")
        for measure, part in parts.items():
            _measure(place, measure)
            if measure in found:
                raise ValueError(f"{place}: {measure} already has points elsewhere")
            found[measure] = Weight(points * part / sum(parts.values()), title)
    if sum(weight.points for weight in found.values()) > 100.0 + 1e-6:
        raise ValueError(f"{name}: the points add up to more than 100")
    return found


def _measure(place: str, measure: str) -> None:
    if measure not in {known.name for known in MEASURES}:
        raise ValueError(f"{place}: there is no measure “{measure}”")


def _known(place: str, data: dict[str, object], fields: set[str]) -> None:
    if unknown := sorted(set(data) - fields):
        raise ValueError(f"{place}: unknown fields {unknown}; known are {sorted(fields)}")


def _table(place: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"{place}: must be a table, not {value!r}")
    return value


def _text(place: str, data: dict[str, object], field: str) -> str:
    value = data.get(field)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{place}: {field} must be a text, not {value!r}")
    return value


def _texts(place: str, data: dict[str, object], field: str) -> tuple[str, ...]:
    value = data.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{place}: {field} must be a list of texts, not {value!r}")
    return tuple(value)


def _number(place: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{place}: must be a number, not {value!r}")
    return float(value)
