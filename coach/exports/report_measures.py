"""The report's numbers: each as a sentence, with its moments, its definition and its source."""

from collections.abc import Iterable, Mapping, Sequence

from coach.contexts.context import Target
from coach.exports.markup import Markup, join, tag
from coach.exports.names import moment_name, sureness
from coach.exports.report_charts import band_chart
from coach.feedback.scorecard import Graded
from coach.feedback.words import headline
from coach.measures.measure import Kind
from coach.measures.registry import MEASURES, measure
from coach.measures.result import Result, Status
from coach.moments.moment import Moment, Passage
from coach.review import Review
from coach.times import clock

# Which numbers people read together; what is in no group comes last.
_GROUPS = {
    "How the talking was shared": (
        "talk_share",
        "talk_share_of_call",
        "talk_share_of_words",
        "longest_monologue",
        "partner_story",
        "silence_share",
    ),
    "Saying back and holding back": (
        "reflections",
        "reflection_ratio",
        "feeling_moments_met",
        "missed_moments",
        "advice",
        "shift_share",
    ),
    "Asking": (
        "questions",
        "question_rate",
        "open_share",
        "follow_up_share",
        "leading_share",
        "stacked_share",
        "rhetorical_share",
        "question_run",
    ),
    "Taking turns": (
        "interruptions",
        "interruptions_found",
        "interruption_balance",
        "overlap_share",
        "backchannels",
        "response_gaps",
        "pauses",
        "pauses_after_stories",
    ),
}

_QUOTED = 45
"""Words of a passage that are shown beside a number; the transcript has them all."""

_KINDS = {Kind.MEASURED: "measured from times and words", Kind.JUDGED: "judged from the words"}


def measures(review: Review) -> Markup:
    """Every number that there is, in groups, then what this recording cannot show."""
    graded = {one.result.name: one for one in review.scorecard.graded}
    targets = {target.measure: target for target in review.context.targets}
    shown = {result.name: result for result in review.results if result.status is not Status.NOT_MEASURABLE}
    hidden = [result for result in review.results if result.status is Status.NOT_MEASURABLE]
    grouped = {name for names in _GROUPS.values() for name in names}
    rest = tuple(known.name for known in MEASURES if known.name not in grouped)
    parts: list[Markup] = []
    for title, names in (*_GROUPS.items(), ("More", rest)):
        entries = [_measure(shown[name], graded.get(name), targets.get(name)) for name in names if name in shown]
        if entries:
            parts.append(tag("section", tag("h3", title), *entries))
    reasons = {result.why for result in hidden}
    if not parts and len(reasons) == 1:
        return tag("p", f"There are none yet: {reasons.pop()}.", class_="lead")
    if hidden:
        parts.append(_not_measurable(hidden))
    return join(*parts)


def moment_list(moments: Iterable[Moment | Passage], people: Mapping[str, str]) -> Markup:
    """Moments with their times, each leading to its turn."""
    return tag("ul", *(_moment(moment, people) for moment in moments), class_="moments")


def _moment(moment: Moment | Passage, people: Mapping[str, str]) -> Markup:
    kind = moment_name(moment)
    why = moment.why if isinstance(moment, Moment) else ""
    about = " · ".join(part for part in (people.get(moment.speaker, ""), kind, why) if part)
    better = moment.better if isinstance(moment, Moment) else None
    return tag(
        "li",
        tag("a", clock(moment.start), href=f"#turn-{moment.turn}", class_="time"),
        tag(
            "div",
            tag("q", _beginning(moment.quote), dir="auto"),
            tag("div", about, class_="kind"),
            tag("div", f"What would have met it: “{better}”", class_="better", dir="auto") if better else None,
        ),
    )


def _beginning(said: str) -> str:
    words = said.split()
    return said if len(words) <= _QUOTED else " ".join([*words[:_QUOTED], "…"])


def _measure(result: Result, graded: Graded | None, target: Target | None) -> Markup:
    is_graded = graded is not None and graded.score is not None
    sure = f"{sureness(result.confidence)} · {_KINDS[measure(result.name).kind]}"
    return tag(
        "div",
        tag(
            "div",
            tag("div", tag("p", headline(result), class_="says"), tag("p", sure, class_="sure")),
            tag("figure", band_chart(result, target)) if is_graded and target is not None else None,
            class_="row",
        ),
        tag(
            "details",
            tag("summary", _behind(result)),
            moment_list(result.evidence, {}) if result.evidence else None,
            _definition(result, target),
        ),
        class_="measure",
        id=result.name,
    )


def _behind(result: Result) -> str:
    count = len(result.evidence)
    if not count:
        return "How it is defined"
    noun = "moment" if all(isinstance(item, Moment) for item in result.evidence) else "passage"
    return f"{count} {noun}{'' if count == 1 else 's'} behind it, and how it is defined"


def _definition(result: Result, target: Target | None) -> Markup:
    known = measure(result.name)
    rows = [
        ("What it is", known.definition),
        ("Formula", known.formula),
        ("Source", f"{known.source} ({known.strength.value})"),
    ]
    if target is not None:
        rows.append(("Target", target.text))
        rows.append(("Its source", f"{target.source} ({target.strength})"))
    if result.why and result.status is Status.OK:
        rows.append(("With care", result.why.removeprefix("with care: ")))
    return tag("dl", *(join(tag("dt", name), tag("dd", words)) for name, words in rows))


def _not_measurable(results: Sequence[Result]) -> Markup:
    """One line for each reason, with the measures it takes away."""
    by_reason: dict[str, list[str]] = {}
    for result in results:
        by_reason.setdefault(result.why or "", []).append(measure(result.name).title)
    rows = [tag("tr", tag("td", ", ".join(titles)), tag("td", why)) for why, titles in by_reason.items()]
    head = tag("tr", tag("th", "Measure"), tag("th", "Why not"))
    return tag("section", tag("h3", "What this recording cannot show"), tag("table", head, *rows))
