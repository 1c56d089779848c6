"""Says what remembering a voice means before it is done."""

from PySide6.QtWidgets import QMessageBox, QWidget

from ui.text import _


def agrees_to_enrol(parent: QWidget) -> bool:
    """Whether the person wants their own voice remembered, knowing what that is."""
    box = QMessageBox(parent)
    box.setObjectName("enrol_box")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setText(_("Remember my voice on this computer?"))
    box.setInformativeText(
        _(
            "What the voice that is marked as you sounds like is kept, so that the next review knows you by itself. "
            "It stays here, and nothing is kept of anybody else. Settings can forget it at any time. "
            "Remember nobody's voice but your own."
        )
    )
    yes = box.addButton(_("Remember it"), QMessageBox.ButtonRole.AcceptRole)
    yes.setObjectName("enrol_really")
    no = box.addButton(_("No"), QMessageBox.ButtonRole.RejectRole)
    no.setObjectName("enrol_no")
    box.setDefaultButton(no)
    box.exec()
    agreed = box.clickedButton() is yes
    box.deleteLater()
    return agreed
