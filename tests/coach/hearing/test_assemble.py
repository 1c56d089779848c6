"""From what was heard to a conversation: people, and what holds for every talk."""

import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.conversation import Conversation, Timing
from coach.hearing.assemble import assemble
from coach.hearing.heard import Engines, Heard, Source
from models.records import SpeakerSpan, VoiceSpan, Word
from tests.coach.hearing.said import heard

STEP = 0.05


def test_speakers_are_named_by_channel_on_two_channels() -> None:
    talk = assemble(heard("B 0-2 First.", "A 2.5-4 Second."))
    assert [(s.id, s.label, s.channel) for s in talk.speakers] == [("S1", "Speaker 1", 0), ("S2", "Speaker 2", 1)]
    assert [turn.speaker for turn in talk.turns] == ["S2", "S1"]


def test_speakers_are_named_by_appearance_on_one_channel() -> None:
    talk = assemble(heard("B 0-2 First.", "A 2.5-4 Second.", timing=Timing.VOICES))
    assert [(turn.speaker, turn.text) for turn in talk.turns] == [("S1", "First."), ("S2", "Second.")]
    assert [speaker.channel for speaker in talk.speakers] == [None, None]


def test_person_on_a_silent_channel_is_still_there() -> None:
    source = Source("talk.wav", 10, 2, "")
    words = ((Word(0, 1, "Hello?"),), ())
    talk = assemble(Heard(source, Engines(), Timing.CHANNELS, "en", ((VoiceSpan(0, 1),), ()), words, channels=(0, 1)))
    assert [speaker.id for speaker in talk.speakers] == ["S1", "S2"]


def test_voice_that_says_nothing_is_nobody_on_one_channel() -> None:
    spoken = heard("A 0-2 First.", "B 2.5-4 Second.", timing=Timing.VOICES)
    talk = assemble(replace(spoken, speakers=(*spoken.speakers, SpeakerSpan(5, 5.05, 2))))
    assert [speaker.id for speaker in talk.speakers] == ["S1", "S2"]


def test_me_is_marked() -> None:
    spoken = heard("A 0-2 First.", "B 2.5-4 Second.")
    talk = assemble(spoken, me="S2")
    assert talk.me is not None
    assert talk.me.id == "S2"
    with pytest.raises(KeyError):
        assemble(spoken, me="S3")


def test_silence_gives_no_turns() -> None:
    for timing in (Timing.CHANNELS, Timing.VOICES):
        silent = Heard(Source("s.wav", 10, 1, ""), Engines(), timing, "en", ((),), ((),))
        talk = assemble(silent)
        assert talk.turns == ()
        assert talk.word_confidence is None
        assert talk.duration == 10


def test_confidence_is_the_mean_of_the_words() -> None:
    assert assemble(heard("A 0-2 First word.")).word_confidence == pytest.approx(0.9)


@st.composite
def tracks(draw: st.DrawFn, timing: Timing) -> Heard:
    """Any voice and any words on up to three tracks or voices, on a grid that no limit lies on."""
    grid = st.integers(0, 400).map(lambda n: n * STEP + 0.013)
    length = st.integers(0, 60).map(lambda n: n * STEP + 0.007)
    spans = st.lists(st.tuples(grid, length), max_size=12)
    texts = st.sampled_from(["yeah", "Mm-hmm.", "tram", "so?", "Right.", "but", "I"])
    people = draw(st.integers(1, 3))
    voice = [draw(spans) for _ in range(people)]
    numbered = iter(range(1000))
    words = [
        tuple(
            sorted(
                (
                    Word(a, a + d / 4, f"{text}{next(numbered)}" if text in ("tram", "so?") else text)
                    for a, d, text in own
                ),
                key=lambda word: word.start,
            )
        )
        for own in (draw(st.lists(st.tuples(grid, length, texts), max_size=15)) for _ in range(people))
    ]
    source = Source("any.wav", 60.0, people, "")
    spoken = [tuple(VoiceSpan(a, a + d) for a, d in sorted(own)) for own in voice]
    if timing is Timing.CHANNELS:
        return Heard(source, Engines(), timing, "en", tuple(spoken), tuple(words), channels=tuple(range(people)))
    return Heard(
        source,
        Engines(),
        timing,
        "en",
        (tuple(sorted((v for own in spoken for v in own), key=lambda v: v.start)),),
        (tuple(sorted((w for own in words for w in own), key=lambda w: w.start)),),
        tuple(SpeakerSpan(v.start, v.end, i) for i, own in enumerate(spoken) for v in own),
    )


