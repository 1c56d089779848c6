"""What the formats are called and what each is good for."""

from coach.exports.formats import Format
from ui.text import _


def format_name(format_: Format) -> str:
    """The line in the list of formats."""
    match format_:
        case Format.TXT:
            return _("Plain text (.txt)")
        case Format.MARKDOWN:
            return _("Markdown (.md)")
        case Format.WORD:
            return _("Word document (.docx)")
        case Format.PDF:
            return _("PDF (.pdf)")
        case Format.HTML:
            return _("Report as a page (.html)")
        case Format.VTT:
            return _("Captions, WebVTT (.vtt)")
        case Format.SRT:
            return _("Captions, SubRip (.srt)")
        case Format.TURNS:
            return _("Table of turns (.csv)")
        case Format.MOMENTS:
            return _("Table of moments (.csv)")
        case Format.NUMBERS:
            return _("Table of numbers (.csv)")
        case Format.JSON:
            return _("Review for programs (.json)")
        case Format.SESSION:
            return _("Sayback session (.sayback)")
        case Format.REDACTED:
            return _("Copy without names (.zip)")


def format_about(format_: Format) -> str:
    """A sentence on what it is good for."""
    match format_:
        case Format.TXT:
            return _("One line a turn, with its time and its speaker. Opens everywhere.")
        case Format.MARKDOWN:
            return _("For notes and wikis: a paragraph a turn, names in bold.")
        case Format.WORD:
            return _("A table of turns with times and speakers, to edit and to print.")
        case Format.PDF:
            return _("To print or to hand on: numbered pages that look the same everywhere.")
        case Format.HTML:
            return _("The whole review in one file that any browser opens: charts, numbers, moments, transcript.")
        case Format.VTT:
            return _("For players and video pages; each caption names its speaker.")
        case Format.SRT:
            return _("For players and video editors; each caption begins with its speaker.")
        case Format.TURNS:
            return _("For spreadsheets: a row a turn.")
        case Format.MOMENTS:
            return _("For spreadsheets: a row for each question, reflection, interruption and so on.")
        case Format.NUMBERS:
            return _("For spreadsheets: a row a measure, with its range.")
        case Format.JSON:
            return _("Everything the review holds, for other programs.")
        case Format.SESSION:
            return _("The whole session with your edits, to move it to another computer. Sayback opens it again.")
        case Format.REDACTED:
            return _(
                "Report, transcript and tables in one zip, with names and words of your choice replaced everywhere."
            )
