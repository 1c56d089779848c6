"""Training: the regression finds what it should, copies lose what they should, and the weights come out the same."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from models.dialogue.acts import Acts
from models.dialogue.classifier import FORMAT, Classifier
from models.dialogue.moves import Move
from models.dialogue.reading import Utterance
from models.training import copies, meetings
from models.training.annomi import Labelled, Talk
from models.training.dialogue import PLAIN, WRITTEN, kept_words, lines, trained
from models.training.expectation import fit_parts
from models.training.logistic import Rows, fit, sigmoid


def dense(rows: list[list[float]]) -> Rows:
    return Rows.of([(list(range(len(row))), row) for row in rows], len(rows[0]))


def test_regression_finds_the_weights_that_made_the_chances() -> None:
    chance = np.random.default_rng(3)
    inputs = chance.normal(size=(400, 3))
    rows = dense([[*map(float, row), 1.0] for row in inputs])
    true = np.array([1.5, -2.0, 0.0, 0.5])
    found = fit(rows, sigmoid(rows.times(true)), np.ones(400), penalty=np.zeros(4), start=np.zeros(4))
    assert found == pytest.approx(true, abs=0.02)


def test_a_weight_that_must_stay_nought_does() -> None:
    rows = dense([[1.0, 1.0], [0.0, 1.0]] * 20)
    found = fit(rows, np.array([1.0, 0.0] * 20), np.ones(40), penalty=np.array([np.inf, 0.0]), start=np.zeros(2))
    assert found == pytest.approx([0.0, 0.0], abs=1e-3)


def test_a_larger_penalty_gives_smaller_weights() -> None:
    rows = dense([[1.0, 1.0], [0.0, 1.0]] * 20)
    wanted = np.array([1.0, 0.0] * 20)
    light, heavy = (
        fit(rows, wanted, np.ones(40), penalty=np.array([amount, 0.0]), start=np.zeros(2)) for amount in (0.1, 10.0)
    )
    assert 0 < heavy[0] < light[0]


def test_the_sentence_that_has_the_label_is_found() -> None:
    """Each labelled turn has two sentences; only the first kind stands in no turn without the label."""
    rows = dense([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]] * 30 + [[0.0, 1.0, 1.0]] * 30)
    own = np.array([i // 2 for i in range(60)] + list(range(30, 60)))
    labelled = np.array([1.0] * 30 + [0.0] * 30)
    found = fit_parts(rows, own, labelled, np.ones(90), np.array([1.0, 1.0, 0.0]))
    assert found[0] > 0 > found[1]


def test_stripped_text_keeps_the_words_alone() -> None:
    assert copies.stripped("Well, I’m [laughs] fine – aren't you?") == "well i'm fine aren't you"


def test_unmarked_text_is_cut_before_strong_starts() -> None:
    cut = copies.cut_unmarked("that was a long day so you went home early what did you do then")
    assert cut == ("that was a long day", "so you went home early", "what did you do then")


def test_a_worn_copy_is_the_same_for_the_same_chance() -> None:
    text = ("So what did you do after all that time?", "I see.") * 20
    assert copies.worn(text, Random(1)) == copies.worn(text, Random(1)) != text


def little_talks() -> list[Talk]:
    """Made-up talks, enough for a few runs of words to occur often."""
    asked = ("What did you do then?", "How was that for you?", "What happened after that?")
    back = ("So you felt alone with it.", "You wanted it to be over.", "It sounds like you were tired.")
    talks = []
    for number in range(10):
        turns = []
        for i in range(6):
            turns.append(Labelled("client", "I was alone with it, and tired, and wanted it over.", False, frozenset()))
            asks = (i + number) % 2 == 0
            text = asked[i % 3] if asks else back[i % 3]
            moves = {Move.QUESTION, Move.OPEN} if asks else {Move.REFLECTION}
            turns.append(Labelled("therapist", text, True, frozenset(moves)))
        talks.append(Talk(f"talk {number}", number % 3 > 0, tuple(turns)))
    return talks


def little_meeting() -> list[meetings.Act]:
    """Made-up acts of a meeting: what asks, and what informs."""
    asked = ("what did you do then", "did you do that then", "what was that like then")
    told = ("we did that then", "that was like this one", "you did what we said")
    return [meetings.Act(tuple(asked[i % 3].split()), "el.inf") for i in range(30)] + [
        meetings.Act(tuple(told[i % 3].split()), "inf") for i in range(60)
    ]


def test_what_asks_in_meetings_is_known_by_its_words() -> None:
    acts = Acts(meetings.trained(little_meeting()))
    asks, informs = (acts.features(text.split()) for text in ("what did you do", "we did that"))
    assert asks["asks as in meetings"] > informs.get("asks as in meetings", 0.0)
    assert informs["informs as in meetings"] > asks.get("informs as in meetings", 0.0)


def test_acts_without_words_are_left_out(tmp_path: Path) -> None:
    rows = ({"text": "Right, did you?", "act": "el.inf"}, {"text": "...", "act": "fra"})
    file = tmp_path / "ami.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert meetings.read(file) == [meetings.Act(("right", "did", "you"), "el.inf")]


def test_training_twice_gives_the_same_weights_and_they_can_be_used(tmp_path: Path) -> None:
    talks = little_talks()
    kept = kept_words(talks)
    acts = meetings.trained(little_meeting())
    made = [
        lines({kind: trained(talks, kept, kind, Acts(acts)) for kind in (WRITTEN, PLAIN)} | {"acts": acts})
        for _ in range(2)
    ]
    assert made[0] == made[1]
    told = json.loads(made[0]) | {"format": FORMAT, "version": "0", "kept": sorted(kept)}
    talk = [
        Utterance("client", ("I was tired.",)),
        Utterance("therapist", ("What did you do then?",)),
        Utterance("client", ("I went home.",)),
        Utterance("therapist", ("So you felt alone with it.",)),
    ]
    judged = Classifier(told).judge(talk).turns
    assert judged[1].probability(Move.QUESTION) > judged[3].probability(Move.QUESTION)
    assert judged[3].probability(Move.REFLECTION) > judged[1].probability(Move.REFLECTION)
