"""How long a frame of the session page takes on a long talk: scroll, find, playhead, zoom. Prints milliseconds as JSON.

They are of this thread's own time: what other programs take from it meanwhile is left out.

python -m tests.benchmarks.frames [HOURS]
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication

from coach.contexts.load import contexts
from tests.benchmarks.long_talk import long_review
from tests.ui.example import HEADING
from ui.item_models.transcript_find import Filter, Query
from ui.pages.session import SessionPage
from ui.player import Player
from ui.theme import Scheme, apply
from ui.widgets.transcript import TranscriptList

_FRAME = 1 / 60
TURNS_AN_HOUR = 2500.0


def main(hours: float) -> dict[str, float]:
    """Each kind of frame, its 99th percentile; and how long it takes to show the session."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    reviewed = long_review(hours * 3600.0, turns_an_hour=TURNS_AN_HOUR)
    player = Player()
    page = SessionPage(apply(app, Scheme.LIGHT), player)
    page.set_contexts(contexts())
    page.resize(1280, 800)
    page.show()
    app.processEvents()
    begun = time.thread_time()
    page.show_session(HEADING, reviewed, peaks=_peaks)
    app.processEvents()
    opened = time.thread_time() - begun
    list_, timeline = page.reading.transcript, page.block.timeline
    _lay_out(app, list_)
    page._scroll.verticalScrollBar().setValue(page._scroll.verticalScrollBar().maximum())
    app.processEvents()
    assert list_.visibleRegion().boundingRect().height() == list_.height()
    duration = reviewed.conversation.duration
    bar = list_.verticalScrollBar()
    transcript = [lambda n=n: bar.setValue(n * bar.maximum() // 300) for n in range(300)]
    lines = [lambda n=n: bar.setValue(n * 40) for n in range(300)]
    playing = [lambda n=n: _play(page, duration / 2 + n * _FRAME) for n in range(600)]
    whole = [lambda: timeline.zoom(1.05)] * 60 + [lambda: timeline.zoom(1 / 1.05)] * 60
    figures = {
        "turns": float(len(reviewed.conversation.turns)),
        "open, ms": 1000 * opened,
        "scroll through all, p99 ms": _p99(app, transcript),
        "scroll by lines, p99 ms": _p99(app, lines),
        "playhead, all in view, p99 ms": _p99(app, playing),
        "zoom, all in view, p99 ms": _p99(app, whole),
    }
    follow = [lambda n=n: _play(page, n * duration / 300) for n in range(300)]
    figures["follow through all, p99 ms"] = _p99(app, follow)
    timeline.zoom_to_words()
    figures["playhead among words, p99 ms"] = _p99(app, playing)
    pans = [lambda n=n: timeline.set_view(timeline.view.over(n * 0.2, n * 0.2 + 6.0)) for n in range(300)]
    figures["pan among words, p99 ms"] = _p99(app, pans)
    words = [lambda part=part: list_.search(Query("manager"[:part])) for part in range(1, 8)]
    figures["find a letter more, worst ms"] = max(_frames(app, words))
    kinds = [lambda: list_.search(Query("", frozenset({Filter.QUESTIONS})))] * 5
    figures["find questions, worst ms"] = max(_frames(app, kinds))
    page.close()
    page.deleteLater()
    app.processEvents()
    return figures


def _peaks(_channel: int, start: float, end: float, columns: int) -> NDArray[np.float32]:
    return np.abs(np.sin(np.linspace(start, end, columns))).astype(np.float32)


def _play(page: SessionPage, now: float) -> None:
    page.block.set_position(now, follow=True)
    page.reading.transcript.set_position(now, follow=True)
    page.header.transport.set_position(now)


def _lay_out(app: QApplication, view: TranscriptList) -> None:
    """Wait until the last row has its place: a long talk is laid out in pieces."""
    last = view.turns.index(view.turns.rowCount() - 1)
    until = time.monotonic() + 60.0
    while not view.visualRect(last).isValid() and time.monotonic() < until:
        app.processEvents()


def _frames(app: QApplication, steps: Iterable[Callable[[], object]]) -> list[float]:
    """Milliseconds of each step with all the painting it causes."""
    taken = []
    for step in steps:
        begun = time.thread_time()
        step()
        app.processEvents()
        taken.append(1000 * (time.thread_time() - begun))
    return taken


def _p99(app: QApplication, steps: Iterable[Callable[[], object]]) -> float:
    return float(np.quantile(_frames(app, steps), 0.99))


if __name__ == "__main__":
    print(json.dumps(main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0), indent=1))
