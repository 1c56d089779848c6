"""Talk share by each definition."""

import pytest

from coach.contexts.load import context
from coach.conversation import Conversation
from coach.feedback.definitions import talk_shares
from coach.hearing.heard import Engines, Source
from coach.measures.result import Status
from coach.review import Review, review
from tests.factories import conversation
from tests.ui.example import sample_review

# A talks 60 s and says "mm" for 12 s in all, B talks 180 s; the call lasts 300 s.
LINES = (
    "B 0-180 " + " ".join(["word"] * 300),
    *(f"A~ {20 * n + 5}-{20 * n + 7} Mm." for n in range(6)),
    "A 190-250 " + " ".join(["word"] * 200),
    "B 299-300 Bye.",
)


def reviewed(talk: Conversation) -> Review:
    return review(talk, context=context("everyday"), source=Source("t", talk.duration, 2, "0" * 64), engines=Engines())


def shares_of(made: Review) -> list[float | None]:
    return [share.result.value for share in talk_shares(made)]


def test_each_definition_gives_its_own_number() -> None:
    speech, signals, call, words = shares_of(reviewed(conversation(*LINES)))
    assert speech == pytest.approx(60 / 241)
    assert signals == pytest.approx(72 / 253)
    assert call == pytest.approx(60 / 300)
    assert words == pytest.approx(200 / 501)


def test_without_backchannels_the_first_two_agree() -> None:
    speech, signals, _call, _words = shares_of(reviewed(conversation(*(line for line in LINES if "~" not in line))))
    assert speech == signals


def test_the_first_is_the_one_of_grades_and_json() -> None:
    made = sample_review()
    first = talk_shares(made)[0]
    assert first.result == made.result("talk_share")
    assert first.measure.name == "talk_share"


def test_every_definition_says_what_it_counts_and_holds_its_number_in_its_range() -> None:
    shares = talk_shares(sample_review())
    assert len({share.measure.definition for share in shares}) == len(shares)
    for share in shares:
        low, value, high = share.result.low, share.result.value, share.result.high
        assert low is not None
        assert value is not None
        assert high is not None
        assert low <= value <= high
        assert "%" in share.headline


@pytest.mark.parametrize("me", [None, "A"])
def test_what_cannot_be_measured_says_so_by_every_definition(me: str | None) -> None:
    for share in talk_shares(reviewed(conversation("A 0-4 Only me here.", me=me))):
        assert share.result.status is not Status.OK
        assert share.result.why
