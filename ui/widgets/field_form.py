"""Fields under each other, each with its name at the left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from ui.theme import space
from ui.widgets.controls import Role, label


class FieldForm(QFormLayout):
    """The form that all dialogs share: fields grow, names stand at the left and lead to their field."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(space(5))
        self.setVerticalSpacing(space(2))
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def add(self, name: str, field: QWidget, *, role: Role = Role.SOFT) -> None:
        """One more field; ``name`` may be empty."""
        caption = label(name, role)
        caption.setBuddy(field)
        self.addRow(caption, field)
