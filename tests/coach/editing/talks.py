"""Conversations and edits for properties."""

from collections.abc import Sequence

from hypothesis import strategies as st

from coach.conversation import Conversation
from coach.editing.apply import applied, next_of_same
from coach.editing.edits import (
    ChooseMe,
    Edit,
    EditWords,
    MergeSpeakers,
    MergeTurns,
    ReassignTurn,
    RenameSpeaker,
    SplitTurn,
)
from tests.factories import conversation

WORDS = [
    "so",
    "you",
    "felt",
    "alone",
    "what",
    "happened",
    "then?",
    "I",
    "was",
    "sad.",
    "Really?",
    "mm-hm",
    "should",
    "talk",
]


@st.composite
def talks(draw: st.DrawFn) -> Conversation:
    """Two or three people, turns that may overlap, backchannels between."""
    lines, at = [], 0.0
    done = dict.fromkeys("ABC", 0.0)
    for _turn in range(draw(st.integers(2, 9))):
        who = draw(st.sampled_from("ABC"))
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
        start = max(done[who], at + draw(st.sampled_from((-0.4, 0.0, 0.25, 1.5))))
        at = done[who] = round(start + 0.35 * len(words), 2)
        kind = draw(st.sampled_from(("", "", "", "~", "?")))
        lines.append(f"{who}{kind} {start:.2f}-{at:.2f} {' '.join(words)}")
    return conversation(*lines, me=draw(st.sampled_from(("A", "B", None))))


@st.composite
def edits_of(draw: st.DrawFn, talk: Conversation, most: int = 6) -> tuple[Edit, ...]:
    """Edits that can be made one after the other."""
    made: list[Edit] = []
    for _edit in range(draw(st.integers(0, most))):
        made.append(draw(st.sampled_from(possible(applied(talk, made).conversation))))
    return tuple(made)


def possible(talk: Conversation) -> Sequence[Edit]:
    """Some of what can be edited there, of every kind."""
    people = [speaker.id for speaker in talk.speakers]
    found: list[Edit] = [RenameSpeaker(people[0], "Zoë"), ChooseMe(people[-1]), ChooseMe(None)]
    if len(people) > 1:
        found.append(MergeSpeakers(people[0], people[-1]))
    for index, turn in enumerate(talk.turns):
        words = turn.text.split()
        found += [ReassignTurn(index, who) for who in people if who != turn.speaker]
        found.append(ReassignTurn(index, "S9", "Somebody else"))
        found.append(EditWords(index, " ".join((*words[: len(words) // 2], "indeed", *words[len(words) // 2 + 1 :]))))
        if len(words) > 1:
            found.append(SplitTurn(index, 1 + index % (len(words) - 1)))
        if next_of_same(talk, index) is not None:
            found.append(MergeTurns(index))
    return found
