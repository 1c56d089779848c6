"""Faults of the window toolkit that would reach the person."""

import sys

import pytest
from PySide6.QtWidgets import QApplication


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_event_loop_keeps_count_of_none(qapp: QApplication) -> None:
    """PySide6 6.12 drops a reference to None in each call on Python 3.11, and the interpreter aborts."""
    before = sys.getrefcount(None)
    for _round in range(1000):
        qapp.processEvents()
    assert abs(sys.getrefcount(None) - before) < 200
