"""Measures as a tree: two headings, a row for each measure, and under it what it means and its moments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coach.measures.measure import Kind, Measure
from coach.measures.result import Result, Status
from coach.moments.moment import Moment, Passage
from coach.times import clock
from ui.painters.band_geometry import Axis, Zone
from ui.text import _, plural
from ui.wording import moment_title

Index = QModelIndex | QPersistentModelIndex
NODE = Qt.ItemDataRole.UserRole + 1


class NodeKind(Enum):
    """What a row is."""

    HEADING = auto()
    MEASURE = auto()
    MEANING = auto()
    MOMENT = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """A measure's band: its zones, and where value and range lie, all 0 to 1."""

    zones: tuple[Zone, ...]
    axis: Axis
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure as it is read: a sentence, what is beside it, and the band where the context sets a target."""

    measure: Measure
    result: Result
    headline: str
    beside: str
    target: str = ""
    target_source: str = ""
    scale: Scale | None = None


@dataclass(slots=True, eq=False)
class Node:
    """A row of the tree. ``moment`` is set on rows of moments.

    ``below`` makes the rows under it when they are first asked for: most measures are never opened, and a long talk has
    thousands of moments.
    """

    kind: NodeKind
    title: str
    text: str = ""
    line: MeasureLine | None = None
    moment: Moment | Passage | None = None
    speaker: str = ""
    parent: "Node | None" = None
    row: int = 0
    below: "Callable[[Node], list[Node]] | None" = None
    _children: "list[Node] | None" = None

    @property
    def children(self) -> "list[Node]":
        """The rows under it."""
        if self._children is None:
            self._children = [] if self.below is None else self.below(self)
        return self._children

    @property
    def count(self) -> int:
        """How many rows are under it, known before they are made."""
        if self._children is None and self.kind is NodeKind.MEASURE and self.line is not None:
            return 1 + len(self.line.result.evidence)
        return len(self.children)


class MeasureModel(QAbstractItemModel):
    """Read-only; reset as a whole when the review changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node(NodeKind.HEADING, "")

    def show_lines(self, lines: Sequence[MeasureLine], labels: dict[str, str]) -> None:
        """Take on the measures of a review; ``labels`` names the speakers by id."""
        self.beginResetModel()
        self._root = _tree(lines, labels)
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        node = self.node(parent)
        if column != 0 or not 0 <= row < node.count:
            return QModelIndex()
        return self.createIndex(row, 0, node.children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override] # the other overload is QObject's own
        above = self.node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return self.node(parent).count if not parent.isValid() or parent.column() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.node(index).kind is NodeKind.HEADING:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == NODE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{node.title}. {node.text}" if node.text else node.title
        return None

    def node(self, index: Index) -> Node:
        """The row behind an index; the root behind none."""
        if not index.isValid():
            return self._root
        found = index.internalPointer()
        assert isinstance(found, Node)
        return found

    def index_of(self, measure: str) -> QModelIndex:
        """The row of the measure with that name; invalid where it is not shown."""
        for row, node in enumerate(self._root.children):
            if node.line is not None and node.line.measure.name == measure:
                return self.createIndex(row, 0, node)
        return QModelIndex()


def _tree(lines: Sequence[MeasureLine], labels: dict[str, str]) -> Node:
    root = Node(NodeKind.HEADING, "")
    for kind, title, text in (
        (Kind.MEASURED, _("Measured"), _("Taken from the times and the words.")),
        (Kind.JUDGED, _("Judged"), _("Rests on how the words were understood, and can be wrong.")),
    ):
        own = [line for line in lines if line.measure.kind is kind]
        if not own:
            continue
        tops = root.children
        tops.append(Node(NodeKind.HEADING, title, text, parent=root, row=len(tops)))
        # What could not be measured comes last: it is an answer, but not the first one to read.
        for line in sorted(own, key=lambda line: line.result.status is Status.NOT_MEASURABLE):
            tops.append(_measure_node(line, labels, root, len(tops)))
    return root


def _measure_node(line: MeasureLine, labels: dict[str, str], root: Node, row: int) -> Node:
    parts = [line.beside, line.target]
    if line.result.evidence:
        count = len(line.result.evidence)
        parts.append(plural("{count} moment", "{count} moments", count))

    def below(node: Node) -> list[Node]:
        return [
            Node(NodeKind.MEANING, _("What this is"), meaning(line), line=line, parent=node),
            *(_moment_node(line, moment, labels, node, n) for n, moment in enumerate(line.result.evidence, 1)),
        ]

    text = ". ".join(filter(None, parts))
    return Node(NodeKind.MEASURE, line.headline, text, line=line, parent=root, row=row, below=below)


def _moment_node(line: MeasureLine, moment: Moment | Passage, labels: dict[str, str], parent: Node, row: int) -> Node:
    speaker = labels.get(moment.speaker, "")
    title = f"{clock(moment.start)}  {moment.quote}"
    why = moment.why if isinstance(moment, Moment) else ""
    text = " · ".join(filter(None, (speaker, moment_title(moment), why)))
    return Node(NodeKind.MOMENT, title, text, line, moment, speaker, parent, row)


def meaning(line: MeasureLine) -> str:
    """Definition, formula, sources and strength in a few plain lines."""
    known = line.measure
    parts = [
        known.definition,
        _("How: {formula}.", formula=known.formula.rstrip(".")),
        _("Source: {source}.", source=known.source.rstrip(".")),
        _("Strength of the evidence: {strength}.", strength=_(known.strength.value)),
    ]
    if line.target:
        target = _("Aim: {target}", target=line.target.rstrip("."))
        parts.append(f"{target} ({line.target_source.rstrip('.')})." if line.target_source else f"{target}.")
    return "\n".join(parts)
