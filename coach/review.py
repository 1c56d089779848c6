"""A review: the whole of what can be said about one conversation, computed in milliseconds from its turns."""

from dataclasses import dataclass, replace

from coach.audio.verdict import Verdict
from coach.contexts.context import Context
from coach.conversation import Conversation
from coach.feedback.compose import compose
from coach.feedback.scorecard import Scorecard
from coach.hearing.heard import Engines, Source
from coach.measures.registry import measure_all
from coach.measures.result import Result
from coach.moments.find import find_moments
from coach.moments.moment import Moment
from models.dialogue.classifier import classifier

RULES = "2026.3"


@dataclass(frozen=True, slots=True)
class Review:
    """What was heard, what it amounts to, and by which rules."""

    source: Source
    engines: Engines
    rules: str
    context: Context
    conversation: Conversation
    quality: tuple[Verdict, ...]
    moments: tuple[Moment, ...]
    results: tuple[Result, ...]
    scorecard: Scorecard
    goal: str | None = None  # the measure of the goal that the person chose for this conversation

    def result(self, name: str) -> Result:
        """The result of that measure; KeyError where there is none."""
        for result in self.results:
            if result.name == name:
                return result
        raise KeyError(name)


def review(
    conversation: Conversation,
    *,
    context: Context,
    source: Source,
    engines: Engines,
    quality: tuple[Verdict, ...] = (),
    moments: tuple[Moment, ...] | None = None,
    goal: str | None = None,
) -> Review:
    """Find the moments, take the measures, compose the scorecard. Pure: same input, same review.

    Args:
        moments: those of the conversation where they are known already, a person's corrections among them.
        goal: the measure of the goal that the person chose; None leaves the focus to us.
    """
    if moments is None:
        moments = find_moments(conversation)
    results = measure_all(conversation, moments, quality)
    return Review(
        source=source,
        engines=replace(engines, dialogue=classifier().name) if conversation.language == "en" else engines,
        rules=RULES,
        context=context,
        conversation=conversation,
        quality=quality,
        moments=moments,
        results=results,
        scorecard=compose(conversation, results, context, goal=goal),
        goal=goal,
    )


def again(old: Review, *, conversation: Conversation | None = None, context: Context | None = None) -> Review:
    """The same review after a change of its conversation or context, by today's rules."""
    return review(
        conversation or old.conversation,
        context=context or old.context,
        source=old.source,
        engines=old.engines,
        quality=old.quality,
        goal=old.goal,
    )
