"""What I asked: how many questions, how often, and of which kinds."""

from dataclasses import replace

from coach.conversation import Conversation
from coach.measures.counted import mine, share_of_events
from coach.measures.enough import WINDOW, too_few, too_short
from coach.measures.intervals import poisson
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.result import Confidence, Result, Status, Unit
from coach.measures.trust import in_judgement
from coach.moments.moment import QUESTIONS, REFLECTIONS, Moment, MomentType, Trait

_OPEN_OR_CLOSED = frozenset({MomentType.QUESTION_OPEN, MomentType.QUESTION_CLOSED})
_TEXT = frozenset({Need.WORDS, Need.ENGLISH})


def asked(conversation: Conversation, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """My counted questions, open or closed; rhetorical ones and tags wait for no answer and stay out."""
    questions = mine(conversation, moments, _OPEN_OR_CLOSED)
    return tuple(m for m in questions if m.counted and Trait.RHETORICAL not in m.traits)


def question_count(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """How many questions I asked, all of them as evidence."""
    questions = asked(conversation, moments)
    return Result(
        COUNT.name,
        COUNT.unit,
        Status.OK,
        value=len(questions),
        numerator=len(questions),
        low=len(questions),
        high=len(questions) + _doubtful(conversation, moments),
        confidence=in_judgement(conversation, Confidence.HIGH),
        evidence=questions,
    )


def _doubtful(conversation: Conversation, moments: tuple[Moment, ...]) -> int:
    """How many more may have been questions."""
    me = conversation.me
    return sum(m.maybe and m.type in _OPEN_OR_CLOSED and me is not None and m.speaker == me.id for m in moments)


def question_rate(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Questions for each hour from first speech to last."""
    questions, window = asked(conversation, moments), conversation.window.duration
    hours, interval = window / 3600.0, poisson(len(questions))
    why = too_short(window, WINDOW, of="conversation")
    return Result(
        RATE.name,
        RATE.unit,
        Status.NOT_ENOUGH if why else Status.OK,
        value=len(questions) / hours,
        numerator=len(questions),
        denominator=hours,
        low=interval.low / hours,
        high=interval.high / hours,
        confidence=in_judgement(conversation, Confidence.HIGH),
        why=why,
        evidence=questions,
    )


def open_share(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Open questions among open and closed ones."""
    questions = asked(conversation, moments)
    opened = tuple(m for m in questions if m.type is MomentType.QUESTION_OPEN)
    return _share(conversation, OPEN.name, len(opened), questions)


def follow_up_share(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Questions that take up what the partner said, among all.

    Of low confidence, so that it never becomes a focus: shared words show only some of the questions that follow on
    (our choice, guarded by ``test_follow_ups_never_become_the_focus``).
    """
    found = _with_trait(conversation, FOLLOW_UP.name, asked(conversation, moments), Trait.FOLLOW_UP)
    return replace(found, confidence=Confidence.LOW)


def stacked_share(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Questions asked on top of one another without room for an answer, among all."""
    return _with_trait(conversation, STACKED.name, asked(conversation, moments), Trait.STACKED)


def leading_share(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Questions that carry their answer, among all, tags included."""
    questions = mine(conversation, moments, QUESTIONS)
    put = tuple(m for m in questions if m.counted and Trait.RHETORICAL not in m.traits)
    return _with_trait(conversation, LEADING.name, put, Trait.LEADING)


def rhetorical_share(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Questions that wait for no answer, among all, tags included."""
    questions = mine(conversation, moments, QUESTIONS)
    put = tuple(m for m in questions if m.counted or Trait.RHETORICAL in m.traits)
    return _with_trait(conversation, RHETORICAL.name, put, Trait.RHETORICAL)


def question_run(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """The longest run of questions without a reflection between, its questions as evidence."""
    reflections = {m for m in mine(conversation, moments, REFLECTIONS) if m.counted}
    questions = asked(conversation, moments)
    longest: list[Moment] = []
    run: list[Moment] = []
    for moment in sorted({*questions, *reflections}, key=lambda m: (m.start, m.end)):
        run = [] if moment in reflections else [*run, moment]
        longest = max(longest, run, key=len)
    why = too_few(len(questions), of="questions", one="question")
    return Result(
        RUN.name,
        RUN.unit,
        Status.NOT_ENOUGH if why else Status.OK,
        value=len(longest),
        numerator=len(longest),
        denominator=len(questions),
        confidence=in_judgement(conversation, Confidence.MEDIUM),
        why=why,
        evidence=tuple(longest),
    )


def _with_trait(conversation: Conversation, name: str, questions: tuple[Moment, ...], trait: Trait) -> Result:
    return _share(conversation, name, sum(trait in m.traits for m in questions), questions)


def _share(conversation: Conversation, name: str, found: int, questions: tuple[Moment, ...]) -> Result:
    """The share, with all questions as evidence: what is missing teaches as much as what is there."""
    return share_of_events(
        name,
        found,
        len(questions),
        many="questions",
        one="question",
        confidence=in_judgement(conversation, Confidence.MEDIUM),
        evidence=questions,
    )


COUNT = Measure(
    name="questions",
    title="Questions",
    unit=Unit.COUNT,
    definition="How many questions you asked. How many is no sign of good listening by itself.",
    formula="your questions that wait for an answer, counted by sentence",
    source="counselling demonstrations rated by experts: good and poor ones ask about as much",
    strength=Strength.RESEARCH,
    kind=Kind.JUDGED,
    family="questions",
    needs=_TEXT,
    compute=question_count,
)

RATE = Measure(
    name="question_rate",
    title="Questions an hour",
    unit=Unit.PER_HOUR,
    definition="How often you asked, as if the conversation had lasted an hour.",
    formula="your questions ÷ hours from the first word to the last",
    source="Gong: discovery calls with 11 to 14 questions succeed most often, a correlation",
    strength=Strength.INDUSTRY,
    kind=Kind.JUDGED,
    family="questions",
    needs=_TEXT,
    compute=question_rate,
)

OPEN = Measure(
    name="open_share",
    title="Open questions",
    unit=Unit.SHARE,
    definition="How many of your questions invite more than a word or a fact. Experts often differ on single ones.",
    formula="open questions ÷ (open + closed questions)",
    source="MITI 3.1.1 coding manual: 50 % for beginners, 70 % for the competent",
    strength=Strength.MANUAL,
    kind=Kind.JUDGED,
    family="questions",
    needs=_TEXT,
    compute=open_share,
)

FOLLOW_UP = Measure(
    name="follow_up_share",
    title="Follow-up questions",
    unit=Unit.SHARE,
    definition="How many of your questions take up what the other person has just said.",
    formula="follow-up questions ÷ questions",
    source="Huang et al. 2017: people who ask follow-up questions are liked more",
    strength=Strength.RESEARCH,
    kind=Kind.JUDGED,
    family="questions",
    needs=_TEXT | {Need.PARTNER},
    compute=follow_up_share,
)

STACKED = Measure(
    name="stacked_share",
    title="Stacked questions",
    unit=Unit.SHARE,
    definition="How many of your questions came on top of another one, without a second’s room for an answer.",
    formula="stacked questions ÷ questions",
    source="interviewing manuals advise one question at a time; limits are ours",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="questions",
    needs=_TEXT,
    compute=stacked_share,
)

LEADING = Measure(
    name="leading_share",
    title="Leading questions",
    unit=Unit.SHARE,
    definition="How many of your questions already carry their answer, as in “don’t you think …”.",
    formula="leading questions ÷ questions, tags such as “isn’t it?” included",
    source="no published limit is known to us",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="questions",
    needs=_TEXT,
    compute=leading_share,
)

RHETORICAL = Measure(
    name="rhetorical_share",
    title="Rhetorical questions",
    unit=Unit.SHARE,
    definition="How many of your questions you went on from without waiting for an answer.",
    formula="rhetorical questions ÷ all questions, rhetorical ones included",
    source="shown only; no target is known to us",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="questions",
    needs=_TEXT,
    compute=rhetorical_share,
)

RUN = Measure(
    name="question_run",
    title="Questions in a row",
    unit=Unit.COUNT,
    definition="The most questions you asked one after another without saying back anything you had heard.",
    formula="longest run of your questions with no reflection between them",
    source="motivational interviewing warns of the “question and answer trap”; limits are ours",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="questions",
    needs=_TEXT,
    compute=question_run,
)
