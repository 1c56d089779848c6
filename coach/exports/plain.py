"""A session as plain text: a line a turn, with its time and its speaker."""

from collections.abc import Iterator

from coach.exports.paper import Paper
from coach.exports.stamps import stamp
from coach.exports.statements import STATEMENTS


def plain(paper: Paper) -> bytes:
    """UTF-8 with plain line ends. A transcript alone is read back by our own reader (``coach.transcripts``)."""
    return ("\n".join(_lines(paper)) + "\n").encode("utf-8", "backslashreplace")


def _lines(paper: Paper) -> Iterator[str]:
    # A name before each: a title such as "Anna 10:30" would else be read as a line with a time.
    yield f"Title: {paper.title}"
    if paper.day:
        yield f"Day: {paper.day}"
    yield f"People: {', '.join(paper.people) or 'nobody'}"
    yield f"Kind: {paper.context}"
    yield f"Length: {stamp(paper.duration)}"
    if paper.has_numbers:
        yield from ("", paper.grade)
    for remark in paper.remarks:
        yield from ("", remark.title, *([remark.text] if remark.text else []))
        for quoted in remark.moments:
            about = f" ({quoted.about})" if quoted.about else ""
            yield f"- {quoted.who} at {stamp(quoted.start)}: “{quoted.said}”{about}"
    if paper.figures:
        yield from ("", "The numbers")
        yield from (f"- {figure.band + ': ' if figure.band else ''}{figure.says}" for figure in paper.figures)
    if paper.not_measurable:
        yield from ("", "Not measurable on this recording", *(f"- {reason}" for reason in paper.not_measurable))
    if paper.has_numbers:
        yield from ("", *STATEMENTS[:3])
    if paper.lines:
        yield ""
        yield from (f"[{stamp(line.start)}] {_name(line.who)}: {line.text}" for line in paper.lines)


def _name(who: str) -> str:
    """A colon would end the name too early."""
    return who.replace(":", "·")
