"""Nothing is too old unless the person said how long to keep it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.library.fate import Fate
from coach.library.library import Library
from coach.library.retention import days_left, due
from coach.library.session import SessionRow
from coach.library.storage import measure_storage
from coach.settings import Settings, load_settings, save_settings
from tests.coach.library.sessions import AGREED, a_recording, a_review

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def row(id_: str, age: timedelta, *, has_audio: bool = True) -> SessionRow:
    return SessionRow(id_, id_, NOW - age, 60.0, "everyday", (), None, None, has_audio)


ROWS = (row("new", DAY), row("edge", 90 * DAY), row("old", 90 * DAY + timedelta(seconds=1)),
        row("old words", 400 * DAY, has_audio=False))  # fmt: skip


def test_off_keeps_everything() -> None:
    assert due(ROWS, NOW, days=0, fate=Fate.TRASH) == ()
    assert Settings().keep_days == 0


def test_what_is_older_than_that_is_due() -> None:
    assert [one.id for one in due(ROWS, NOW, days=90, fate=Fate.TRASH)] == ["old", "old words"]


def test_only_a_recording_has_sound_to_delete() -> None:
    assert [one.id for one in due(ROWS, NOW, days=90, fate=Fate.SOUND)] == ["old"]


@pytest.mark.parametrize(
    ("age", "left"), [(timedelta(0), 30), (timedelta(seconds=1), 30), (DAY, 29), (30 * DAY, 0), (99 * DAY, 0)]
)
def test_days_left_in_the_trash(age: timedelta, left: int) -> None:
    assert days_left(NOW - age, NOW) == left


def test_choices_are_kept_and_nonsense_is_refused(tmp_path: Path) -> None:
    chosen = Settings(keep_days=90, fate=Fate.SOUND, trash_days=7, library="/disk")
    save_settings(tmp_path / "settings.json", chosen)
    assert load_settings(tmp_path / "settings.json").settings == chosen
    for values in ({"keep_days": -1}, {"keep_days": 40000}, {"trash_days": 0}):
        with pytest.raises(ValueError):
            replace(chosen, **values)


def test_storage_is_what_lies_on_the_disk(tmp_path: Path) -> None:
    small, large = a_recording(tmp_path, size=1000, name="a.wav"), a_recording(tmp_path, size=70_000, name="b.wav")
    with Library.open(tmp_path / "library") as library:
        first = library.add(a_review(4, audio=small), title="small", consent=AGREED, audio=small, peaks=small)
        library.add(a_review(4, audio=large), title="large", consent=AGREED, audio=large)
        library.trash([first])
        found = measure_storage(library)
        on_disk = sum(path.stat().st_size for path in library.folder.rglob("*") if path.is_file())
    assert [(one.title, one.sound, one.is_trashed) for one in found.sessions] == [
        ("large", 70_000, False),
        ("small", 2000, True),
    ]
    assert (found.sound, found.in_trash, found.trashed, found.copies) == (72_000, 2000, 1, 0)
    assert found.total == on_disk
