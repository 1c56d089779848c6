"""The transcript: read it, hear it from any word, find in it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QPropertyAnimation,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QToolTip, QWidget

from coach.conversation import Conversation
from coach.editing.apply import next_of_same
from coach.editing.edits import EditWords, MergeTurns, SplitTurn
from coach.moments.moment import Moment, Passage
from ui.item_models.transcript import TranscriptModel
from ui.item_models.transcript_find import Place, Query, places
from ui.painters.transcript_geometry import Range, word_at, word_ranges
from ui.text import _
from ui.theme import Theme, Voice
from ui.widgets.edit_menus import Hands, turn_menu
from ui.widgets.transcript_delegate import TranscriptDelegate
from ui.wording import moment_title

_ROOM = 24  # pixels at the foot that what is heard does not reach into
_SCROLLING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class TranscriptList(QListView):
    """One row for each turn. A click or Enter plays from there; Space plays or pauses.

    E writes the words of the turn anew, M merges it with the next of the same speaker, the menu does everything else.
    """

    play_requested = Signal(float)
    play_toggled = Signal()
    edit_asked = Signal(object)  # Edit
    name_asked = Signal(str)  # speaker id
    moment_pressed = Signal(int)
    scrolled_by_hand = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        # Before the view is made: making it may already lay it out.
        self._wanted: tuple[int, QListView.ScrollHint] | None = None
        super().__init__(parent)
        self.setObjectName("transcript_list")
        self.setAccessibleName(_("Transcript"))
        self._model = TranscriptModel(self)
        self._delegate = TranscriptDelegate(theme, self)
        self._moments: tuple[Moment | Passage, ...] = ()
        self._conversation: Conversation | None = None
        self._playing: int | None = None
        self._pressed: QModelIndex | None = None
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A scroll bar that comes and goes would change the width and so every height.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(100)  # a batch takes less than a frame
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().rangeChanged.connect(self._on_laid_out)
        self.verticalScrollBar().actionTriggered.connect(self._on_bar_moved)
        self._theme = theme
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        theme.changed.connect(self._on_theme_changed)
        # Queued: what is written changes the rows, and the editor is to be gone by then.
        queued = Qt.ConnectionType.QueuedConnection
        self._delegate.words_written.connect(self._on_written, queued)
        self._delegate.split_asked.connect(self._on_split, queued)

    @property
    def turns(self) -> TranscriptModel:
        """The rows."""
        return self._model

    def show_turns(
        self, conversation: Conversation, moments: Sequence[Moment | Passage], voices: dict[str, Voice]
    ) -> None:
        """Take on a conversation, keeping the place in it where it is the same recording, edited or seen otherwise."""
        before, self._conversation = self._conversation, conversation
        is_same = before is not None and before.duration == conversation.duration
        is_near = abs(self._model.rowCount() - len(conversation.turns)) <= 1
        keep = min(self.currentIndex().row(), len(conversation.turns) - 1) if is_same and is_near else -1
        scroll = self.verticalScrollBar().value()
        self._moments = tuple(moments)
        self._playing = None
        self._delegate.set_playing(None, None)
        self._wanted = None
        self._delegate.show_moments(moments)
        self._model.show_turns(conversation, moments, voices)
        if keep >= 0:
            self._choose(keep)
            self.verticalScrollBar().setValue(scroll)

    def set_position(self, now: float | None, *, follow: bool) -> None:
        """Tint what is being said at ``now``; ``follow`` keeps it in view."""
        row = None if now is None else self._model.row_at(now)
        word = None if row is None or now is None else word_at(self._model.row(row).turn, now)
        before, self._playing = self._playing, row
        if not self._delegate.set_playing(row, word):
            return
        for number in (before, row):
            if number is not None:
                self.update(self._model.index(number))
        if follow and row is not None:
            self._keep_in_view(row, word)

    def _keep_in_view(self, row: int, word: Range | None) -> None:
        """Let the word that is heard, or where its turn begins, come to a third of the height once it nears an edge."""
        index = self._model.index(row)
        box = self.visualRect(index)
        if not box.isValid():
            self._bring(row, QListView.ScrollHint.PositionAtCenter)
            return
        first, last = self._delegate.lines_of(row, self._model.row(row), word)
        top, bottom = box.top() + first, box.top() + last
        high = self.viewport().height()
        if self._glide.state() is QPropertyAnimation.State.Running or (top >= 0 and bottom <= high - _ROOM):
            return
        bar = self.verticalScrollBar()
        self._wanted = None
        self._go(min(max(bar.value() + round(top - high / 3), bar.minimum()), bar.maximum()))

    def _go(self, to: int) -> None:
        """Scroll there, gliding unless it is far or nothing is to move."""
        bar = self.verticalScrollBar()
        self._glide.stop()
        is_far = abs(to - bar.value()) > 2 * self.viewport().height()
        if is_far or not self._theme.motion_ms or not self.isVisible():
            bar.setValue(to)
            return
        self._glide.setDuration(self._theme.motion_ms)
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(to)
        self._glide.start()

    def _on_bar_moved(self) -> None:
        self._glide.stop()
        self.scrolled_by_hand.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._glide.stop()
        super().wheelEvent(event)
        self.scrolled_by_hand.emit()

    def set_chosen(self, moment: int | None) -> None:
        """Tint the words of this moment and bring them into view."""
        self._delegate.set_chosen(moment)
        if moment is not None:
            self.go_to(self._moments[moment].turn)
        self.viewport().update()

    def search(self, query: Query) -> tuple[Place, ...]:
        """Tint what is looked for and give its places."""
        found = places(self._model.rows, self._moments, query)
        self._delegate.set_found(query.needle, found)
        self.viewport().update()
        return found

    def show_place(self, place: Place) -> None:
        """Bring one of the places into view, marked as the one that is shown."""
        self._delegate.set_place(place)
        self.go_to(place.row)
        self.viewport().update()

    def go_to(self, row: int) -> None:
        """Make ``row`` the current one and bring it into view."""
        self._choose(row)
        self._bring(row, QListView.ScrollHint.PositionAtCenter)

    def _bring(self, row: int, hint: QListView.ScrollHint) -> None:
        """Scroll to ``row``, now or as soon as the list is laid out so far: long talks are laid out in pieces."""
        index = self._model.index(row)
        is_laid_out = self.visualRect(index).isValid()
        self._wanted = None if is_laid_out else (row, hint)
        if is_laid_out:
            self.scrollTo(index, hint)

    def _on_laid_out(self) -> None:
        if self._wanted is not None:
            self._bring(*self._wanted)

    def _choose(self, row: int) -> None:
        self.selectionModel().setCurrentIndex(self._model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_theme_changed(self) -> None:
        self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        """Heights change: keep the row that is on top where it is."""
        top = self.indexAt(QPoint(self.width() // 2, 1))
        if top.isValid() and self._wanted is None and self.verticalScrollBar().value() > 0:
            self._wanted = (top.row(), QListView.ScrollHint.PositionAtTop)
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._on_laid_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._lay_out_anew()
        super().resizeEvent(event)

    # -- hands ---------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index == self._pressed:
            self.play_requested.emit(self._time_at(index, event.position()))
            if (moment := self._moment_at(index, event.position())) is not None:
                self.moment_pressed.emit(moment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if index.isValid():
                self.play_requested.emit(self._model.row(index.row()).turn.start)
            case Qt.Key.Key_Space:
                self.play_toggled.emit()
            case Qt.Key.Key_E if index.isValid():
                self.write(index.row())
            case Qt.Key.Key_M if index.isValid():
                self._merge(index.row())
            case key:
                super().keyPressEvent(event)
                if key in _SCROLLING:
                    self.scrolled_by_hand.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid() or self._conversation is None:
            return
        self._choose(index.row())
        word = None if by_key else self._word_at(index, QPointF(event.pos()))
        row = self._model.row(index.row())
        moments = [moment for i in row.moments if isinstance(moment := self._moments[i], Moment)]
        hands = Hands(self.edit_asked.emit, self.write, self.name_asked.emit)
        menu = turn_menu(self, self._conversation, index.row(), word, moments, hands)
        menu.aboutToHide.connect(menu.deleteLater)
        box = self.visualRect(index)
        menu.popup(self.viewport().mapToGlobal(box.topLeft() + QPoint(60, 24)) if by_key else event.globalPos())

    # -- writing -------------------------------------------------------------------------------------------------

    def write(self, row: int, at: int | None = None) -> None:
        """Let the words of that turn be written anew, the cursor at that character or at the end."""
        self.go_to(row)
        self._delegate.write_from(at)
        self.edit(self._model.index(row))

    def _on_written(self, row: int, text: str) -> None:
        if text:
            self.edit_asked.emit(EditWords(row, text))

    def _on_split(self, row: int, text: str, word: int) -> None:
        """Keep what was written, then split it."""
        if text and 0 < word < len(text.split()):
            self._on_written(row, text)
            self.edit_asked.emit(SplitTurn(row, word))

    def _merge(self, row: int) -> None:
        if self._conversation is not None and next_of_same(self._conversation, row) is not None:
            self.edit_asked.emit(MergeTurns(row))

    # -- places --------------------------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            tip = self._tip(QPointF(event.pos()))
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _character_at(self, index: QModelIndex, point: QPointF) -> int | None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        row = self._model.row(index.row())
        rect = QRectF(self.visualRect(index))
        return self._delegate.character_at(index.row(), row, rect, point, self._delegate.columns(option))

    def _time_at(self, index: QModelIndex, point: QPointF) -> float:
        """When the word under ``point`` is said; the start of the turn beside the text."""
        turn = self._model.row(index.row()).turn
        at = self._character_at(index, point)
        if at is not None:
            for place in word_ranges(turn):
                if place.start <= at <= place.start + place.length:
                    return turn.words[place.index].start
        return turn.start

    def _word_at(self, index: QModelIndex, point: QPointF) -> int | None:
        """The word under ``point``, counted in the turn's text from 0."""
        at = self._character_at(index, point)
        text = self._model.row(index.row()).turn.text
        if at is None or not text[:at].split():
            return None if at is None else 0
        return len(text[:at].split()) - (not text[:at][-1].isspace())

    def _moment_at(self, index: QModelIndex, point: QPointF) -> int | None:
        """The moment under ``point``."""
        row, at = self._model.row(index.row()), self._character_at(index, point)
        under = (place for place in row.places if at is not None and place.start <= at <= place.start + place.length)
        return next((row.moments[place.index] for place in under), None)

    def _tip(self, point: QPointF) -> str:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return ""
        row = self._model.row(index.row())
        at = self._character_at(index, point)
        lines = []
        for place in row.places:
            moment = self._moments[row.moments[place.index]]
            if at is not None and place.start <= at <= place.start + place.length and isinstance(moment, Moment):
                lines.append(_("{what}: {why}", what=moment_title(moment), why=moment.why))
        return "\n".join(lines)
