"""Whether timeline and transcript move along with what is heard."""

from PySide6.QtCore import QObject, Signal


class Follow(QObject):
    """On until a person turns it off, and held back while they look at another place.

    Scrolling by hand while something is heard holds it back: nothing is more annoying than a page that runs away
    from under the eyes. One click takes it up again.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_wanted = True
        self._is_held = False

    @property
    def is_on(self) -> bool:
        """Whether views move along."""
        return self._is_wanted and not self._is_held

    @property
    def is_held(self) -> bool:
        """Whether it only waits to be taken up again."""
        return self._is_wanted and self._is_held

    def toggle(self) -> None:
        """On where it is off or held back, off where it is on."""
        self._set(wanted=not self.is_on, held=False)

    def hold(self) -> None:
        """A person looks elsewhere."""
        self._set(wanted=self._is_wanted, held=self._is_wanted)

    def take_up(self) -> None:
        """Move along again, unless it was turned off."""
        self._set(wanted=self._is_wanted, held=False)

    def _set(self, *, wanted: bool, held: bool) -> None:
        if (wanted, held) != (self._is_wanted, self._is_held):
            self._is_wanted, self._is_held = wanted, held
            self.changed.emit()
