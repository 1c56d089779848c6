"""A review as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from datetime import date
from importlib.resources import files

from coach import __version__
from coach.conversation import Conversation, Turn, TurnKind
from coach.exports.markup import Markup, join, page, style, tag
from coach.exports.names import band_name, carry_name, moment_name, person, timing_name, voice_sureness
from coach.exports.report_charts import key, patterns, share_bar, timeline, voice_classes, whole_chart
from coach.exports.report_measures import measures, moment_list
from coach.exports.statements import STATEMENTS
from coach.feedback.scorecard import Note, Scorecard
from coach.feedback.words import headline
from coach.moments.moment import Moment, MomentType
from coach.review import Review
from coach.times import clock

# The page may draw itself and nothing more, whatever a name or a transcript holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

# Too many to be read beside every turn; they are in the numbers.
_QUIET = frozenset({MomentType.BACKCHANNEL, MomentType.OVERLAP})


def report_html(review: Review, *, title: str, on: date | None = None) -> bytes:
    """The report as UTF-8 HTML; the same review and title give the same bytes.

    Args:
        on: the day of the conversation, where it is known.
    """
    body = tag(
        "body",
        patterns(),
        tag("main", _head(review, title, on), _scorecard(review), _overview(review), *_details(review)),
        _foot(review),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content=f"Sayback {__version__}"),
        tag("title", f"{title} · Sayback"),
        style((files("coach.exports") / "report.css").read_text(encoding="utf-8")),
    )
    return page(tag("html", head, body, lang="en"))


def _head(review: Review, title: str, on: date | None) -> Markup:
    talk = review.conversation
    people = ", ".join(person(who) for who in talk.speakers) or "nobody"
    about = [people, clock(talk.duration), review.context.title, timing_name(talk.timing)]
    if on is not None:
        about.insert(0, f"{on:%d %B %Y}".lstrip("0"))
    return tag(
        "header",
        tag("p", "How you listened", class_="mark"),
        tag("h1", title, dir="auto"),
        tag("p", " · ".join(about), class_="about", dir="auto"),
        _known(talk),
    )


def _known(talk: Conversation) -> Markup | None:
    """Who was taken as me by their voice, and how sure."""
    if talk.me is None or talk.me.me_confidence is None:
        return None
    sure = voice_sureness(talk.me.me_confidence)
    return tag("p", f"{person(talk.me)} was known by an enrolled voice: {sure}.", class_="quiet")


def _scorecard(review: Review) -> Markup:
    card, people = review.scorecard, _people(review.conversation)
    return tag(
        "section",
        _whole(card),
        _share(review),
        tag(
            "div",
            _note("What went well", card.strength, people, "note"),
            _note("One thing to work on", card.focus, people, "note focus"),
            class_="notes",
        ),
        _to_hear(card, people),
        aria_label="Scorecard",
    )


def _whole(card: Scorecard) -> Markup:
    if card.band is None or card.low is None or card.high is None:
        return tag("p", card.why or "There is no grade for this recording.", class_="lead")
    reach = "between" if round(card.low) != round(card.high) else "at"
    low_high = f"{card.low:.0f} and {card.high:.0f}" if reach == "between" else f"{card.low:.0f}"
    return join(
        tag("p", band_name(card.band), class_="whole"),
        tag("p", f"On the whole, {reach} {low_high} of 100 in this kind of conversation.", class_="quiet"),
        tag("figure", whole_chart(card.low, card.high)),
    )


def _share(review: Review) -> Markup | None:
    found = next((result for result in review.results if result.name == "talk_share"), None)
    if not review.conversation.turns:
        return None
    says = headline(found) if found and found.value is not None else "Who did how much of the talking"
    return tag("figure", tag("figcaption", says), share_bar(review.conversation))


def _note(title: str, note: Note | None, people: dict[str, str], look: str) -> Markup | None:
    if note is None:
        return None
    return tag(
        "div",
        tag("h2", title),
        tag("p", note.text, dir="auto"),
        moment_list(note.moments, people) if note.moments else None,
        class_=look,
    )


def _to_hear(card: Scorecard, people: dict[str, str]) -> Markup | None:
    """The moments of the scorecard that no note has shown yet."""
    shown = {moment for note in (card.strength, card.focus) if note for moment in note.moments}
    rest = [moment for moment in card.moments if moment not in shown]
    return join(tag("h3", "Worth hearing again"), moment_list(rest, people)) if rest else None


def _overview(review: Review) -> Markup | None:
    talk = review.conversation
    if not talk.turns:
        return None
    moments = _seen(review)
    return tag(
        "section",
        tag("h2", "Who spoke when"),
        tag("p", "Tall blocks are turns, low ones short signals such as “mm-hm”.", class_="quiet"),
        tag("figure", timeline(talk, moments), key(moments)),
    )


def _details(review: Review) -> tuple[Markup | None, ...]:
    if not review.conversation.turns:
        return (tag("section", tag("h2", "Nothing to show"), tag("p", "No speech was heard in this recording.")),)
    note = "Each number leads to the moments behind it, and each time to its place in the transcript."
    return (
        tag("section", tag("h2", "The numbers"), tag("p", note, class_="quiet"), measures(review), _quality(review)),
        _transcript(review),
    )


def _quality(review: Review) -> Markup | None:
    if not review.quality:
        return None
    rows = [
        tag(
            "tr",
            tag("td", verdict.measure.replace("_", " ")),
            tag("td", carry_name(verdict.carry)),
            tag("td", verdict.why),
        )
        for verdict in review.quality
    ]
    head = tag("tr", tag("th", "For"), tag("th", "This recording is"), tag("th", "Because"))
    return tag("section", tag("h3", "What the sound can carry"), tag("table", head, *rows))


def _transcript(review: Review) -> Markup:
    talk = review.conversation
    classes, people = voice_classes(talk), _people(talk)
    by_turn: dict[int, list[Moment]] = {}
    for moment in _seen(review):
        by_turn.setdefault(moment.turn, []).append(moment)
    turns = [
        _turn(i, turn, people[turn.speaker], classes[turn.speaker], by_turn.get(i, []))
        for i, turn in enumerate(talk.turns)
    ]
    return tag("section", tag("h2", "The transcript"), tag("ol", *turns, class_="turns", lang=talk.language))


def _turn(number: int, turn: Turn, who: str, voice: str, moments: list[Moment]) -> Markup:
    chips = dict.fromkeys(moment_name(moment) for moment in moments)
    is_side = turn.kind is not TurnKind.TURN
    return tag(
        "li",
        tag("span", clock(turn.start), class_="time"),
        tag(
            "div",
            tag("div", who, class_="who"),
            tag("div", turn.text, class_="said", dir="auto"),
            tag("div", *(tag("span", chip) for chip in chips), class_="chips", lang="en") if chips else None,
        ),
        id=f"turn-{number}",
        class_=f"{voice} side" if is_side else voice,
    )


def _foot(review: Review) -> Markup:
    engines = review.engines
    listeners = [name for name in (engines.speech, engines.voice, engines.speakers, engines.dialogue) if name]
    made = f"Made by Sayback {__version__}, rules {review.rules}"
    heard = f", from {review.source.name}" + (f", heard by {', '.join(listeners)}." if listeners else ".")
    return tag(
        "footer",
        tag("h2", "Before you read too much into it"),
        tag("ol", *(tag("li", sentence) for sentence in STATEMENTS), class_="statements"),
        tag("p", made + heard, class_="quiet"),
    )


def _people(talk: Conversation) -> dict[str, str]:
    return {who.id: person(who) for who in talk.speakers}


def _seen(review: Review) -> list[Moment]:
    return [moment for moment in review.moments if moment.type not in _QUIET]
