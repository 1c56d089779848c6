"""A session as Markdown: a paragraph a turn, its speaker in bold."""

import re
from collections.abc import Iterator

from coach.exports.paper import Paper
from coach.exports.stamps import stamp
from coach.exports.statements import STATEMENTS

# What CommonMark gives a meaning inside a line. The hyphen, the number sign and their like mean something only where
# a line begins, and no line begins with somebody's words here.
_MEANT = re.compile(r"([\\`*_\[\]<>&|~])")


def markdown(paper: Paper) -> bytes:
    """UTF-8 CommonMark. A transcript alone is read back by our own reader (``coach.transcripts``)."""
    return ("\n".join(_lines(paper)) + "\n").encode("utf-8", "backslashreplace")


def escaped(text: str) -> str:
    """Text that shows as it is, whatever signs are in it."""
    return _MEANT.sub(r"\\\1", text)


def _lines(paper: Paper) -> Iterator[str]:
    about = [paper.day, ", ".join(paper.people) or "nobody", paper.context, stamp(paper.duration)]
    yield f"# {escaped(paper.title)}"
    yield from ("", f"*{escaped(' · '.join(part for part in about if part))}*")
    if paper.has_numbers:
        yield from ("", "## On the whole", "", escaped(paper.grade))
    for remark in paper.remarks:
        yield from ("", f"## {remark.title}")
        if remark.text:
            yield from ("", escaped(remark.text))
        if remark.moments:
            yield ""
        for quoted in remark.moments:
            named = f" ({escaped(quoted.about)})" if quoted.about else ""
            yield f"- {escaped(quoted.who)} at {stamp(quoted.start)}: “{escaped(quoted.said)}”{named}"
    if paper.figures:
        yield from ("", "## The numbers", "", "| | What it says | How sure |", "|---|---|---|")
        yield from (f"| {figure.band} | {escaped(figure.says)} | {figure.sure} |" for figure in paper.figures)
    if paper.not_measurable:
        yield from ("", "## Not measurable on this recording", "")
        yield from (f"- {escaped(reason)}" for reason in paper.not_measurable)
    if paper.has_numbers:
        yield from ("", *(f"> {sentence}" for sentence in STATEMENTS[:3]))
    if paper.lines:
        yield from ("", "## Transcript")
    for line in paper.lines:
        name = escaped(line.who.replace(":", "·"))
        yield from ("", f"{stamp(line.start)} **{name}:** {escaped(line.text)}")
