"""The library in the settings: where it is, how big, how long things are kept, backup, restore and move."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coach.library.fate import Fate
from coach.library.storage import Storage
from coach.settings import Settings
from ui.text import _, plural
from ui.theme import Icon, Theme, space
from ui.widgets.controls import Button, ButtonKind, Choice, Role, label
from ui.widgets.flow import FlowLayout

KEEP_DAYS = (0, 30, 90, 180, 365, 730)
TRASH_DAYS = (7, 30, 90)
_LARGEST = 5


def size_words(size: int) -> str:
    """``1_500_000`` as "1.5 MB"."""
    value, unit = float(size), "bytes"
    for larger in ("kB", "MB", "GB"):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    return f"{value:.0f} {unit}" if value >= 10 or unit == "bytes" else f"{value:.1f} {unit}"


def days_words(days: int) -> str:
    """A number of days in words."""
    return plural("{count} day", "{count} days", days)


class LibrarySettings(QWidget):
    """Shows what there is and asks; does nothing itself."""

    came_up = Signal()
    show_asked = Signal()
    backup_asked = Signal()
    restore_asked = Signal()
    move_asked = Signal()
    erase_asked = Signal()
    sound_delete_asked = Signal(str)  # session
    keep_chosen = Signal(int)
    fate_chosen = Signal(Fate)
    trash_days_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_settings")
        self._theme = theme
        self._kept = label("", Role.BODY, name="library_kept", wrap=True)
        self._parts = label("", Role.SMALL, name="library_parts", wrap=True)
        self._where = label("", Role.SMALL, name="library_folder", wrap=True)
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._largest_title = label(_("The largest recordings"), Role.STRONG, name="largest_title")
        self._largest = QVBoxLayout()
        self.keep = Choice(theme, "keep_days", _("How long sessions are kept"), self)
        self.fate = Choice(theme, "fate", _("What happens to older sessions"), self)
        self.trash_days = Choice(theme, "trash_days", _("How long the trash can be taken back"), self)
        self._told = label("", Role.SMALL, name="retention_told", wrap=True)
        self._fill()
        self._lay_out()
        self.keep.activated.connect(self._on_keep)
        self.fate.activated.connect(self._on_fate)
        self.trash_days.activated.connect(self._on_trash_days)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_up.emit()

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen; a number of days that is not offered is added."""
        for choice, value in (
            (self.keep, settings.keep_days),
            (self.trash_days, settings.trash_days),
            (self.fate, settings.fate),
        ):
            if choice.findData(value) < 0:
                choice.addItem(days_words(int(value)), value)
            choice.setCurrentIndex(choice.findData(value))
        self.fate.setEnabled(settings.keep_days > 0)

    def show_due(self, coming: int) -> None:
        """How many sessions will be older than they are kept within the next week; said only where that is wanted."""
        keeps = int(self.keep.currentData())
        self._told.setVisible(keeps > 0)
        self._told.setText(
            plural(
                "{count} session becomes older than that within the next seven days.",
                "{count} sessions become older than that within the next seven days.",
                coming,
            )
        )

    def show_storage(self, storage: Storage) -> None:
        """Show where the library is, how big it is, and what is largest in it."""
        count = plural("{count} session", "{count} sessions", len(storage.sessions) - storage.trashed)
        self._kept.setText(_("{count}, {size}", count=count, size=size_words(storage.total)))
        parts = [
            _("Recordings {size}", size=size_words(storage.sound)),
            _("words and numbers {size}", size=size_words(storage.database + storage.copies)),
        ]
        if storage.trashed:
            parts.append(
                plural(
                    "{count} session in the trash with {size}",
                    "{count} sessions in the trash with {size}",
                    storage.trashed,
                    size=size_words(storage.in_trash),
                )
            )
        self._parts.setText("  ·  ".join(parts))
        self._where.setText(str(storage.folder))
        self._show_largest(storage)

    def _show_largest(self, storage: Storage) -> None:
        while (item := self._largest.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        largest = [one for one in storage.sessions if one.sound and not one.is_trashed][:_LARGEST]
        self._largest_title.setVisible(bool(largest))
        for one in largest:
            made = QWidget(self)
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(label(one.title, Role.BODY, wrap=True), 1)
            row.addWidget(label(size_words(one.sound), Role.SMALL))
            delete = Button(
                self._theme, f"delete_sound_{one.session}", _("Delete the sound…"), kind=ButtonKind.QUIET, parent=made
            )
            delete.setAccessibleName(_("Delete the sound of {title}", title=one.title))
            delete.setProperty("session", one.session)
            delete.clicked.connect(self._on_sound)
            row.addWidget(delete)
            self._largest.addWidget(made)

    # -- building ------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        for days in KEEP_DAYS:
            self.keep.addItem(days_words(days) if days else _("Until I delete them"), days)
        self.fate.addItem(_("Move them to the trash"), Fate.TRASH)
        self.fate.addItem(_("Delete only their sound"), Fate.SOUND)
        for days in TRASH_DAYS:
            self.trash_days.addItem(days_words(days), days)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        for part in (self._kept, self._parts, self._where):
            column.addWidget(part)
        column.addLayout(self._buttons())
        column.addSpacing(space(2))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(6))
        grid.setVerticalSpacing(space(2))
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, round(space(40) * self._theme.text_scale))
        for number, (text, field) in enumerate(
            ((_("Keep sessions"), self.keep), (_("Older ones"), self.fate), (_("Keep the trash"), self.trash_days))
        ):
            caption = label(text, Role.SOFT)
            caption.setBuddy(field)
            grid.addWidget(caption, number, 0)
            grid.addWidget(field, number, 1, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(grid)
        column.addWidget(self._told)
        column.addSpacing(space(2))
        column.addWidget(self._largest_title)
        column.addLayout(self._largest)

    def _buttons(self) -> FlowLayout:
        flow = FlowLayout(spacing=space(2), line_spacing=space(2))
        for name, text, icon, kind, signal in (
            ("back_up", _("Back up…"), Icon.EXPORT, ButtonKind.ORDINARY, self.backup_asked),
            ("restore_backup", _("Restore from a backup…"), Icon.IMPORT, ButtonKind.ORDINARY, self.restore_asked),
            ("move_library", _("Move to another folder…"), None, ButtonKind.ORDINARY, self.move_asked),
            ("show_library", _("Show the folder"), Icon.OPEN, ButtonKind.ORDINARY, self.show_asked),
            ("erase", _("Erase everything"), Icon.DELETE, ButtonKind.DANGER, self.erase_asked),
        ):
            button = Button(self._theme, name, text, kind=kind, icon=icon, parent=self)
            button.clicked.connect(signal)
            flow.addWidget(button)
        return flow

    # -- what people choose --------------------------------------------------------------------------------------

    def _on_keep(self) -> None:
        self.keep_chosen.emit(int(self.keep.currentData()))

    def _on_fate(self) -> None:
        self.fate_chosen.emit(Fate(self.fate.currentData()))

    def _on_trash_days(self) -> None:
        self.trash_days_chosen.emit(int(self.trash_days.currentData()))

    def _on_sound(self) -> None:
        self.sound_delete_asked.emit(str(self.sender().property("session")))
