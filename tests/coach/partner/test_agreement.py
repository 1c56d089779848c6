"""Agreement between partner and machine, against published and hand-worked figures."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.partner.agreement import KAPPA_FROM, agreement, weighted_kappa
from coach.partner.sheet import Mark
from coach.partner.words import agreement_told

HIT, NEAR, MISS = Mark.HIT, Mark.NEAR, Mark.MISS
PAIRS = st.lists(st.tuples(st.sampled_from(Mark), st.sampled_from(Mark)), min_size=1, max_size=60)


def test_by_hand_with_two_words() -> None:
    """20, 5, 10, 15 of 50: seen 0.7, by chance 0.5, so 0.4 (the standard error is worked out with two words)."""
    kappa = weighted_kappa([[20, 5], [10, 15]])
    assert kappa is not None
    assert kappa.value == pytest.approx(0.4)


def test_the_interval_of_statpsych() -> None:
    """``ci.kappa(.05, 31, 12, 4, 58)`` of the R package statpsych: 0.6756757 (0.5317210 to 0.8196303)."""
    kappa = weighted_kappa([[31, 12], [4, 58]])
    assert kappa is not None
    assert kappa.interval is not None
    assert kappa.value == pytest.approx(0.6756757, abs=1e-6)
    assert kappa.interval.low == pytest.approx(0.5317210, abs=1e-5)
    assert kappa.interval.high == pytest.approx(0.8196303, abs=1e-5)


def test_the_weighted_example_of_vcd() -> None:
    """``Kappa(SexualFun)`` of the R package vcd, four words, equal spacing: 0.2374, standard error 0.07832."""
    kappa = weighted_kappa([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]])
    assert kappa is not None
    assert kappa.interval is not None
    assert kappa.value == pytest.approx(0.2374, abs=5e-5)
    assert (kappa.interval.high - kappa.interval.low) / (2 * 1.959964) == pytest.approx(0.07832, abs=5e-5)


def test_three_words_by_hand() -> None:
    """Rows 4, 4, 4 and columns 4, 4, 4 of 12: six alike and six one step off see 0.75, chance sees 5/9."""
    kappa = weighted_kappa([[2, 2, 0], [2, 0, 2], [0, 2, 2]])
    assert kappa is not None
    seen = (4 * 1.0 + 8 * 0.5) / 12
    assert kappa.value == pytest.approx((seen - 5 / 9) / (1 - 5 / 9))


def test_below_ten_raw_agreement_stands_alone() -> None:
    found = agreement([(HIT, HIT)] * 5 + [(MISS, HIT)] * 4)
    assert found is not None
    assert (found.same, found.of, found.kappa) == (5, 9, None)
    assert agreement_told(found) == (
        "Your partner and Sayback judged 5 of 9 answers alike. "
        "From 10 answers on there is a figure that takes chance into account."
    )


def test_from_ten_on_chance_is_taken_into_account() -> None:
    found = agreement([(HIT, HIT)] * 5 + [(MISS, MISS)] * 3 + [(NEAR, HIT), (MISS, HIT)])
    assert found is not None
    assert found.kappa is not None
    assert "8 of 10 answers alike, 80 % (49–94 %)" in agreement_told(found)
    assert "weighted kappa, 0 is chance" in agreement_told(found)


def test_one_word_throughout_leaves_chance_untold() -> None:
    found = agreement([(HIT, HIT)] * 8 + [(MISS, HIT)] * 4)
    assert found is not None
    assert found.kappa is None
    assert "cannot be told apart" in agreement_told(found)


def test_full_agreement_has_no_range() -> None:
    found = agreement([(HIT, HIT)] * 6 + [(MISS, MISS)] * 6)
    assert found is not None
    assert found.kappa is not None
    assert (found.kappa.value, found.kappa.interval) == (pytest.approx(1.0), None)
    assert "so there is no range" in agreement_told(found)


def test_a_near_miss_weighs_half() -> None:
    base = [(HIT, HIT)] * 6 + [(MISS, MISS)] * 6
    near, far = agreement([*base, (NEAR, HIT)]), agreement([*base, (MISS, HIT)])
    assert near is not None
    assert far is not None
    assert near.kappa is not None
    assert far.kappa is not None
    assert near.kappa.value > far.kappa.value


def test_nothing_to_compare() -> None:
    assert agreement([]) is None
    assert "no answer yet" in agreement_told(None)
    assert weighted_kappa([[0, 0], [0, 0]]) is None


@given(PAIRS)
def test_agreement_stays_in_its_bounds_and_is_symmetric(pairs: list[tuple[Mark, Mark]]) -> None:
    found, turned = agreement(pairs), agreement([(machine, partner) for partner, machine in pairs])
    assert found is not None
    assert turned is not None
    assert 0 <= found.same <= found.of == len(pairs)
    assert (found.kappa is None) == (turned.kappa is None)
    if found.of < KAPPA_FROM:
        assert found.kappa is None
    if found.kappa is not None and turned.kappa is not None:
        assert -1.0 <= found.kappa.value <= 1.0 + 1e-9
        assert found.kappa.value == pytest.approx(turned.kappa.value)
        if found.kappa.interval is not None:
            assert found.kappa.interval.low <= found.kappa.value + 1e-9
            assert found.kappa.value <= found.kappa.interval.high + 1e-9


def test_every_pair_once_is_chance() -> None:
    found = agreement([*product(Mark, Mark), *product(Mark, Mark)])
    assert found is not None
    assert found.kappa is not None
    assert found.kappa.value == pytest.approx(0.0)
