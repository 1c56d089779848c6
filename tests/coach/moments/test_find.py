"""The whole of it: order, symmetry, languages, jitter, worst cases."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.conversation import Conversation, Speaker, Timing, Turn
from coach.moments.find import find_moments
from coach.moments.moment import Moment, MomentType
from coach.times import Span
from models.records import Word
from tests.factories import conversation

TALK = conversation(
    "A 0-2 How was the trip?",
    "B 2.5-12 It was a mess, I was so angry at the airline, and the bag never came, and then in the end I just",
    "A 11.2-14 But you got the money back, right?",
    "B 14.5-20 I did, but I cried at the counter and nobody looked up.",
    "A~ 17-17.4 Mm-hmm.",
    "A 20.6-24 You felt invisible in the middle of all those people. That must have hurt.",
    "B 24.5-26 It did. What would you have done?",
    "A 26.5-31 I'd write to the airline. I'll send you the address tomorrow.",
    "B 31.3-36 Good. My suitcase was full of presents for the children, and I am sad about that.",
    "A 36.5-40 You should have carried them. When does school start?",
    boundary_error=0.05,
)
ODD_WORDS = "so you feel what did sad I the should try? sorry, and. — mm my job?".split()  # noqa: SIM905  # reads as speech
WORDLESS = {MomentType.INTERRUPTION, MomentType.OVERLAP, MomentType.BACKCHANNEL}


def shape(moments: tuple[Moment, ...]) -> list[tuple[str, MomentType, float]]:
    return [(m.speaker, m.type, m.start) for m in moments]


def test_moments_of_every_speaker_come_sorted_by_start() -> None:
    moments = find_moments(TALK)
    assert [m.start for m in moments] == sorted(m.start for m in moments)
    assert {m.speaker for m in moments} == {"A", "B"}


def test_many_kinds_are_found_in_one_talk() -> None:
    types = {m.type for m in find_moments(TALK)}
    assert types >= {
        MomentType.QUESTION_OPEN,
        MomentType.INTERRUPTION,
        MomentType.BACKCHANNEL,
        MomentType.REFLECTION_COMPLEX,
        MomentType.EMPATHY,
        MomentType.ADVICE,
        MomentType.COMMITMENT,
    }


def test_the_same_talk_gives_the_same_moments() -> None:
    assert find_moments(TALK) == find_moments(TALK)


def test_who_is_me_changes_nothing() -> None:
    assert find_moments(TALK.with_me("B")) == find_moments(TALK) == find_moments(TALK.with_me(None))


def test_every_moment_points_into_the_talk_and_says_why() -> None:
    for moment in find_moments(TALK):
        turn = TALK.turns[moment.turn]
        assert turn.speaker == moment.speaker
        assert turn.start - 1e-6 <= moment.start <= moment.end <= turn.end + 1e-6
        assert moment.quote
        assert moment.quote in turn.text
        assert moment.why
        assert moment.answers is None or TALK.turns[moment.answers].speaker != moment.speaker


def swapped(talk: Conversation) -> Conversation:
    other = {"A": "B", "B": "A"}
    return replace(talk, turns=tuple(replace(turn, speaker=other[turn.speaker]) for turn in talk.turns))


def test_swapping_the_speakers_swaps_the_moments() -> None:
    other = {"A": "B", "B": "A"}
    assert shape(find_moments(swapped(TALK))) == [
        (other[who], type_, at) for who, type_, at in shape(find_moments(TALK))
    ]


def test_in_another_language_only_time_is_judged() -> None:
    moments = find_moments(replace(TALK, language="de"))
    assert {m.type for m in moments} <= WORDLESS
    assert MomentType.BACKCHANNEL in {m.type for m in moments}
    assert not [m for m in moments if m.type is MomentType.INTERRUPTION and m.counted]


def test_a_transcript_without_sound_has_no_overlaps_but_questions() -> None:
    types = {m.type for m in find_moments(replace(TALK, timing=Timing.CAPTIONS))}
    assert not types & {MomentType.INTERRUPTION, MomentType.OVERLAP}
    assert MomentType.QUESTION_OPEN in types


def test_between_the_thresholds_is_a_maybe() -> None:
    assert all(not m.counted for m in find_moments(TALK) if m.maybe)
    orders = find_moments(conversation("B 0-3 See you there.", "A 3.5-5 Bring the numbers."))
    assert [m.maybe for m in orders if m.type is MomentType.ADVICE] == [True]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["A 0-4 How was the move?"],
        ["A 0-4 "],
        ["A 0-1 —", "B 1-2 …"],
        ["A? 0-1 But the", "B~ 0.2-0.5 Mm."],
        ["A 0-9 你好，你今天怎么样？", "B 9-12 Привет."],
    ],
)
def test_empty_and_odd_talks_are_no_trouble(lines: list[str]) -> None:
    find_moments(conversation(*lines))


def test_one_speaker_alone_answers_nobody() -> None:
    moments = find_moments(
        conversation("A 0-4 I was so sad.", "A 5-9 It sounds like you should rest. What do you think?")
    )
    assert all(moment.answers is None for moment in moments)


def moved(turn: Turn, before: float, after: float) -> Turn:
    """The turn with its edges moved and everything inside stretched with them."""
    start = max(0.0, turn.start + before)
    end = max(start + 0.1, turn.end + after)
    scale = (end - start) / turn.duration

    def at(time: float) -> float:
        return min(end, start + (time - turn.start) * scale)

    words = tuple(Word(at(word.start), at(word.end), word.text) for word in turn.words)
    return replace(turn, start=start, end=end, words=words, voice=(Span(start, end),))


PAIRS = [
    (
        "I went to see the flat twice, and what I liked about it is the",
        "But isn't it far from your office and the school?",
        -0.9,
    ),
    ("We talked until midnight, and she told me everything about it.", "That sounds like a long night for you.", 0.4),
    ("I don't know how to tell him that the job is gone.", "You're afraid of what he will say.", 0.6),
    ("So I took the early train and walked along the river.", "How was the river in the morning?", -0.2),
    ("My knee hurts since the fall, but the doctor is away.", "I had that once, and it took a month.", 0.3),
    ("They gave me a week to decide, which is fair.", "What would help you to decide?", 0.5),
    ("I never wanted the house, I wanted the garden.", "The garden is where you feel at home.", -0.1),
    ("He said that we could stay until the end of May.", "That gives you two months, then.", 0.8),
]


def some_minutes() -> Conversation:
    """About ten minutes of ordinary changes with one clear cut in each minute."""
    turns: list[Turn] = []
    at = 1.0
    for _ in range(6):
        for told, said, gap in PAIRS:
            for who, text, pause in (("B", told, 0.6), ("A", said, gap)):
                start = at + pause
                end = start + 0.4 * len(text.split())
                turns.append(Turn(start, end, who, text, voice=(Span(start, end),)))
                at = end
    speakers = (Speaker("A", "A", me=True, channel=0), Speaker("B", "B", channel=1))
    return Conversation(speakers, tuple(turns), at + 1, Timing.CHANNELS, boundary_error=0.1)


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_jitter_of_two_tenths_changes_at_most_one_interruption_in_ten_minutes(random) -> None:
    def counted(talk: Conversation) -> int:
        return sum(m.type is MomentType.INTERRUPTION and m.counted for m in find_moments(talk))

    talk = some_minutes()
    turns = sorted(
        (moved(turn, random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2)) for turn in talk.turns),
        key=lambda turn: turn.start,
    )
    allowed = max(1.0, talk.duration / 600)
    assert counted(talk) == 6
    assert abs(counted(replace(talk, turns=tuple(turns))) - counted(talk)) <= allowed


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"),
            st.floats(0, 60),
            st.floats(0.2, 9),
            st.lists(
                st.sampled_from(ODD_WORDS),
                max_size=14,
            ),
        ),
        max_size=12,
    )
)
def test_any_talk_gives_moments_inside_their_turns(rows: list[tuple[str, float, float, list[str]]]) -> None:
    turns = tuple(
        sorted((Turn(s, s + d, who, " ".join(words)) for who, s, d, words in rows), key=lambda turn: turn.start)
    )
    talk = Conversation((Speaker("A", "A"), Speaker("B", "B")), turns, 80, Timing.VOICES)
    moments = find_moments(talk)
    assert find_moments(swapped(swapped(talk))) == moments
    for moment in moments:
        assert turns[moment.turn].start - 1e-6 <= moment.start <= moment.end <= turns[moment.turn].end + 1e-6


def test_an_hour_of_talk_is_no_trouble() -> None:
    minutes = some_minutes()
    turns = tuple(
        moved(turn, shift, shift) for shift in (i * minutes.duration for i in range(12)) for turn in minutes.turns
    )
    talk = replace(minutes, turns=turns, duration=turns[-1].end)
    assert talk.duration > 3600
    assert len(find_moments(talk)) > 500
