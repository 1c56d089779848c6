"""Learning sentence by sentence from labels of whole turns.

A turn has a label where at least one of its sentences has it, and experts have labelled turns. So the sentences of a
labelled turn share the label out among them: by how likely each was after the last round, given that at least one has
it (expectation maximisation for multiple instances; Ray & Craven 2005 describe the logistic form).
"""

import numpy as np

from models.training.logistic import Floats, Ints, Rows, fit, sigmoid

_ROUNDS = 5
# The likeliest sentence of a labelled turn has the label at least so surely (our choice: it keeps short turns from
# being given up).
_LEAST = 0.9


def fit_parts(rows: Rows, own: Ints, labelled: Floats, amount: Floats, penalty: Floats) -> Floats:
    """Weights for sentences from labels of turns.

    Args:
        own: for each row the number of its turn.
        labelled: for each turn 1 where it has the label, else 0.
        amount: for each row how much it counts.
    """
    turns = len(labelled)
    positive = labelled[own]
    count = np.bincount(own, minlength=turns)[own]
    share: Floats = positive / np.sqrt(np.maximum(count, 1))
    weights = np.zeros(rows.width)
    for _ in range(_ROUNDS):
        weights = fit(rows, share, amount, penalty=penalty, start=weights)
        chance = np.clip(sigmoid(rows.times(weights)), 1e-6, 1 - 1e-6)
        none = np.exp(np.bincount(own, np.log1p(-chance), turns))
        share = positive * chance / np.maximum(1 - none[own], 1e-6)
        likeliest = np.zeros(turns)
        np.maximum.at(likeliest, own, share)
        best = (positive > 0) & (share >= likeliest[own] - 1e-12)
        share = np.where(best, np.maximum(share, _LEAST), np.minimum(share, 1.0))
    return weights


def of_turns(scores: Floats, own: Ints, turns: int) -> Floats:
    """For each turn the score of its likeliest sentence."""
    best = np.full(turns, -35.0)
    np.maximum.at(best, own, scores)
    return best
