import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from coach.library.search import Hit, Piece
from coach.library.session import SessionRow
from coach.measures.measure import Kind
from coach.measures.result import Status
from tests.clocks import NOON
from tests.factories import conversation
from tests.ui.example import sample_review
from ui.item_models.measure_lines import measure_lines
from ui.item_models.measures import NODE, MeasureModel, NodeKind
from ui.item_models.sessions import SessionFilter, SessionModel, SessionRole
from ui.item_models.transcript import TranscriptModel
from ui.pages.shown import shown_moments, speaker_voices

TALK = conversation(
    "A 0-4 How was the move?",
    "B 3.9-9 Hard, to be honest.",
    "A~ 5-5.4 Mm-hmm.",
    "B 9.5-12 We lost the cat.",
    "A 12-14 Oh no.",
)


ROWS = (
    SessionRow(
        "1", "first", NOON, 60.0, "everyday", ("Nora", "S2"), None, 0.4, True, tags=("work",), known=("Daniel",)
    ),
    SessionRow("2", "second", NOON, 60.0, "everyday", ("Nora",), None, None, False),
)
HIT = Hit(3, 4.0, "Nora", (Piece("move", is_hit=True),), 1)


@pytest.fixture
def sessions():
    model = SessionModel()
    model.show_rows(ROWS, {"2": "a note"})
    return model


@pytest.fixture(scope="module")
def reviewed():
    return sample_review()


@pytest.fixture
def transcript(theme):
    model = TranscriptModel()
    model.show_turns(TALK, (), speaker_voices(TALK, theme))
    return model


@pytest.fixture
def measures(reviewed):
    model = MeasureModel()
    model.show_lines(measure_lines(reviewed), {"A": "Nora", "B": "Daniel"})
    return model


def test_the_transcript_is_a_sound_model(qtmodeltester, transcript):
    qtmodeltester.check(transcript)


def test_an_empty_transcript_is_a_sound_model(qtmodeltester):
    qtmodeltester.check(TranscriptModel())


def test_the_measures_are_a_sound_model(qtmodeltester, measures):
    qtmodeltester.check(measures)


def test_the_sessions_are_a_sound_model(qtmodeltester, sessions):
    qtmodeltester.check(sessions)


def test_what_is_left_of_the_sessions_is_a_sound_model(qtmodeltester, sessions):
    found = SessionFilter()
    found.setSourceModel(sessions)
    qtmodeltester.check(found)
    found.keep(["work"], [])
    assert [found.index(row, 0).data() for row in range(found.rowCount())] == ["first"]
    found.keep([], ["Daniel"])
    assert found.rowCount() == 1
    found.show_found([])
    assert found.rowCount() == 0
    qtmodeltester.check(found)


def test_a_hit_stands_at_its_session_and_leaves_with_the_search(sessions):
    sessions.show_hits({"2": HIT})
    assert [sessions.index(row, 0).data(SessionRole.HIT) for row in range(2)] == [None, HIT]
    sessions.show_hits({})
    assert sessions.index(1, 0).data(SessionRole.HIT) is None


def test_models_stay_sound_when_another_review_comes(theme, transcript, measures, reviewed):
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (transcript, measures)
    ]
    talk = reviewed.conversation
    transcript.show_turns(talk, shown_moments(reviewed.moments), speaker_voices(talk, theme))
    measures.show_lines(measure_lines(sample_review(context_id="coaching")), {})
    assert transcript.rowCount() == len(talk.turns)
    assert len(testers) == 2


def test_a_name_opens_only_where_the_floor_changes(transcript):
    assert [transcript.row(number).opens for number in range(5)] == [True, True, False, False, True]


def test_a_backchannel_does_not_hide_the_turn_under_it(transcript):
    assert transcript.row_at(5.2) == 1


def test_before_the_first_word_no_row_is_heard(theme):
    late = conversation("A 2-4 Hello.")
    model = TranscriptModel()
    model.show_turns(late, (), speaker_voices(late, theme))
    assert model.row_at(1.0) is None
    assert model.row_at(2.0) == 0


def test_in_a_pause_the_last_turn_is_the_one(transcript):
    assert transcript.row_at(9.2) == 1


def test_a_row_reads_aloud_with_time_name_and_words(transcript):
    index = transcript.index(1)
    assert transcript.data(index, Qt.ItemDataRole.AccessibleTextRole) == "0:03 B: Hard, to be honest."


def test_moments_are_found_in_their_turn(theme, reviewed):
    model = TranscriptModel()
    talk, moments = reviewed.conversation, shown_moments(reviewed.moments)
    model.show_turns(talk, moments, speaker_voices(talk, theme))
    seen = [index for number in range(model.rowCount()) for index in model.row(number).moments]
    assert sorted(seen) == list(range(len(moments)))
    for number in range(model.rowCount()):
        row = model.row(number)
        assert all(moments[index].turn == number for index in row.moments)


def test_measured_stands_apart_from_judged(measures):
    tops = [measures.data(measures.index(row, 0), NODE) for row in range(measures.rowCount())]
    headings = [number for number, node in enumerate(tops) if node.kind is NodeKind.HEADING]
    assert [tops[number].title for number in headings] == ["Measured", "Judged"]
    first, second = tops[1 : headings[1]], tops[headings[1] + 1 :]
    assert {node.line.measure.kind for node in first} == {Kind.MEASURED}
    assert {node.line.measure.kind for node in second} == {Kind.JUDGED}


def test_every_measure_opens_its_meaning_and_all_its_moments(measures, reviewed):
    for result in reviewed.results:
        node = measures.node(measures.index_of(result.name))
        assert [child.kind for child in node.children] == [NodeKind.MEANING] + [NodeKind.MOMENT] * len(result.evidence)
        assert [child.moment for child in node.children[1:]] == list(result.evidence)
        assert node.line.measure.definition in node.children[0].text
        assert node.line.measure.source.rstrip(".") in node.children[0].text


def test_what_is_not_measurable_says_why_and_shows_no_number(theme):
    bare = sample_review(me=None)
    model = MeasureModel()
    model.show_lines(measure_lines(bare), {})
    for result in bare.results:
        assert result.status is Status.NOT_MEASURABLE
        node = model.node(model.index_of(result.name))
        assert result.why in node.title
        assert node.line.scale is None


def test_a_scale_holds_its_value_within_its_range(reviewed):
    scales = [line.scale for line in measure_lines(reviewed) if line.scale is not None]
    assert scales
    for scale in scales:
        assert 0.0 <= scale.value <= 1.0
        if scale.low is not None and scale.high is not None:
            assert scale.low <= scale.value <= scale.high


def test_headings_cannot_be_chosen(measures):
    assert not measures.flags(measures.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert measures.flags(measures.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_measure_that_is_not_there_has_no_row(measures):
    assert measures.index_of("no such measure") == QModelIndex()
