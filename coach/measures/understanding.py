"""Taking up what was said: uptake, words taken over, summaries, validation, and how much I speak of myself."""

from collections.abc import Iterator

from coach.conversation import Conversation
from coach.measures.counted import in_order, mine, share_of
from coach.measures.enough import too_few
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.reflections import credited
from coach.measures.result import Confidence, Result, Status, Unit
from coach.measures.sides import is_mine, replies
from coach.measures.trust import in_judgement
from coach.moments.lexicon import content, lexicon, tokens
from coach.moments.moment import Moment, MomentType, Trait

# What the other says must be of some length to be taken up (domain.md, section 5.3: five words).
_LEAST_WORDS = 5
# So many of my turns after it a new word of theirs may still be taken over (domain.md, section 5.3: three).
_WITHIN = 3
# So many of my words make me-talk worth a number (our choice, after the hundred words that language style needs).
_ENOUGH_WORDS = 100


def uptake(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """The mean share of the topic words of what they said that my reply repeats (Demszky et al. 2021, lexical)."""
    shares = tuple(_uptakes(conversation))
    why = too_few(len(shares), of="of your replies", one="of your replies")
    confidence = in_judgement(conversation, Confidence.LOW)
    if not shares:
        nothing = "you replied to nothing of some length"
        return Result(UPTAKE.name, UPTAKE.unit, Status.NOT_ENOUGH, confidence=confidence, why=nothing)
    return Result(
        UPTAKE.name,
        UPTAKE.unit,
        Status.NOT_ENOUGH if why else Status.OK,
        value=sum(shares) / len(shares),
        numerator=sum(shares),
        denominator=len(shares),
        confidence=confidence,
        why=why,
        values=shares,
    )


def _uptakes(conversation: Conversation) -> Iterator[float]:
    for change in replies(conversation):
        said = tokens(conversation.turns[change.before].text)
        topics = content(said)
        if len(said) >= _LEAST_WORDS and topics:
            yield len(topics & content(tokens(conversation.turns[change.after].text))) / len(topics)


def alignment(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """The share of their new topic words that I use within my next three turns; no target."""
    known: set[str] = set()
    open_: dict[str, int] = {}
    taken = 0
    new = 0
    for index, turn in conversation.floor_turns():
        words = content(tokens(turn.text))
        if is_mine(conversation, index):
            taken += sum(word in open_ for word in words)
            open_ = {word: left - 1 for word, left in open_.items() if word not in words and left > 1}
        else:
            fresh = words - known
            new += len(fresh)
            open_ |= dict.fromkeys(fresh, _WITHIN)
        known |= words
    return share_of(
        ALIGNMENT.name,
        taken,
        new,
        nothing="the other brought up no new word",
        why=too_few(new, of="new words of theirs", one="new word of theirs"),
        confidence=in_judgement(conversation, Confidence.LOW),
    )


def me_talk(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """The share of my words that are I, me, my and the like, those in "I hear you" and such left out."""
    own = lexicon().words("first_person")
    said = mine_said = 0
    for index, turn in conversation.floor_turns():
        if is_mine(conversation, index):
            words = tokens(turn.text)
            stems = sum(
                cue.name in ("reflections.hearing", "reflections.understand", "reflections.i_wonder")
                for cue in lexicon().cues(words)
            )
            said += len(words)
            mine_said += max(0, sum(word in own for word in words) - stems)
    return share_of(
        ME_TALK.name,
        mine_said,
        said,
        nothing="you said nothing in words",
        why=None if said >= _ENOUGH_WORDS else f"you said {said} words; {_ENOUGH_WORDS} are needed",
        confidence=in_judgement(conversation, Confidence.MEDIUM),
    )


def summaries(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """How often I gathered what was said over several turns."""
    return _count(SUMMARIES, conversation, moments, MomentType.SUMMARY)


def validations(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """How often I called what they felt or did understandable."""
    return _count(VALIDATIONS, conversation, moments, MomentType.VALIDATION)


def dismissals(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """How often I played down what they felt."""
    return _count(DISMISSALS, conversation, moments, MomentType.DISMISSAL)


def early_advice(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Unasked advice before my first reflection or in the first quarter of the conversation."""
    window = conversation.window
    first = min((m.start for m in credited(conversation, moments)), default=window.end)
    until = max(first, window.start + window.duration / 4)
    given = mine(conversation, moments, frozenset({MomentType.ADVICE}))
    early = tuple(m for m in given if m.counted and Trait.ASKED not in m.traits and m.start < until)
    return _found(EARLY, conversation, early)


def _count(known: Measure, conversation: Conversation, moments: tuple[Moment, ...], type_: MomentType) -> Result:
    return _found(known, conversation, tuple(m for m in mine(conversation, moments, frozenset({type_})) if m.counted))


def _found(known: Measure, conversation: Conversation, found: tuple[Moment, ...]) -> Result:
    return Result(
        known.name,
        known.unit,
        Status.OK,
        value=len(found),
        numerator=len(found),
        low=0,
        confidence=in_judgement(conversation, Confidence.LOW),
        evidence=in_order(found),
    )


_NEEDS = frozenset({Need.PARTNER, Need.WORDS, Need.ENGLISH})

UPTAKE = Measure(
    name="uptake",
    title="Words of theirs in your replies",
    unit=Unit.SHARE,
    definition="How many of the words that carried their topic came back in your reply, on average. Only a trace of "
    "building on what was said.",
    formula="mean over your replies of (their topic words you repeat ÷ their topic words)",
    source="lexical uptake after Demszky et al. 2021: agrees .48 with experts on 1,998 exchanges in classrooms",
    strength=Strength.RESEARCH,
    kind=Kind.MEASURED,
    family="reflections",
    needs=_NEEDS,
    compute=uptake,
)

ALIGNMENT = Measure(
    name="alignment",
    title="Their new words taken over (experimental)",
    unit=Unit.SHARE,
    definition="How many of the new words they brought in you used within your next three turns. Experimental: there "
    "is no target.",
    formula="their new topic words you use within three turns ÷ their new topic words",
    source="our own",
    strength=Strength.OURS,
    kind=Kind.MEASURED,
    family="reflections",
    needs=_NEEDS,
    compute=alignment,
)

ME_TALK = Measure(
    name="me_talk",
    title="Talk of yourself",
    unit=Unit.SHARE,
    definition="How many of your words were “I”, “me” and “my”. There is no norm.",
    formula="your words I, me, my, mine, myself ÷ your words; “I hear that…” and the like left out",
    source="our own",
    strength=Strength.OURS,
    kind=Kind.MEASURED,
    family="advice",
    needs=_NEEDS,
    compute=me_talk,
)

SUMMARIES = Measure(
    name="summaries",
    title="Summaries",
    unit=Unit.COUNT,
    definition="How often you pulled together what was said over several turns.",
    formula="summaries found",
    source="motivational interviewing manuals (OARS)",
    strength=Strength.MANUAL,
    kind=Kind.JUDGED,
    family="reflections",
    needs=_NEEDS,
    compute=summaries,
)

VALIDATIONS = Measure(
    name="validations",
    title="Showing that it makes sense",
    unit=Unit.COUNT,
    definition="How often you called what they felt or did understandable.",
    formula="validations found",
    source="our own list of words",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="reflections",
    needs=_NEEDS,
    compute=validations,
)

DISMISSALS = Measure(
    name="dismissals",
    title="Playing it down",
    unit=Unit.COUNT,
    definition="How often you played down what they felt, as with “it could be worse”.",
    formula="dismissals found",
    source="our own list of words",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="advice",
    needs=_NEEDS,
    compute=dismissals,
)

EARLY = Measure(
    name="early_advice",
    title="Early fixing",
    unit=Unit.COUNT,
    definition="Advice nobody asked for, before your first reflection or in the first quarter of the conversation.",
    formula="early pieces of unasked advice",
    source="our own",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="advice",
    needs=_NEEDS,
    compute=early_advice,
)
