"""A session as a page to be printed: simple HTML with tables, which a text layout can break into pages."""

from coach.exports.markup import Markup, join, page, style, tag
from coach.exports.paper import Paper, Quoted
from coach.exports.stamps import stamp
from coach.exports.statements import STATEMENTS

# Only what Qt's rich text knows: no flex, no SVG, margins in pixels alone, 96 an inch. Letters are points; inks are
# as in the light theme, all at least 4.5:1 on white.
_STYLE = """
body { font-family: 'Inter'; font-size: 9.5pt; color: #1f1b16; }
h1 { font-size: 20pt; font-weight: 600; margin-top: 0px; margin-bottom: 3px; }
h2 { font-size: 12.5pt; font-weight: 600; margin-top: 20px; margin-bottom: 5px; }
p { margin-top: 0px; margin-bottom: 5px; }
.quiet { color: #665f55; }
.small { color: #665f55; font-size: 8pt; }
.grade { font-size: 12pt; margin-top: 12px; }
.said { font-family: 'Source Serif 4'; font-size: 10.5pt; }
th { text-align: left; font-weight: 600; color: #665f55; font-size: 8pt; }
"""


def print_page(paper: Paper) -> bytes:
    """UTF-8 HTML of the subset that ``QTextDocument`` lays out."""
    about = [paper.day, ", ".join(paper.people) or "nobody", paper.context, stamp(paper.duration)]
    body = tag(
        "body",
        tag("h1", paper.title),
        tag("p", " · ".join(part for part in about if part), class_="quiet"),
        *_numbers(paper),
        _transcript(paper),
    )
    return page(tag("html", tag("head", tag("title", paper.title), style(_STYLE)), body, lang=paper.language))


def _numbers(paper: Paper) -> tuple[Markup | None, ...]:
    if not paper.has_numbers:
        return ()
    remarks = [
        join(
            tag("h2", remark.title),
            tag("p", remark.text) if remark.text else None,
            _table(*(_quoted(quoted) for quoted in remark.moments)) if remark.moments else None,
        )
        for remark in paper.remarks
    ]
    rows = [
        tag(
            "tr",
            _cell(figure.band, "13%", "small"),
            _cell(figure.says, "67%"),
            _cell(figure.sure, "20%", "small"),
        )
        for figure in paper.figures
    ]
    return (
        tag("p", paper.grade, class_="grade"),
        *remarks,
        join(tag("h2", "The numbers"), _table(*rows)) if rows else None,
        join(
            tag("h2", "Not measurable on this recording"),
            *(tag("p", reason, class_="small") for reason in paper.not_measurable),
        )
        if paper.not_measurable
        else None,
        tag("p", " ".join(STATEMENTS[:3]), class_="small"),
    )


def _quoted(quoted: Quoted) -> Markup:
    words = tag("span", f"“{quoted.said}”", class_="said")
    about = " · ".join(part for part in (quoted.who, quoted.about) if part)
    return tag(
        "tr",
        _cell(stamp(quoted.start), "10%", "small"),
        tag("td", tag("p", words), tag("p", about, class_="small"), width="90%"),
    )


def _transcript(paper: Paper) -> Markup | None:
    if not paper.lines:
        return None
    rows = [
        tag(
            "tr",
            _cell(stamp(line.start), "10%", "small"),
            _cell(line.who, "17%", "quiet" if line.is_side else None),
            tag("td", tag("span", line.text, class_="said quiet" if line.is_side else "said"), width="73%"),
        )
        for line in paper.lines
    ]
    heads = tag("thead", tag("tr", tag("th", "Time"), tag("th", "Speaker"), tag("th", "Words")))
    return join(tag("h2", "Transcript"), _table(heads, *rows))


def _table(*rows: Markup) -> Markup:
    return tag("table", *rows, width="100%", cellspacing=0, cellpadding=3)


def _cell(text: str, width: str, look: str | None = None) -> Markup:
    return tag("td", tag("span", text, class_=look), width=width)
