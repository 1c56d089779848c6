"""What Sayback is made of, and the licences of it."""

import re
from importlib.metadata import PackageNotFoundError, metadata, requires
from importlib.resources import files
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ui.text import _
from ui.theme import Theme, space
from ui.theme.fonts import assets
from ui.widgets.controls import Role, label

_NAME = re.compile(r"[\w.-]+")


def notices() -> str:
    """The packages in use with their licences, then the notices of everything that comes with the program."""
    own = [
        Path(str(files("models"))) / "weights" / "THIRD_PARTY_LICENSES",
        Path(str(files("coach.sample"))) / "NOTICE",
        *sorted((assets() / "fonts").glob("LICENSE*")),
        *sorted((assets() / "icons").glob("LICENSE*")),
    ]
    parts = ["\n".join(_packages())]
    parts += [f"{path.name}\n\n{path.read_text(encoding='utf-8').strip()}" for path in own]
    return "\n\n———\n\n".join(parts)


def _packages() -> list[str]:
    lines = []
    for wanted in requires("sayback") or ():
        if "extra ==" in wanted:
            continue
        name = _NAME.match(wanted)
        try:
            known = metadata(name[0] if name else "")
        except (PackageNotFoundError, ValueError):
            continue
        said = [known[field] for field in ("License-Expression", "License") if field in known and known[field].strip()]
        licence = said[0].strip().splitlines()[0] if said else _("see its package")
        lines.append(f"{known['Name']} {known['Version']}: {licence}")
    return lines


class LicencesDialog(QDialog):
    """A page of text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("licences_dialog")
        self.setWindowTitle(_("Licences"))
        self.text = QPlainTextEdit(notices(), self)
        self.text.setObjectName("licences_text")
        self.text.setAccessibleName(_("Licences"))
        self.text.setReadOnly(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(6))
        column.setSpacing(space(3))
        column.addWidget(label(_("Sayback is free software under the Apache Licence 2.0"), Role.LEAD, wrap=True))
        column.addWidget(self.text, 1)
        self.resize(round(space(180) * min(theme.text_scale, 1.6)), space(140))
