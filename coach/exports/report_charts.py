"""The report's charts as inline SVG, each with its content as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from coach.contexts.context import Target
from coach.conversation import Conversation, Speaker, TurnKind
from coach.exports.markup import Markup, join, tag
from coach.exports.names import moment_name, person
from coach.exports.zones import Zone, zones
from coach.feedback.grade import FAIR, GOOD
from coach.feedback.phrase import duration, number, percent, quote
from coach.feedback.scorecard import Band
from coach.measures.result import Result, Unit
from coach.moments.moment import QUESTIONS, REFLECTIONS, Moment, MomentType
from coach.times import Span, clock
from coach.times import join as joined

WIDTH = 760.0
VOICES = 6
"""Colours in the style sheet, the first of them for me; from the sixth other person on they come round again."""

_LANE = 58.0
_LABEL = 18.0
_TICKS = (5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0)

_KINDER = frozenset({MomentType.EMPATHY, MomentType.VALIDATION, MomentType.AFFIRMATION})
_FIXING = frozenset({MomentType.ADVICE, MomentType.SELF_SHIFT, MomentType.DISMISSAL})


@dataclass(frozen=True, slots=True)
class Glyph:
    """The mark of a family of moments on the timeline; ``drop`` is how far it hangs below the lane's name."""

    title: str
    types: frozenset[MomentType]
    path: str
    is_open: bool = False
    drop: float = 24.0


GLYPHS = (
    Glyph("questions", QUESTIONS, "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", drop=8.0),
    Glyph("said back, warmth", REFLECTIONS | _KINDER, "M0 -6.5L6.5 0L0 6.5L-6.5 0z"),
    Glyph("advice, own story, brushed aside", _FIXING, "M-6 -5L6 -5L0 6z"),
    Glyph("interruptions", frozenset({MomentType.INTERRUPTION}), "M-2 -7h4v14h-4z"),
    Glyph("moments to come back to", frozenset({MomentType.MISSED_MOMENT}), "M-5 -5h10v10h-10z", is_open=True),
)


def voice_classes(conversation: Conversation) -> dict[str, str]:
    """The CSS class of each speaker's colour: the first for me alone, the others in order."""
    others = count()
    return {who.id: "v0" if who.me else f"v{1 + next(others) % (VOICES - 1)}" for who in conversation.speakers}


def shares(conversation: Conversation) -> dict[str, float]:
    """Each speaker's share of the speech, 0 to 1, backchannels left out; all 0 where nobody speaks."""
    seconds = {who.id: sum(s.duration for s in conversation.talk_of(who.id)) for who in conversation.speakers}
    spoken = sum(seconds.values())
    return {id_: own / spoken if spoken > 0.0 else 0.0 for id_, own in seconds.items()}


def patterns() -> Markup:
    """What tells people apart in black and white, defined once for the page."""
    drawn = (
        None,
        tag("path", d="M-2 8L8 -2M2 10L10 2", class_="hatch"),
        tag("circle", cx=4, cy=4, r=1.4, class_="hatch"),
        tag("path", d="M-2 0L8 10M2 -2L10 6", class_="hatch"),
        tag("path", d="M-2 8L8 -2M-2 0L8 10", class_="hatch"),
        tag("path", d="M0 4H8", class_="hatch"),
    )
    found = [
        tag("pattern", drawing, id=f"p{i}", width=8, height=8, patternUnits="userSpaceOnUse")
        for i, drawing in enumerate(drawn)
        if drawing is not None
    ]
    return tag("svg", tag("defs", *found), width=0, height=0, style="position:absolute", aria_hidden="true")


def share_bar(conversation: Conversation) -> Markup:
    """Everybody's share of the speech as one bar, the names of those with a narrow part below it."""
    classes, found = voice_classes(conversation), shares(conversation)
    people = [who for who in conversation.speakers if found[who.id] > 0.0]
    people.sort(key=lambda who: (not who.me, -found[who.id]))
    parts: list[Markup] = []
    narrow: list[Markup] = []
    left = 0.0
    for who in people:
        width = found[who.id] * WIDTH
        parts.append(_bar(classes[who.id], left, 24.0, max(0.0, width - 2.0), 28.0, radius=4.0))
        label = _share_label(who, found)
        if len(label) * 7.5 < width:
            parts.append(tag("text", label, x=left, y=15, class_="strong"))
        else:
            swatch = _bar(classes[who.id], 0.0, 1.0, 14.0, 14.0, radius=3.0)
            narrow.append(tag("li", tag("svg", swatch, viewBox="0 0 14 16", aria_hidden="true"), label))
        left += width
    words = "Share of the talking: " + ", ".join(_share_label(who, found) for who in people) + "."
    bar = tag("svg", *parts, viewBox=f"0 0 {WIDTH:.0f} 54", role="img", aria_label=words, class_="wide")
    return join(bar, tag("ul", *narrow, class_="key") if narrow else None)


