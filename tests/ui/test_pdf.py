"""The PDF of a review can be read, copied from, and counted."""

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtPdf import QPdfDocument

from coach.exports.formats import Format, Wanted, page_to_print
from tests.ui.example import sample_review
from ui.pdf import pdf
from ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_pdf_can_be_read_and_its_pages_are_numbered(theme: Theme) -> None:
    review = sample_review()
    content = pdf(page_to_print(review, Wanted(Format.PDF, "Talk", numbers=True)), "A title: with <signs>")
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.pageCount() >= 2
    last = document.getAllText(document.pageCount() - 1).text()
    assert f"Page {document.pageCount()} of {document.pageCount()}" in last
    assert document.metaData(QPdfDocument.MetaDataField.Title) == "A title: with <signs>"
    said = " ".join(" ".join(document.getAllText(page).text().split()) for page in range(document.pageCount()))
    assert "Nora" in said
    first = review.conversation.turns[0]
    assert " ".join(first.text.split()[:4]) in said
    assert "0:00:0" in said  # colons between digits can be copied
    document.close()
