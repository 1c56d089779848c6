"""The diarization error agrees with hand-worked cases."""

import pytest

from models.records import SpeakerSpan
from tests.accuracy.der import best_matching, diarization_error, overlap_counts, share_error


def spans(*what: tuple[float, float, int]) -> list[SpeakerSpan]:
    return [SpeakerSpan(*one) for one in what]


def test_the_truth_under_other_names_has_no_error() -> None:
    truth, found = spans((0, 4, 0), (3, 6, 1)), spans((0, 4, 7), (3, 6, 2))
    assert diarization_error(truth, found).rate == 0
    assert share_error(truth, found) == 0


def test_missed_false_and_confused_time_add_up() -> None:
    # 10 s of 0, 5 s of 1; found: 0 ends 1 s early and takes 2 s of speaker 1, who runs 0.5 s over.
    error = diarization_error(spans((0, 10, 0), (10, 15, 1)), spans((0, 9, 0), (10, 12, 0), (12, 15.5, 1)))
    assert (error.reference, error.missed, error.false, error.confused) == pytest.approx((15, 1, 0.5, 2))
    assert error.rate == pytest.approx(3.5 / 15)


def test_overlap_is_scored() -> None:
    error = diarization_error(spans((0, 4, 0), (2, 4, 1)), spans((0, 4, 0)))
    assert error.missed == pytest.approx(2)


def test_one_found_speaker_is_one_true_speaker_at_most() -> None:
    error = diarization_error(spans((0, 6, 0), (6, 10, 1)), spans((0, 10, 0)))
    assert error.confused == pytest.approx(4)


def test_pauses_inside_a_turn_may_be_called_speech_of_that_speaker_only() -> None:
    truth, turn = spans((0, 2, 0), (3, 5, 0), (5, 9, 1)), spans((0, 5, 0))
    assert diarization_error(truth, spans((0, 5, 0), (5, 9, 1)), forgiven=turn).rate == 0
    assert diarization_error(truth, spans((0, 2, 0), (2, 3, 1), (3, 5, 0), (5, 9, 1)), forgiven=turn).false == 1


def test_nothing_found_misses_everything() -> None:
    assert diarization_error(spans((0, 2, 0)), []).rate == 1
    assert diarization_error([], []).rate == 0
    assert share_error(spans((0, 2, 0)), []) == 1


def test_the_matching_is_the_best_one_not_the_greedy_one() -> None:
    assert best_matching([[5.0, 4.0], [4.0, 0.0]]) == {0: 1, 1: 0}


def test_share_error_is_the_talk_credited_to_the_wrong_person() -> None:
    assert share_error(spans((0, 6, 0), (6, 10, 1)), spans((0, 5, 0), (5, 10, 1))) == pytest.approx(0.1)


def test_overlaps_are_counted_as_events() -> None:
    truth = spans((0, 5, 0), (4, 6, 1), (5.9, 8, 0), (7.5, 9, 1))
    found = spans((0, 5, 0), (4.2, 6, 1), (6, 8, 0), (8, 9, 1), (8.5, 9, 0))
    counts = overlap_counts(truth, found)
    assert (counts.found, counts.right, counts.true, counts.recalled) == (2, 1, 2, 1)
    assert (counts.precision, counts.recall) == (0.5, 0.5)
