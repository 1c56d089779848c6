"""A session as a Word document: headings, then a table with a row a turn."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph

from coach.exports.paper import Paper, Remark
from coach.exports.stamps import stamp
from coach.exports.statements import STATEMENTS

_QUIET = RGBColor(0x66, 0x5F, 0x55)  # 6:1 on white
_BODY = Pt(10.5)


def word(paper: Paper) -> bytes:
    """An Office Open XML document; its properties hold the title and the day and nothing of who made it."""
    made = Document()
    _set_up(made, paper)
    made.add_heading(paper.title, level=0)
    about = [paper.day, ", ".join(paper.people) or "nobody", paper.context, stamp(paper.duration)]
    _quiet(made.add_paragraph(" · ".join(part for part in about if part)))
    if paper.has_numbers:
        made.add_heading("On the whole", level=1)
        made.add_paragraph(paper.grade)
    for remark in paper.remarks:
        _remark(made, remark)
    if paper.figures:
        made.add_heading("The numbers", level=1)
        figures = [(figure.band, figure.says, figure.sure) for figure in paper.figures]
        _table(made, (("Band", "What it says", "How sure"), *figures), (Cm(2.2), Cm(11.1), Cm(3.2)))
    if paper.not_measurable:
        made.add_heading("Not measurable on this recording", level=1)
        for reason in paper.not_measurable:
            made.add_paragraph(reason, style="List Bullet")
    if paper.has_numbers:
        for sentence in STATEMENTS[:3]:
            _quiet(made.add_paragraph(sentence))
    if paper.lines:
        _transcript(made, paper)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _set_up(made: Doc, paper: Paper) -> None:
    properties = made.core_properties
    properties.title = paper.title[:255]  # as long as the format lets a property be
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = paper.language
    if paper.on is not None:
        properties.created = properties.modified = datetime.combine(paper.on, time(12), tzinfo=UTC)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)  # 16.5 cm for the columns
    section.top_margin = section.bottom_margin = Cm(2.0)
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Calibri", _BODY
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(foot)


def _page_number(foot: Paragraph) -> None:
    """The number of the page, which the program that opens the document counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"  # until it is counted
    run.append(text)
    field.append(run)
    foot._p.append(field)  # noqa: SLF001 - python-docx has no other way to a field


def _remark(made: Doc, remark: Remark) -> None:
    made.add_heading(remark.title, level=1)
    if remark.text:
        made.add_paragraph(remark.text)
    for quoted in remark.moments:
        line = made.add_paragraph(style="List Bullet")
        line.add_run(f"{quoted.who} at {stamp(quoted.start)}: ")
        line.add_run(f"“{quoted.said}”").italic = True
        if quoted.about:
            line.add_run(f" ({quoted.about})").font.color.rgb = _QUIET


def _transcript(made: Doc, paper: Paper) -> None:
    made.add_heading("Transcript", level=1)
    said = [(stamp(line.start), line.who, line.text) for line in paper.lines]
    rows = _table(made, (("Time", "Speaker", "Words"), *said), (Cm(2.0), Cm(3.2), Cm(11.3)))
    for row, line in zip(rows[1:], paper.lines, strict=True):
        if line.is_side:
            for run in row.cells[2].paragraphs[0].runs:
                run.font.color.rgb = _QUIET


def _table(made: Doc, texts: Sequence[tuple[str, str, str]], widths: tuple[Cm, Cm, Cm]) -> list[_Row]:
    """The rows of a table with these texts; the first row comes again at the top of each page."""
    table = made.add_table(rows=len(texts), cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    rows = list(table.rows)
    for row, cells in zip(rows, texts, strict=True):
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(3)
            paragraph.add_run(text)
    for cell in rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    again = OxmlElement("w:tblHeader")
    again.set(qn("w:val"), "true")
    rows[0]._tr.get_or_add_trPr().append(again)  # noqa: SLF001 - as above
    return rows


def _quiet(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = _QUIET
