"""Runs something again and again in a child process that is killed one file step later each time."""

import os
import sys
from collections.abc import Callable

_STEPS = frozenset(
    {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "sqlite3.connect", "shutil.copyfile"}
)


def killed_at_each_step(act: Callable[[], object], prepare: Callable[[int], None], check: Callable[[int], None]) -> int:
    """``prepare`` and ``check`` around a run that ends at step 1, 2 …, until one comes through; gives how many did not.

    Only where there is ``fork``; nothing but files may be open.
    """
    number = 0
    while True:
        number += 1
        prepare(number)
        child = os.fork()
        if child == 0:
            _die_at(number)
            act()
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, 9), f"step {number} ended with {code}"
        check(number)
        if code == 0:
            return number - 1


def _die_at(last: int) -> None:
    count = 0

    def watch(event: str, arguments: tuple) -> None:
        nonlocal count
        if event in _STEPS:
            count += 1
            if count == last:
                os._exit(9)

    sys.addaudithook(watch)
