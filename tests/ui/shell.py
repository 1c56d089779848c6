"""The whole window with a library of its own, for tests and pictures."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from coach.library.session import Consent
from coach.paths import Paths, paths
from coach.review import again
from coach.sample import sample
from coach.sample.session import give_sample
from tests.ui.example import sample_review
from ui.app import Program

WIDE = QSize(1280, 900)
"""Room for all parts of a page side by side."""


def places_in(folder: Path) -> Paths:
    """Everything below one folder."""
    return paths({**os.environ, "SAYBACK_HOME": str(folder)})


def fill(places: Paths, titles: tuple[str, ...], *, seen: bool = True) -> tuple[str, ...]:
    """Put sessions with these titles into the library, the last one the newest; gives their ids.

    ``seen``: their numbers were shown before, so that no guess is asked for.
    """
    start = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    ids = []
    for number, title in enumerate(titles):
        at = start + timedelta(days=number)
        with Library.open(places.library, clock=lambda at=at: at) as library:
            reviewed = sample_review(me=None if "voice" in title else "A")
            reviewed = again(replace(reviewed, source=replace(reviewed.source, name=f"{title}.wav")))
            ids.append(library.add(reviewed, title=title, consent=Consent("everyone", "asked", at)))
            if seen:
                library.answer(ids[-1], None)
    return tuple(ids)


def program_in(
    folder: Path,
    app: QApplication,
    titles: tuple[str, ...] = (),
    *,
    seen: bool = True,
    clock: Callable[[], datetime] | None = None,
) -> Program:
    """The program with a library below ``folder``."""
    places = places_in(folder)
    fill(places, titles, seen=seen)
    return Program(app, places, clock=clock)


def with_sample(folder: Path, app: QApplication, *, clock: Callable[[], datetime] | None = None) -> Program:
    """The program with the sample in its library, which has a recording."""
    places = places_in(folder)
    with Library.open(places.library) if clock is None else Library.open(places.library, clock=clock) as library:
        give_sample(library, sample())
    return Program(app, places, clock=clock)


@contextmanager
def on_screen(
    program: Program, qtbot: QtBot, *, size: QSize | None = None, in_front: bool = False
) -> Iterator[Program]:
    """The program with its window shown, closed afterwards; ``in_front``: the keyboard is there."""
    window = program.window
    qtbot.addWidget(window)
    try:
        if size is not None:
            window.resize(size)
        if in_front:
            with qtbot.waitActive(window):
                window.show()
                window.activateWindow()
        else:
            with qtbot.waitExposed(window):
                window.show()
        yield program
    finally:
        window.close()
        program.close()


def until_read(program: Program) -> None:
    """Wait until the page of progress has read the sessions, a minute at the most."""
    end = monotonic() + 60.0
    while program.progress.work.busy and monotonic() < end:
        QTest.qWait(10)
    assert not program.progress.work.busy
