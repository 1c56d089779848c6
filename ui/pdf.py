"""Pages of paper: HTML laid out by Qt and written as PDF, with the program's own fonts inside."""

import os
import sys

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from coach.doctor import window_trouble
from ui.text import _
from ui.theme.fonts import font, load_fonts

_RESOLUTION = 600  # dots per inch: fine enough that letters sit where they should
_MARGINS_MM = QMarginsF(22.0, 18.0, 22.0, 16.0)
_FOOT_PT = 22.0  # room at the foot of a page for its number
_FOOT_SIZE_PT = 8.0
_INK, _FOOT_INK = QColor(31, 27, 22), QColor(102, 95, 85)  # paper is white whatever the theme; 16:1 and 6:1 on it


def pdf(page: bytes, title: str) -> bytes:
    """The page (``coach.exports.print_page``) as a PDF with numbered pages. Needs a QGuiApplication.

    A4, or Letter where inches are used. May be called in any thread.
    """
    load_fonts()
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(store)
    writer.setTitle(title)
    writer.setCreator("Sayback")
    writer.setResolution(_RESOLUTION)
    inches = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize(QPageSize.PageSizeId.Letter if inches else QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, _MARGINS_MM, QPageLayout.Unit.Millimeter))
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(writer)
    base = _paper_font(9.5)
    document.setDefaultFont(base)
    document.setDocumentMargin(0)
    document.setHtml(page.decode("utf-8"))
    foot = _FOOT_PT * _RESOLUTION / 72
    body = QSizeF(writer.width(), writer.height() - foot)
    document.setPageSize(body)
    painter = QPainter(writer)
    for number in range(1, document.pageCount() + 1):
        if number > 1:
            writer.newPage()
        _paint_body(painter, document, body, number)
        _paint_foot(painter, title, number, document.pageCount(), QRectF(0, body.height(), body.width(), foot))
    painter.end()
    store.close()
    return bytes(store.data().data())


def pdf_without_window(page: bytes, title: str) -> bytes:
    """The same for the command line, which has no application and maybe no screen.

    Raises:
        UserError: a system library is missing.
    """
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # nothing is shown, so no display is needed
        if (trouble := window_trouble(os.environ)) is not None:
            raise trouble
        _app = QGuiApplication(sys.argv[:1])
    return pdf(page, title)


def _paper_font(points: float) -> QFont:
    """Without ligatures, lifted colons and digits of one width: their glyphs cannot be copied or found as letters."""
    made = font(13)
    made.setPointSizeF(points)
    for feature in ("calt", "liga", "clig", "dlig", "tnum"):
        made.setFeature(QFont.Tag(feature), 0)
    return made


def _paint_body(painter: QPainter, document: QTextDocument, body: QSizeF, number: int) -> None:
    painter.save()
    top = (number - 1) * body.height()
    painter.translate(0, -top)
    shown = QRectF(0, top, body.width(), body.height())
    painter.setClipRect(shown)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = shown
    context.palette.setColor(QPalette.ColorRole.Text, _INK)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_foot(painter: QPainter, title: str, number: int, count: int, room: QRectF) -> None:
    painter.setFont(_paper_font(_FOOT_SIZE_PT))
    painter.setPen(_FOOT_INK)
    pages = _("Page {number} of {count}", number=number, count=count)
    width = painter.fontMetrics().horizontalAdvance(pages)
    name = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room.width() - 2 * width))
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | bottom, pages)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | bottom, name)