def counted(talk: Conversation) -> Counter[str]:
    return Counter(word.text for turn in talk.turns for word in turn.words)


@given(tracks(Timing.VOICES))
def test_no_word_is_lost_or_doubled(spoken: Heard) -> None:
    assert counted(assemble(spoken)) == Counter(word.text for own in spoken.words for word in own)


@given(tracks(Timing.CHANNELS))
def test_words_on_channels_are_never_doubled_and_only_twins_are_dropped(spoken: Heard) -> None:
    said = [Counter(word.text for word in own) for own in spoken.words]
    kept = counted(assemble(spoken))
    for text in sum(said, Counter()):
        assert max(own[text] for own in said) <= kept[text] <= sum(own[text] for own in said)


@given(st.one_of(tracks(Timing.CHANNELS), tracks(Timing.VOICES)))
def test_turns_are_sorted_and_hold_their_voice_and_words(spoken: Heard) -> None:
    talk = assemble(spoken)
    assert [turn.start for turn in talk.turns] == sorted(turn.start for turn in talk.turns)
    for turn in talk.turns:
        assert turn.voice
        assert turn.voice[0].start == turn.start
        assert turn.voice[-1].end == turn.end
        assert all(turn.start <= word.start <= word.end <= turn.end for word in turn.words)
        assert [word.start for word in turn.words] == sorted(word.start for word in turn.words)
    for speaker in talk.speakers:
        spans = sorted(span for turn in talk.turns if turn.speaker == speaker.id for span in turn.voice)
        assert all(left.end < right.start for left, right in pairwise(spans))


@given(st.one_of(tracks(Timing.CHANNELS), tracks(Timing.VOICES)), st.sampled_from([1.0, 7.0, 3600.0]))
def test_talk_that_begins_later_is_the_same_talk(spoken: Heard, later: float) -> None:
    shifted = replace(
        spoken,
        voice=tuple(tuple(VoiceSpan(v.start + later, v.end + later) for v in own) for own in spoken.voice),
        words=tuple(tuple(replace(w, start=w.start + later, end=w.end + later) for w in own) for own in spoken.words),
        speakers=tuple(SpeakerSpan(s.start + later, s.end + later, s.speaker) for s in spoken.speakers),
    )
    before, after = assemble(spoken), assemble(shifted)
    assert [(t.speaker, t.kind, t.text) for t in before.turns] == [(t.speaker, t.kind, t.text) for t in after.turns]
    assert [t.start + later for t in before.turns] == pytest.approx([t.start for t in after.turns])


@pytest.mark.parametrize("timing", [Timing.CHANNELS, Timing.VOICES])
def test_three_hours_are_assembled_in_a_moment(timing: Timing) -> None:
    lines = []
    for i in range(2000):
        lines.append(f"A {i * 5.4 + 0.2:.2f}-{i * 5.4 + 2.9:.2f} We took the tram up the hill and then")
        lines.append(f"B {i * 5.4 + 1.1:.2f}-{i * 5.4 + 1.4:.2f} Yeah.")
        lines.append(f"B {i * 5.4 + 3.1:.2f}-{i * 5.4 + 5.3:.2f} So you went there on your own?")
    spoken = heard(*lines, timing=timing, duration=10_800)
    begun = time.process_time()
    talk = assemble(spoken)
    assert len(talk.turns) >= 4000
    assert time.process_time() - begun < 10, "some step is not linear"
