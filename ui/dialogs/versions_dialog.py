"""What was heard in a session, and the way back to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QVBoxLayout, QWidget

from coach.library.versions import Version
from ui.item_models.versions import VersionModel
from ui.text import _
from ui.theme import Icon, Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label


class VersionsDialog(QDialog):
    """Shows the versions and asks; the buttons mean the one that is chosen."""

    back_asked = Signal(int)
    delete_asked = Signal(int)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versions_dialog")
        self.setWindowTitle(_("Versions"))
        self._model = VersionModel(self)
        self.view = QListView(self)
        self.view.setObjectName("versions_list")
        self.view.setAccessibleName(_("Versions of this session"))
        self.view.setModel(self._model)
        self.view.setSpacing(space(1))
        self.view.setWordWrap(True)
        self.back = Button(theme, "version_back", _("Go back to this one"), kind=ButtonKind.PRIMARY, parent=self)
        self.delete = Button(
            theme, "version_delete", _("Delete for good…"), kind=ButtonKind.DANGER, icon=Icon.DELETE, parent=self
        )
        self.leave = Button(theme, "versions_close", _("Close"), kind=ButtonKind.QUIET, parent=self)
        self._lay_out(theme, title)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.activated.connect(self._on_back)
        self.back.clicked.connect(self._on_back)
        self.delete.clicked.connect(self._on_delete)
        self.leave.clicked.connect(self.reject)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Take on these; the first that can be gone back to is chosen."""
        self._model.show_versions(versions)
        row = next((row for row, version in enumerate(versions) if not version.is_shown), 0)
        self.view.setCurrentIndex(self._model.index(row, 0))
        self._on_current()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, theme: Theme, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(3))
        column.addWidget(label(title, Role.TITLE, name="versions_title", wrap=True))
        told = _(
            "Each time the recording is heard again, the words, edits and names from before stay as a version. "
            "Going back to one keeps the one that is shown now in its turn. Tags, your guess and the recording belong "
            "to the session and stay."
        )
        column.addWidget(label(told, Role.SOFT, name="versions_told", wrap=True))
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.delete)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.back)
        column.addLayout(foot)
        self.resize(round(space(165) * min(theme.text_scale, 1.6)), round(space(95) * min(theme.text_scale, 1.6)))

    def _chosen(self) -> Version | None:
        return self._model.version(self.view.currentIndex().row())

    def _on_current(self) -> None:
        chosen = self._chosen()
        is_earlier = chosen is not None and not chosen.is_shown
        self.back.setEnabled(is_earlier)
        self.delete.setEnabled(is_earlier)

    def _on_back(self) -> None:
        chosen = self._chosen()
        if chosen is not None and not chosen.is_shown:
            self.back_asked.emit(chosen.number)

    def _on_delete(self) -> None:
        chosen = self._chosen()
        if chosen is not None and not chosen.is_shown:
            self.delete_asked.emit(chosen.number)
