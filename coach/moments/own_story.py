"""Speaking of oneself: taking the topic away (shift response), or finding common ground and giving it back."""

from coach.moments.asking import reads_as_question
from coach.moments.exchange import Exchange, Spoken, Talk
from coach.moments.judgement import NO, Judgement
from coach.moments.lexicon import lexicon
from coach.moments.marking import mark, runs
from coach.moments.moment import Moment, MomentType
from coach.moments.sentences import Sentence
from coach.moments.tags import tag

# A turn shifts when at least this many of its first words speak of the speaker (our choice; Derber 1979
# gave the idea of the shift response, no threshold).
_FIRST_WORDS = 12
_OWN_WORDS = 2
# What the other tells must be worth staying with (our choice, guarded by test_small_talk_cannot_be_shifted_away_from).
_DISCLOSURE = 8
# A likeness with at most so much of an own story is a bridge; with more it is a hijack (our choice, guarded by
# test_a_long_own_story_after_a_likeness_is_a_hijack).
_BRIDGE = 20
_ME_TOO = 3  # words of a bare "same here"
_HIJACK = 60


def judge_shift(talk: Talk, place: int) -> Judgement:
    """How likely this turn answers what the other told with a story of one's own and keeps the topic."""
    own = talk.spoken[place]
    told = talk.others_before(place, 2)
    if not told or not own.sentences or told[0].asks or not _is_disclosure(told[0]):
        return NO
    stories = _story_sentences(own)
    if not stories or stories[0].position > 1 or talk.topic_balance(place) <= 0 or gives_back(own, stories):
        return NO
    first, plural = lexicon().words("first_person"), lexicon().words("first_plural")
    count = sum(token in first or token in plural for token in _opening(own))
    cue = stories[0].cue("own.story")
    if cue is None or count == 0:
        return NO
    reasons = (f'tells an own story: "{cue.words}"', "does not hand the topic back")
    if count >= _OWN_WORDS:
        return Judgement(0.75, reasons)
    return Judgement(0.6 if len(stories) >= 2 or stories[0].position == 0 else 0.4, reasons)


def _opening(own: Spoken) -> tuple[str, ...]:
    """The first words that say something."""
    tokens = own.tokens
    core = lexicon().core(tokens)
    return tokens[core : core + _FIRST_WORDS]


def _is_disclosure(heard: Spoken) -> bool:
    """Whether the other told of themselves, in so many words; promises and advice tell nothing."""
    told = [s for s in heard.sentences if not s.has("commitments.promise", "commitments.plan", "advice.i_would")]
    return sum(s.mine for s in told) > sum(s.yours for s in told) and sum(len(s.tokens) for s in told) >= _DISCLOSURE


def _story_sentences(spoken: Spoken) -> list[Sentence]:
    """Its sentences that tell of the speaker, not of the other."""
    return [
        s
        for s in spoken.sentences
        if s.has("own.story")
        and not s.asks
        and s.yours < max(1, s.mine + s.ours)
        and not s.has("own.no_story", "commitments.promise", "reflections.hearing", "manners.apology")
    ]


def gives_back(own: Spoken, stories: list[Sentence]) -> bool:
    """Whether the turn asks the other something, or speaks of them, after the own story."""
    last = stories[-1].position if stories else -1
    return any(reads_as_question(s) and tag(s) is None for s in own.sentences if s.position > last)


def find_own_stories(talk: Talk) -> tuple[Moment, ...]:
    """Shift responses and common ground, one moment for each turn and kind; common ground wins where both would fit."""
    found: list[Moment] = []
    for place, exchanges in enumerate(talk.exchanges):
        ground = judge_common_ground(talk, place)
        if ground is not None:
            sentences, judgement = ground
            found.append(mark(sentences, MomentType.COMMON_GROUND, judgement, answers=exchanges[0].answers))
            continue
        judgement = judge_shift(talk, place)
        if judgement.is_shown:
            sentences = _story_run(exchanges)
            found.append(mark(sentences, MomentType.SELF_SHIFT, judgement, answers=exchanges[0].answers))
    return tuple(found)


def _story_run(exchanges: tuple[Exchange, ...]) -> list[Sentence]:
    """The adjacent sentences of the story, from its first on."""
    told = [
        e.sentence.position for e in exchanges if e.sentence.has("own.story") or e.sentence.mine + e.sentence.ours > 0
    ]
    return [exchanges[i].sentence for i in runs(told)[0]]


def judge_common_ground(talk: Talk, place: int) -> tuple[list[Sentence], Judgement] | None:
    """The sentences of a turn that name a likeness and keep the other in the picture; None where there is none."""
    own = talk.spoken[place]
    told = talk.others_before(place, 2)
    if not told:
        return None
    alike = [s for s in own.sentences[:2] if s.has("own.likeness") and not s.asks and _is_shared(s)]
    if not alike:
        return None
    stories = _story_sentences(own)
    story_words = sum(len(s.tokens) for s in stories)
    back = gives_back(own, alike)
    both = any(_says_both(s) for s in alike)
    if story_words >= _HIJACK or (not back and not both and story_words > _BRIDGE):
        return None
    first = alike[0].position
    run = [s for s in own.sentences[first:] if s in alike or (s.has("own.story") and not s.asks)]
    adjacent = [run[0]]
    for sentence in run[1:]:
        if sentence.position == adjacent[-1].position + 1:
            adjacent.append(sentence)
    cue = alike[0].cue("own.likeness")
    words = cue.words if cue else alike[0].text
    probability = 0.75 if both or back else 0.55
    return adjacent, Judgement(probability, (f'names what the two share: "{words}"',))


def _says_both(sentence: Sentence) -> bool:
    return "both" in sentence.tokens or ("us" in sentence.tokens and "too" in sentence.tokens)


def _is_shared(sentence: Sentence) -> bool:
    """The likeness is with the speaker: it says I, we or my, or is a short "me too"; "I also hear you" names none."""
    if sentence.has("reflections.hearing", "reflections.understand", "own.no_likeness") and not _says_both(sentence):
        return False
    return len(sentence.tokens) <= _ME_TOO or sentence.mine + sentence.ours > 0 or _says_both(sentence)
