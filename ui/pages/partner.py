"""The other person's page: large, calm, one question at a time, and no number of anybody's."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coach.partner.sheet import HIGHEST, LOWEST, Item, Mark, Sheet, Verdict
from ui.partner_words import MARKS, mark_name
from ui.text import _
from ui.theme import READING_WIDTH, TextSize, Theme, space
from ui.widgets.column import ScrollColumn
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.flow import FlowLayout
from ui.widgets.prose import Prose

_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_INTRO, _HEARD, _ITEM, _THANKS = range(4)


class _Answer(Button):
    """A large answer; the arrows ask for the one beside it, which Qt leaves out where a choice can be taken back."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _ARROWS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)


class PartnerPage(QWidget):
    """Asks, and gives the verdict once; digits answer, Return goes on, Backspace back, Esc gives the computer back.

    Whoever keeps the verdict calls ``thank``: nobody is thanked for what is lost.
    """

    answered = Signal(object, object)  # Sheet, Verdict
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("partner_page")
        self.setAccessibleName(_("For the other person"))
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._sheet: Sheet | None = None
        self._step = 0
        self._heard: int | None = None
        self._marks: list[Mark | None] = []
        self._is_warned = False
        self._place = label("", Role.SMALL, name="partner_place")
        self._title = label("", Role.DISPLAY, name="partner_title", wrap=True)
        self._intro = Prose(theme, "partner_intro", size=TextSize.LEAD, parent=self)
        self._theirs = Prose(theme, "partner_theirs", size=TextSize.LEAD, serif=True, parent=self)
        self._mine = Prose(theme, "partner_mine", size=TextSize.LEAD, serif=True, parent=self)
        self._who = label("", Role.SMALL, name="partner_who")
        self._numbers = self._answers([(str(n), f"partner_heard_{n}") for n in range(LOWEST, HIGHEST + 1)])
        self._choices = self._answers([(mark_name(mark), f"partner_mark_{mark.value}") for mark in MARKS])
        self.back = Button(theme, "partner_back", _("Back"), kind=ButtonKind.QUIET, parent=self)
        self.next = Button(theme, "partner_next", "", kind=ButtonKind.PRIMARY, parent=self)
        self.leave = Button(theme, "partner_leave", "", kind=ButtonKind.LINK, parent=self)
        self._lay_out()
        self._numbers.idClicked.connect(self._on_heard)
        self._choices.idClicked.connect(self._on_mark)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.leave.clicked.connect(self._on_leave)
        theme.changed.connect(self._dress)
        self._dress()

    def ask(self, sheet: Sheet) -> None:
        """Begin with these questions; nothing of an earlier person stays."""
        self._sheet = sheet
        self._forget()
        self._go_to(0)

    def thank(self) -> None:
        """The verdict is kept."""
        self._go_to(self._last)

    def start(self) -> None:
        """Put the keyboard where one goes on."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- steps ---------------------------------------------------------------------------------------------------

    @property
    def _last(self) -> int:
        """The step that thanks: after the intro, the rating and each item."""
        return 2 + len(self._marks)

    def _go_to(self, step: int) -> None:
        sheet = self._sheet
        assert sheet is not None
        self._step = step
        self._place.setText("" if step in (0, self._last) else _("{step} of {all}", step=step, all=self._last - 1))
        self.back.setVisible(0 < step < self._last)
        self.leave.setVisible(step < self._last)
        self._is_warned = False
        self._name_leave(_("Rather not"))
        if step == 0:
            self._show_intro(sheet)
        elif step == 1:
            self._show_heard()
        elif step < self._last:
            self._show_item(sheet.items[step - 2], self._marks[step - 2], sheet)
        else:
            self._show_thanks(sheet)
        self._scroll.verticalScrollBar().setValue(0)

    def _show_intro(self, sheet: Sheet) -> None:
        self._show_part(_INTRO)
        self._title.setText(_("{name}, how heard did you feel?", name=sheet.partner))
        self._intro.setText(
            _(
                "{name} is learning to listen and asks for your own view. There is no right answer, you may leave out "
                "whatever you like, and you do not see what the program thinks. It takes about three minutes.",
                name=sheet.listener,
            )
        )
        self._name_next(_("Begin"))
        self.start()

    def _show_heard(self) -> None:
        self._show_part(_HEARD)
        self._title.setText(_("In this conversation I felt heard"))
        self._check(self._numbers, self._heard)
        self._name_next(_("Next") if self._marks else _("I am done"))
        self._focus(self._numbers, self._heard if self._heard is not None else LOWEST)

    def _show_item(self, item: Item, mark: Mark | None, sheet: Sheet) -> None:
        self._show_part(_ITEM)
        self._title.setText(_("Did the answer catch what you meant?"))
        self._theirs.setText(item.theirs)
        self._who.setText(_("{name} answered", name=sheet.listener))
        self._mine.setText(item.mine)
        chosen = None if mark is None else MARKS.index(mark)
        self._check(self._choices, chosen)
        self._name_next(_("I am done") if self._step == self._last - 1 else _("Next") if mark else _("Leave this out"))
        self._focus(self._choices, 0 if chosen is None else chosen)

    def _show_thanks(self, sheet: Sheet) -> None:
        self._show_part(_THANKS)
        self._title.setText(_("Thank you"))
        self._intro.setText("")
        self._name_next(_("Give it back"))
        self.start()

    def _name_next(self, text: str) -> None:
        self.next.setText(text)
        self.next.setAccessibleName(text)
        self.next.setEnabled(self._step != 1 or self._heard is not None)

    def _show_part(self, which: int) -> None:
        for number, part in enumerate(self._parts):
            part.setVisible(number == which)

    # -- what people do ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = int(event.text()) if event.text() in set("1234567") else 0
        key = Qt.Key(event.key())
        if digit and self._step == 1:
            self._on_heard(digit)
        elif digit and digit <= len(MARKS) and 1 < self._step < self._last:
            self._on_mark(digit - 1)
        elif key == Qt.Key.Key_Escape:
            self.leave.click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.next.isEnabled():
                self._on_next()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_PageUp) and self.back.isVisible():
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _on_stepped(self, by: int) -> None:
        """From answer to answer, as in a group of radio buttons."""
        for group in (self._numbers, self._choices):
            buttons = group.buttons()
            at = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
            if at is not None:
                buttons[min(max(at + by, 0), len(buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_heard(self, number: int) -> None:
        self._heard = number
        self._show_heard()

    def _on_mark(self, place: int) -> None:
        """The same choice once more takes it back."""
        at = self._step - 2
        mark = MARKS[place]
        self._marks[at] = None if self._marks[at] is mark else mark
        assert self._sheet is not None
        self._show_item(self._sheet.items[at], self._marks[at], self._sheet)
        self._focus(self._choices, place)

    def _on_back(self) -> None:
        self._go_to(self._step - 1)

    def _on_next(self) -> None:
        if self._step == self._last:
            self._leave_for_good()
            return
        if self._step == self._last - 1:
            assert self._sheet is not None
            assert self._heard is not None
            self.answered.emit(self._sheet, Verdict(self._heard, tuple(self._marks)))
            return
        self._go_to(self._step + 1)

    def _on_leave(self) -> None:
        """Where something was said already, it takes a second time: nothing of it would be kept."""
        has_said = self._heard is not None or any(self._marks)
        if has_said and self._step < self._last and not self._is_warned:
            self._is_warned = True
            self._name_leave(_("Leave, and keep none of my answers"))
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._leave_for_good()

    def _leave_for_good(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        """What somebody chose is gone; a verdict that was given is kept already."""
        count = 0 if self._sheet is None else len(self._sheet.items)
        self._heard, self._marks, self._is_warned = None, [None] * count, False
        self._name_leave(_("Rather not"))

    def _name_leave(self, text: str) -> None:
        self.leave.setText(text)
        self.leave.setAccessibleName(text)

    # -- building ------------------------------------------------------------------------------------------------

    def _answers(self, named: Sequence[tuple[str, str]]) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setExclusive(False)
        first = LOWEST if len(named) > len(MARKS) else 0
        for number, (text, name) in enumerate(named, first):
            button = _Answer(self._theme, name, text, parent=self)
            button.stepped.connect(self._on_stepped)
            button.setProperty("kind", "answer")
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Preferred)
            group.addButton(button, number)
        return group

    def _check(self, group: QButtonGroup, chosen: int | None) -> None:
        for button in group.buttons():
            button.setChecked(group.id(button) == chosen)

    def _focus(self, group: QButtonGroup, number: int) -> None:
        group.button(number).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn("partner_scroll", spacing=space(5), parent=self)
        column = self._scroll.column
        self._parts = (self._intro_part(), self._heard_part(), self._item_part(), self._thanks_part())
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.next)
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addStretch(1)
        column.addWidget(self._place)
        column.addWidget(self._title)
        for part in self._parts:
            column.addWidget(part)
        column.addSpacing(space(3))
        column.addLayout(row)
        column.addStretch(2)

    def _part(self, *widgets: QWidget) -> QWidget:
        part = QWidget(self)
        inner = QVBoxLayout(part)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(space(3))
        for widget in widgets:
            inner.addWidget(widget)
        return part

    def _intro_part(self) -> QWidget:
        return self._part(self._intro)

    def _heard_part(self) -> QWidget:
        numbers = QWidget(self)
        row = QHBoxLayout(numbers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        for button in self._numbers.buttons():
            row.addWidget(button)
        ends = QWidget(self)
        under = QHBoxLayout(ends)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(label(_("not at all"), Role.SOFT))
        under.addStretch(1)
        under.addWidget(label(_("wholly"), Role.SOFT))
        return self._part(numbers, ends)

    def _item_part(self) -> QWidget:
        choices = QWidget(self)
        row = FlowLayout(choices, spacing=space(2), line_spacing=space(2))
        for button in self._choices.buttons():
            row.addWidget(button)
        said = label(_("You said"), Role.SMALL)
        return self._part(said, self._theirs, self._who, self._mine, choices)

    def _thanks_part(self) -> QWidget:
        kept = Prose(
            self._theme,
            "partner_thanks",
            _("Your answers are kept on this computer alone. You can give it back now."),
            size=TextSize.LEAD,
            parent=self,
        )
        return self._part(kept)

    def _dress(self) -> None:
        self._scroll.set_widest(round(READING_WIDTH * min(self._theme.text_scale, 1.6)))
