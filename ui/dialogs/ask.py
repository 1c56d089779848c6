"""One question before something that cannot be taken back; Enter and Esc keep things as they are."""

from PySide6.QtWidgets import QMessageBox, QWidget

from ui.text import _


def is_sure(parent: QWidget, name: str, question: str, happens: str, yes: str, no: str = "") -> bool:
    """Whether the person said yes. The buttons are called ``<name>_yes`` and ``<name>_no``."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setText(question)
    box.setInformativeText(happens)
    agree = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    agree.setObjectName(f"{name}_yes")
    keep = box.addButton(no or _("Keep as it is"), QMessageBox.ButtonRole.RejectRole)
    keep.setObjectName(f"{name}_no")
    box.setDefaultButton(keep)
    box.exec()
    agreed = box.clickedButton() is agree
    box.deleteLater()
    return agreed
