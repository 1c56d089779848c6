"""The versions of a session as a list, the newest first: two lines of words each."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from coach.library.versions import Version
from ui.languages import LANGUAGES
from ui.text import _, plural

_Index = QModelIndex | QPersistentModelIndex


class VersionModel(QAbstractListModel):
    """Versions in the order they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[Version, ...] = ()

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Take on these."""
        self.beginResetModel()
        self._versions = tuple(versions)
        self.endResetModel()

    def version(self, row: int) -> Version | None:
        """The one in that row; None where there is none."""
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._versions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        first, second = version_lines(self._versions[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{first}\n{second}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{first}. {second}"
        return None


def version_lines(version: Version) -> tuple[str, str]:
    """Number, day and edits; then what heard it, the language, the voices, the rules."""
    local = version.heard_at.astimezone()
    day = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
    first = [_("Version {number}", number=version.number), f"{day}, {local:%H:%M}"]
    if version.is_shown:
        first.append(_("shown now"))
    if version.edits:
        first.append(plural("{count} edit", "{count} edits", version.edits))
    engines = version.engines
    heard_by = " + ".join(name for name in (engines.speech, engines.speakers) if name)
    second = [
        heard_by or _("from a transcript"),
        dict(LANGUAGES).get(version.language, version.language),
        plural("{count} voice", "{count} voices", version.voices),
        _("rules {rules}", rules=version.rules),
    ]
    return "  ·  ".join(first), "  ·  ".join(second)
