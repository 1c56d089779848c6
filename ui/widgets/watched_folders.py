"""The folders that are watched, in the settings."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from coach.settings import Settings
from ui.text import _
from ui.theme import Icon, Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label


class WatchedFolders(QWidget):
    """Shows them and asks; watches nothing itself."""

    add_asked = Signal()
    remove_asked = Signal(str)
    review_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watched_folders")
        self._theme = theme
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space(1))
        told = label(
            _(
                "When a new recording is whole in one of these folders, Sayback offers to review it. It looks only "
                "while it is open, and only here."
            ),
            Role.SOFT,
            name="watched_told",
            wrap=True,
        )
        add = Button(theme, "watch_folder", _("Watch a folder…"), icon=Icon.OPEN, parent=self)
        self.review = QCheckBox(_("Review new recordings without asking each time"), self)
        self.review.setObjectName("watched_review")
        self.review.setAccessibleName(self.review.text())
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(told)
        column.addLayout(self._rows)
        column.addLayout(row)
        column.addWidget(self.review)
        add.clicked.connect(self.add_asked)
        self.review.clicked.connect(self.review_chosen)

    def show_settings(self, settings: Settings) -> None:
        """Show what is watched."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for number, folder in enumerate(settings.watched):
            made = QWidget(self)
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(label(folder, Role.BODY, wrap=True), 1)
            remove = Button(self._theme, f"unwatch_{number}", _("No longer watch"), kind=ButtonKind.QUIET, parent=made)
            remove.setAccessibleName(_("No longer watch {folder}", folder=folder))
            remove.setProperty("folder", folder)
            remove.clicked.connect(self._on_remove)
            row.addWidget(remove)
            self._rows.addWidget(made)
        self.review.setVisible(bool(settings.watched))
        with QSignalBlocker(self.review):
            self.review.setChecked(settings.watched_review)

    def _on_remove(self) -> None:
        self.remove_asked.emit(str(self.sender().property("folder")))