def _share_label(who: Speaker, found: dict[str, float]) -> str:
    return f"{person(who)} {percent(found[who.id])}"


def timeline(conversation: Conversation, moments: Sequence[Moment]) -> Markup:
    """Who spoke when, a lane for each person, with marks that lead to the transcript."""
    length = max(conversation.duration, conversation.window.end, 1.0)
    scale = WIDTH / length
    classes = voice_classes(conversation)
    people = [who for who in conversation.speakers if any(t.speaker == who.id for t in conversation.turns)]
    people.sort(key=lambda who: not who.me)
    parts: list[Markup] = []
    top = 0.0
    for who in people:
        parts.append(_lane(conversation, who, classes[who.id], top, scale))
        marked = [(m, glyph) for m in moments if m.speaker == who.id and (glyph := _glyph(m))]
        parts.extend(_mark(m, glyph, top + _LABEL, scale) for m, glyph in marked)
        top += _LABEL + _LANE + 12.0
    parts.append(_axis(length, top, scale))
    words = f"Timeline of {clock(length)} with {len(people)} people; the transcript below has the same content."
    return tag("svg", *parts, viewBox=f"0 0 {WIDTH:.0f} {top + 20:.0f}", role="img", aria_label=words, class_="wide")


def key(moments: Sequence[Moment]) -> Markup:
    """What the marks that were used mean."""
    used = {glyph.title: glyph for m in moments if (glyph := _glyph(m))}
    entries = [
        tag("li", tag("svg", _shape(g, 8.0, 8.0), viewBox="0 0 16 16", aria_hidden="true"), g.title)
        for g in GLYPHS
        if g.title in used
    ]
    if any(m.maybe and _glyph(m) for m in moments):
        entries.append(tag("li", "hollow: perhaps, not counted"))
    return tag("ul", *entries, class_="key") if entries else join()


def band_chart(result: Result, target: Target) -> Markup:
    """The value as a dot, its range as a line, on the bands of the target."""
    found = zones(target)
    if result.value is None or not found:
        return join()
    words = f"{in_unit(result.unit, result.value)} on a line where {_zones_in_words(target, result.unit)}."
    return _strip(found, result.value, result.low, result.high, words, width=264.0)


def whole_chart(low: float, high: float) -> Markup:
    """The range of the whole on its bands, 0 to 100."""
    found = (Zone(0.0, FAIR, Band.WORK_ON), Zone(FAIR, GOOD, Band.FAIR), Zone(GOOD, 100.0, Band.GOOD))
    words = f"{low:.0f} to {high:.0f} on a line from 0 to 100, where good begins at {GOOD:.0f} and fair at {FAIR:.0f}."
    return _strip(found, None, low, high, words, width=WIDTH, look="wide")


def in_unit(unit: Unit, value: float) -> str:
    """A value with its unit, as people say it."""
    if unit in (Unit.SHARE, Unit.PER_TURN):
        return percent(value)
    return duration(value) if unit is Unit.SECONDS else number(value)


