"""The edits of a session in order, and how many of them hold."""

from dataclasses import dataclass

from coach.editing.edits import Edit


@dataclass(frozen=True, slots=True)
class History:
    """Undo and redo are a position in the list; a new edit drops what was undone."""

    edits: tuple[Edit, ...] = ()
    position: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.position <= len(self.edits):
            raise ValueError(f"a position lies in 0 to {len(self.edits)}, got {self.position}")

    @property
    def applied(self) -> tuple[Edit, ...]:
        """The edits that hold."""
        return self.edits[: self.position]

    @property
    def to_undo(self) -> Edit | None:
        """What undo takes back; None where there is nothing."""
        return self.edits[self.position - 1] if self.position else None

    @property
    def to_redo(self) -> Edit | None:
        """What redo brings back; None where there is nothing."""
        return self.edits[self.position] if self.position < len(self.edits) else None

    def then(self, edit: Edit) -> "History":
        """With one more edit; what was undone before it is gone."""
        return History((*self.applied, edit), self.position + 1)

    def undone(self) -> "History":
        """One edit back; ValueError where there is none."""
        return History(self.edits, self.position - 1)

    def redone(self) -> "History":
        """One edit on; ValueError where there is none."""
        return History(self.edits, self.position + 1)
