"""The measures: each opens what it means and the moments it came from."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeView, QWidget

from coach.moments.moment import Moment
from ui.item_models.measures import MeasureLine, MeasureModel, NodeKind
from ui.text import _
from ui.theme import Theme
from ui.widgets.edit_menus import add_verdicts
from ui.widgets.measure_delegate import MeasureDelegate


class MeasureTree(QTreeView):
    """A click or Enter on a measure opens it; on a moment it asks to hear it."""

    moment_activated = Signal(object)  # Moment | Passage
    measure_opened = Signal(str)
    edit_asked = Signal(object)  # Edit

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("measure_tree")
        self.setAccessibleName(_("Measures"))
        self._model = MeasureModel(self)
        self._delegate = MeasureDelegate(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setAnimated(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)
        self._pressed = QModelIndex()
        theme.changed.connect(self._on_theme_changed)

    @property
    def measures(self) -> MeasureModel:
        """The rows."""
        return self._model

    def show_lines(self, lines: Sequence[MeasureLine], labels: dict[str, str]) -> None:
        """Take on the measures of a review; what was open stays open."""
        opened = [line.measure.name for line in lines if self.isExpanded(self._model.index_of(line.measure.name))]
        scroll = self.verticalScrollBar().value()
        self._delegate.forget()
        self._model.show_lines(lines, labels)
        for name in opened:
            self.expand(self._model.index_of(name))
        self.verticalScrollBar().setValue(scroll)

    def open_measure(self, name: str) -> None:
        """Open one measure and bring it to the top."""
        index = self._model.index_of(name)
        if index.isValid():
            self.expand(index)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def activate(self, index: QModelIndex) -> None:
        """What a click and Enter do."""
        node = self._model.node(index)
        if node.kind is NodeKind.MEASURE and node.line is not None:
            self.setExpanded(index, not self.isExpanded(index))
            if self.isExpanded(index):
                self.measure_opened.emit(node.line.measure.name)
        elif node.kind is NodeKind.MOMENT:
            self.moment_activated.emit(node.moment)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def drawBranches(self, painter: QPainter, rect: object, index: object) -> None:
        """Nothing: the delegate paints the chevron."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index == self._pressed:
            self.activate(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.activate(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        moment = self._model.node(index).moment
        if not isinstance(moment, Moment):
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setObjectName("moment_menu")
        menu.setAccessibleName(_("This moment"))
        add_verdicts(menu, moment, self.edit_asked.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        box = self.visualRect(index)
        menu.popup(self.viewport().mapToGlobal(box.topLeft() + QPoint(60, 24)) if by_key else event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._relay()

    def _on_theme_changed(self) -> None:
        self._relay()

    def _relay(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()
