"""Asks how a session is to leave: in which format, with what in it, and where to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.exports.exporting import Request
from coach.exports.formats import Format, Wanted, file_name
from coach.exports.redaction import Secrets
from coach.library.session import Session
from ui.dialogs.export_words import format_about, format_name
from ui.text import _
from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Choice, Role, label, rule
from ui.widgets.field_form import FieldForm

_PREVIEW_MS = 150  # after the last key, so that typing stays quick (our choice)

_TALLEST = 0.9  # of the screen at most; the rest is scrolled (our choice)

_ORDER = (
    *(Format.WORD, Format.PDF, Format.HTML, Format.TXT, Format.MARKDOWN),
    *(Format.VTT, Format.SRT, Format.TURNS, Format.MOMENTS, Format.NUMBERS),
    *(Format.JSON, Format.SESSION, Format.REDACTED),
)


class ExportDialog(QDialog):
    """``request`` and ``path`` hold the answers after it was accepted.

    Args:
        names: gives those that a copy without names replaces, unless the person says otherwise; asked once, and only
            where such a copy is chosen.
        preview: the beginning of what a request will give.
        folder: where the file goes, unless the person says otherwise.
    """

    def __init__(
        self,
        theme: Theme,
        session: Session,
        names: Callable[[], tuple[str, ...]],
        preview: Callable[[Request], str],
        folder: Path,
        format_: Format = Format.WORD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(_("Export"))
        self._theme, self._session, self._make_preview = theme, session, preview
        self._is_own_path = False
        self._suggest: Callable[[], tuple[str, ...]] | None = names
        self.format = Choice(theme, "export_format", _("Format"), self)
        self.about = label("", Role.SMALL, name="export_about", wrap=True, parent=self)
        self.transcript = self._box("export_transcript", _("What was said"))
        self.numbers = self._box("export_numbers", _("Feedback and numbers"))
        self.audio = self._box("export_audio", "")
        self.title = self._line("export_title", _("Title"))
        self.title.setPlaceholderText(_("Conversation"))
        self.names = self._lines("export_names", _("Names to replace, one a line"), "")
        self.words = self._lines("export_words", _("Words to take out, one a line"), "")
        self.promise = label("", Role.SMALL, name="export_promise", wrap=True, parent=self)
        self.preview = self._lines("export_preview", _("Preview"), "")
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.where = self._line("export_where", _("File"))
        self.choose = Button(theme, "export_choose", _("Choose…"), parent=self)
        self.note = label("", Role.SMALL, name="export_note", wrap=True, parent=self)
        self.cancel = Button(theme, "export_cancel", _("Cancel"), kind=ButtonKind.QUIET, parent=self)
        self.go = Button(theme, "export_go", _("Export"), kind=ButtonKind.PRIMARY, parent=self)
        self.go.setDefault(True)
        self.choose.setAutoDefault(False)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PREVIEW_MS)
        self._late.timeout.connect(self._show_preview)
        for one in _ORDER:
            self.format.addItem(format_name(one), one.value)
        self.format.setCurrentIndex(_ORDER.index(format_))
        self.transcript.setChecked(True)
        self._folder = folder
        self._lay_out()
        self._connect()
        self._on_format()

    # -- the answers ---------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """Where to, with the ending of the format."""
        typed = Path(self.where.text().strip()).expanduser()
        if not typed.is_absolute():
            typed = self._folder / typed
        if typed.is_dir():
            typed = typed / file_name(self._title, self._format)
        ending = self._format.ending
        return typed if typed.name.casefold().endswith(ending) else typed.with_name(typed.name + ending)

    @property
    def request(self) -> Request:
        """What is wanted; ValueError while nothing is left to write."""
        redacted = self._format is Format.REDACTED
        local = self._session.created.astimezone()
        return Request(
            Wanted(
                self._format,
                self._title,
                None if redacted else local.date(),
                self.transcript.isChecked(),
                self.numbers.isChecked(),
            ),
            self.audio.isChecked() and self.audio.isEnabled(),
            Secrets(_lines_of(self.names), _lines_of(self.words)) if redacted else Secrets(),
        )

    @property
    def _format(self) -> Format:
        return Format(str(self.format.currentData()))

    @property
    def _title(self) -> str:
        if self._format is Format.REDACTED:
            return self.title.text().strip() or _("Conversation")
        return self._session.title

    @property
    def _has_parts(self) -> bool:
        return not self._format.takes_parts or self.transcript.isChecked() or self.numbers.isChecked()

    # -- building ------------------------------------------------------------------------------------------------

    def _box(self, name: str, text: str) -> QCheckBox:
        made = QCheckBox(text, self)
        made.setObjectName(name)
        made.setAccessibleName(text)
        return made

    def _line(self, name: str, title: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setObjectName(name)
        made.setAccessibleName(title)
        return made

    def _lines(self, name: str, title: str, text: str) -> QPlainTextEdit:
        made = QPlainTextEdit(text, self)
        made.setObjectName(name)
        made.setAccessibleName(title)
        made.setTabChangesFocus(True)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(3))
        column.addWidget(label(self._session.title, Role.TITLE, name="export_session", wrap=True))
        inside = QWidget(self)
        inside.setProperty("clear", True)
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, space(1), 0)
        inner.setSpacing(space(3))
        form = FieldForm()
        self._form = form
        form.add(_("Format"), self.format)
        form.addRow("", self.about)
        form.add(_("Holds"), self.transcript)
        for field in (self.numbers, self.audio):
            form.addRow("", field)
        form.add(_("Title"), self.title)
        form.add(_("Names"), self.names)
        form.add(_("Words"), self.words)
        form.addRow("", self.promise)
        inner.addLayout(form)
        inner.addWidget(self.preview, 1)
        self._rest = QWidget(inside)  # takes the room where there is no preview
        inner.addWidget(self._rest, 1)
        scroll = QScrollArea(self)
        scroll.setObjectName("export_scroll")
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(scroll, 1)
        column.addWidget(rule())
        where = QHBoxLayout()
        caption = label(_("File"), Role.SOFT)
        caption.setBuddy(self.where)
        where.setSpacing(space(2))
        where.addWidget(caption)
        where.addWidget(self.where, 1)
        where.addWidget(self.choose)
        column.addLayout(where)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        column.addLayout(foot)
        scale = min(self._theme.text_scale, 1.6)
        line = self.names.fontMetrics().lineSpacing()
        for lines, count in ((self.names, 4), (self.words, 3), (self.preview, 6)):
            lines.setMinimumHeight(count * line + space(6))
        self.names.setMaximumHeight(self.names.minimumHeight())
        self.words.setMaximumHeight(self.words.minimumHeight())
        self.setMinimumWidth(round(space(160) * scale))
        room = self.screen().availableGeometry().height()
        self.resize(self.minimumWidth(), min(round(space(180) * self._theme.text_scale), round(room * _TALLEST)))

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._on_format)
        for box in (self.transcript, self.numbers, self.audio):
            box.toggled.connect(self._on_parts)
        self.title.textChanged.connect(self._on_title)
        for lines in (self.names, self.words):
            lines.textChanged.connect(self._late.start)
        self.where.textEdited.connect(self._on_where)
        self.choose.clicked.connect(self._on_choose)
        self.go.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    # -- what people do ------------------------------------------------------------------------------------------

    def _on_format(self) -> None:
        format_, has_sound = self._format, self._session.audio is not None
        self.about.setText(format_about(format_))
        redacted = format_ is Format.REDACTED
        if redacted and self._suggest is not None:
            self.names.setPlainText("\n".join(self._suggest()))
            self._suggest = None
        for box in (self.transcript, self.numbers):
            self._form.setRowVisible(box, format_.takes_parts)
        self._form.setRowVisible(self.audio, format_ in (Format.SESSION, Format.REDACTED))
        for field in (self.title, self.names, self.words, self.promise):
            self._form.setRowVisible(field, redacted)
        says = _("The recording, with a tone over each name and word") if redacted else _("The recording")
        self.audio.setText(says if has_sound else _("The recording (this session has none)"))
        self.audio.setAccessibleName(self.audio.text())
        self.audio.setEnabled(has_sound)
        self.audio.setChecked(has_sound and not redacted)
        if self._is_own_path:
            self.where.setText(_with_ending(self.where.text().strip(), format_))
        else:
            self._name_file()
        self._on_parts()

    def _on_parts(self) -> None:
        self.promise.setText(
            _(
                "Whole words, whatever their case, with endings such as “’s”. What was spelled otherwise or heard as "
                "another word stays: read the copy once before you pass it on. Voices are not changed."
            )
        )
        self._show_note()
        self._show_preview()

    def _on_title(self) -> None:
        if not self._is_own_path:
            self._name_file()
        self._late.start()

    def _on_where(self) -> None:
        self._is_own_path = True
        self._show_note()

    def _on_choose(self) -> None:
        kind = f"{format_name(self._format)} (*{self._format.ending})"
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Export"), str(self.path), kind, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if name:
            self.where.setText(name)
            self._on_where()

    def _name_file(self) -> None:
        self.where.setText(str(self._folder / file_name(self._title, self._format)))
        self._show_note()

    def _show_note(self) -> None:
        """Say what stands in the way, or what will be replaced."""
        path, can = self.path, self._has_parts
        if not can:
            note = _("Choose what the file is to hold.")
        elif not path.parent.is_dir():
            note, can = _("There is no folder {folder}.", folder=path.parent), False
        elif path.exists():
            note = _("“{name}” is there already and will be replaced.", name=path.name)
        else:
            note = ""
        self.note.setText(note)
        self.go.setEnabled(can)

    def _show_preview(self) -> None:
        text = self._make_preview(self.request) if self._has_parts else ""
        self.preview.setPlainText(text)
        self.preview.setVisible(bool(text))
        self._rest.setVisible(not text)


def _with_ending(typed: str, format_: Format) -> str:
    """The name with this format's ending in place of another's; a folder stays one."""
    if Path(typed).expanduser().is_dir():
        return typed
    for known in sorted({one.ending for one in Format}, key=len, reverse=True):
        if typed.casefold().endswith(known):
            return typed[: -len(known)] + format_.ending
    return typed + format_.ending


def _lines_of(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())