def _strip(
    found: Sequence[Zone],
    value: float | None,
    low: float | None,
    high: float | None,
    words: str,
    *,
    width: float,
    look: str | None = None,
) -> Markup:
    """Bands in a row with a dot at the value and a line over its range; what lies beyond the ends stays at them."""
    first, last = found[0].start, found[-1].end
    scale = width / (last - first)

    def place(at: float) -> float:
        return (min(max(at, first), last) - first) * scale

    parts: list[Markup] = []
    for zone in found:
        end = last if zone is found[-1] else zone.end
        x, w = place(zone.start), place(end) - place(zone.start)
        parts.append(tag("rect", x=x, y=8, width=max(0.0, w - 1.0), height=12, rx=2, class_=_BAND_CLASS[zone.band]))
        if w > 7.0 * len(_BAND_WORD[zone.band]):
            parts.append(tag("text", _BAND_WORD[zone.band], x=x + w / 2, y=36, text_anchor="middle"))
    if low is not None and high is not None:
        parts.append(tag("line", x1=place(low), x2=place(high), y1=14, y2=14, class_="range"))
    if value is not None:
        parts.append(tag("circle", cx=place(value), cy=14, r=6, class_="dot"))
    return tag("svg", *parts, viewBox=f"-8 0 {width + 16:.0f} 40", role="img", aria_label=words, class_=look)


_BAND_CLASS = {Band.GOOD: "good", Band.FAIR: "fair", Band.WORK_ON: "work"}
_BAND_WORD = {Band.GOOD: "good", Band.FAIR: "fair", Band.WORK_ON: "work on"}


def _zones_in_words(target: Target, unit: Unit) -> str:
    return ", ".join(
        f"{in_unit(unit, zone.start)} to {in_unit(unit, zone.end)} is {_BAND_WORD[zone.band]}" for zone in zones(target)
    )


def _bar(voice: str, x: float, y: float, width: float, height: float, *, radius: float) -> Markup:
    shape = {"x": x, "y": y, "width": width, "height": height, "rx": radius}
    solid = tag("rect", class_="bar", **shape)
    if voice == "v0":
        return tag("g", solid, class_=voice)
    return tag("g", solid, tag("rect", fill=f"url(#p{voice[1:]})", **shape), class_=voice)


def _lane(conversation: Conversation, who: Speaker, voice: str, top: float, scale: float) -> Markup:
    """Voice as blocks; stretches closer than a pixel are one."""
    pixel = 1.0 / scale
    held = [
        s for t in conversation.turns if t.speaker == who.id and t.kind is not TurnKind.BACKCHANNEL for s in t.speech
    ]
    short = [t.span for t in conversation.turns if t.speaker == who.id and t.kind is TurnKind.BACKCHANNEL]
    base = top + _LABEL + 36.0
    blocks = [_block(voice, span, base, 20.0, scale) for span in joined(held, gap=pixel)]
    blocks += [_block(voice, span, base + 14.0, 6.0, scale) for span in joined(short, gap=pixel)]
    line = tag("line", x1=0, x2=WIDTH, y1=base + 20.0, y2=base + 20.0, class_="axis")
    return tag("g", tag("text", person(who), x=0, y=top + 12.0, class_="strong"), line, *blocks)


def _block(voice: str, span: Span, y: float, height: float, scale: float) -> Markup:
    return _bar(voice, span.start * scale, y, max(1.0, span.duration * scale), height, radius=1.5)


def _glyph(moment: Moment) -> Glyph | None:
    return next((glyph for glyph in GLYPHS if moment.type in glyph.types), None)


def _mark(moment: Moment, glyph: Glyph, y: float, scale: float) -> Markup:
    """A mark that leads to its turn; questions have a row of their own, because they stand close to the rest."""
    words = f"{clock(moment.start)} {moment_name(moment)}: {quote(moment.quote, words=24)}"
    shape = _shape(glyph, moment.start * scale, y + glyph.drop, maybe=moment.maybe)
    return tag("a", tag("title", words), shape, href=f"#turn-{moment.turn}", aria_label=words)


def _shape(glyph: Glyph, x: float, y: float, *, maybe: bool = False) -> Markup:
    kind = "glyph open" if glyph.is_open else "glyph maybe" if maybe else "glyph"
    return tag("path", d=glyph.path, transform=f"translate({x:.1f} {y:.1f})", class_=kind)


def _axis(length: float, top: float, scale: float) -> Markup:
    step = next((tick for tick in _TICKS if length / tick <= 10.0), _TICKS[-1])
    marks: list[Markup] = []
    at = 0.0
    while at <= length:
        x = at * scale
        anchor = "start" if at == 0.0 else "end" if x > WIDTH - 20.0 else "middle"
        marks.append(tag("text", clock(at), x=x, y=top + 12.0, text_anchor=anchor))
        at += step
    return tag("g", *marks)
