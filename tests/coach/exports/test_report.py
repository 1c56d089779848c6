"""The report is one page that needs nothing else, and shows whatever was said as text."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.contexts.load import context
from coach.conversation import Conversation, Timing
from coach.exports.markup import Markup, join, page, tag
from coach.exports.report import report_html
from coach.exports.statements import STATEMENTS
from coach.exports.zones import Zone, zones
from coach.feedback.scorecard import Band
from coach.measures.result import Status
from coach.review import Review, again
from tests.coach.exports.test_review_json import of
from tests.coach.library.sessions import a_review
from tests.factories import conversation

_VOID = {"meta", "br", "hr", "img", "link"}


class Page(HTMLParser):
    """Reads a page and keeps what matters here; AssertionError where elements are not closed in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(content.decode("utf-8"))
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def shown(reviewed: Review, title: str = "The move") -> Page:
    return Page(report_html(reviewed, title=title, on=date(2026, 11, 24)))


def test_a_whole_review_is_shown() -> None:
    reviewed = a_review(60)
    seen = shown(reviewed)
    for words in ("The move", "24 November 2026", "What went well", "Who spoke when", "The transcript", "rhododendron"):
        assert words in seen.text
    assert len([t for t in seen.named("li") if (t.get("id") or "").startswith("turn-")]) == 60


def test_the_plain_statements_are_there() -> None:
    seen = shown(a_review(2))
    assert len(STATEMENTS) == 6
    assert all(statement in seen.text for statement in STATEMENTS)


def test_every_number_shows_its_moments_and_every_time_leads_to_its_turn() -> None:
    reviewed = a_review(60)
    seen = shown(reviewed)
    measured = [result for result in reviewed.results if result.status is not Status.NOT_MEASURABLE]
    assert len(seen.named("details")) == len(measured)
    assert all(f"“{item.quote}" in seen.text or item.quote in seen.text for r in measured for item in r.evidence)
    ids = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    targets = [a["href"] or "" for a in seen.named("a")]
    assert targets
    assert all(target.startswith("#") and target[1:] in ids for target in targets)


def test_a_missed_moment_says_what_would_have_met_it() -> None:
    reviewed = of(
        conversation(
            "A 0-1 How was it?",
            "B 1.5-7 They gave the prize to somebody else, and I was so disappointed about the prize.",
            "A 7.5-10 You should apply again in the spring.",
        )
    )
    (missed,) = (moment for moment in reviewed.moments if moment.better)
    assert f"What would have met it: “{missed.better}”" in shown(reviewed).text
    assert shown(a_review(2)).text.count("What would have met it") == 0


def test_targets_name_their_source_and_its_strength() -> None:
    reviewed = a_review(60)
    seen = shown(reviewed)
    for target in reviewed.context.targets:
        if any(r.name == target.measure and r.status is not Status.NOT_MEASURABLE for r in reviewed.results):
            assert f"{target.source} ({target.strength})" in seen.text


def test_what_is_not_measurable_is_said_with_its_reason() -> None:
    talk = conversation("A 0-3 How was it?", "B 3-4 Fine.", timing=Timing.CAPTIONS)
    reviewed = of(talk)
    seen = shown(reviewed)
    hidden = [result for result in reviewed.results if result.status is Status.NOT_MEASURABLE]
    assert hidden
    assert "What this recording cannot show" in seen.text
    assert all((result.why or "") in seen.text for result in hidden)


def test_nothing_comes_from_elsewhere_and_nothing_runs() -> None:
    seen = shown(a_review(60))
    assert not {name for name, _ in seen.tags} & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    for _, attributes in seen.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert not re.search(r"(https?:)?//", " ".join(value or "" for value in attributes.values()))
    css = report_html(a_review(2), title="x").decode().split("<style>")[1].split("</style>")[0]
    assert "url(" not in css
    assert "@import" not in css
    policy = seen.named("meta")[1]
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\x00\x1b\ud800"


def test_a_hostile_name_or_transcript_is_shown_as_text() -> None:
    talk = conversation(f"A 0-8 So you felt {HOSTILE} alone?", f"B 9-17 I felt sad, {HOSTILE}.", me="A")
    reviewed = of(talk.renamed("B", HOSTILE), name=HOSTILE)
    seen = shown(reviewed, title=HOSTILE)
    assert not seen.named("script")
    assert not seen.named("img")
    assert "<script>alert(1)</script>" in seen.text
    assert "&amp;" in seen.text
    assert "\x00" not in seen.text


@given(st.text(), st.text())
def test_no_text_becomes_markup(content: str, value: str) -> None:
    seen = Page(page(tag("p", content, title=value)))
    assert [name for name, _ in seen.tags] == ["p"]
    allowed = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", content)
    assert seen.text.strip("\n") == allowed.strip("\n")


@pytest.mark.parametrize("name", ["p onclick", "<p>", "", "1p"])
def test_an_element_needs_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of an element"):
        tag(name)


def test_markup_is_not_escaped_twice() -> None:
    assert join(tag("b", "a & b"), None, " < c").text == "<b>a &amp; b</b> &lt; c"
    assert isinstance(join(), Markup)


def test_a_recording_without_speech_says_so() -> None:
    silent = Conversation((), (), 10.0, Timing.VOICES)
    assert "No speech was heard in this recording." in shown(of(silent)).text


def test_while_nobody_is_me_there_is_no_you() -> None:
    talk = conversation("A 0-30 How was it?", "B 31-90 Fine.", me=None)
    seen = shown(of(talk))
    assert "(you)" not in seen.text
    assert "There are none yet: nobody is marked as you" in seen.text
    assert "A 34 %" in seen.text
    assert "B 66 %" in seen.text


def test_people_who_hardly_spoke_are_named_beside_the_bar() -> None:
    seen = shown(of(conversation("A 0-90 And then we went on.", "B 91-92 Fine.", "C 93-94 Yes it is.")))
    for label in ("A (you) 98 %", "B 1 %", "C 1 %"):
        assert label in seen.text


def test_nine_people_and_an_hour_fit() -> None:
    lines = [f"{'ABCDEFGHI'[i % 9]} {i * 5}-{i * 5 + 4} And then we went on to the next thing." for i in range(720)]
    seen = shown(of(conversation(*lines)))
    assert len([t for t in seen.named("li") if (t.get("id") or "").startswith("turn-")]) == 720


def test_the_same_review_gives_the_same_bytes() -> None:
    assert report_html(a_review(40), title="x") == report_html(a_review(40), title="x")


def test_bands_change_where_the_score_crosses_their_limits() -> None:
    (target,) = [t for t in context("one-to-one").targets if t.measure == "talk_share"]
    found = zones(target)
    assert [zone.band for zone in found] == [Band.WORK_ON, Band.FAIR, Band.GOOD, Band.FAIR, Band.WORK_ON]
    assert found[2] == Zone(0.25, 0.45, Band.GOOD)


def test_each_context_can_be_drawn() -> None:
    for context_id in ("everyday", "one-to-one", "discovery-call", "coaching", "job-interview"):
        assert "The numbers" in shown(again(a_review(60), context=context(context_id))).text


def test_who_was_known_by_voice_is_said_with_how_sure() -> None:
    review = a_review()
    me = review.conversation.me
    assert me is not None
    assert "enrolled voice" not in shown(review).text
    talk = review.conversation
    known = tuple(replace(who, me_confidence=0.9) if who.me else who for who in talk.speakers)
    assert (
        "was known by an enrolled voice: fairly sure"
        in shown(replace(review, conversation=replace(talk, speakers=known))).text
    )
