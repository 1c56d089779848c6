"""How quick the window is: from start to usable, and opening a session of two hours. Prints seconds as JSON.

python -m tests.benchmarks.window FOLDER_WITH_A_LONG_SESSION
"""

import json
import sys
import time
from pathlib import Path

BEGUN = time.perf_counter()

from PySide6.QtWidgets import QApplication  # noqa: E402 - the import is part of what is timed

from tests.ui.shell import places_in  # noqa: E402
from ui.app import Program  # noqa: E402


def main() -> None:
    """Open the window, then the only session."""
    app = QApplication([])
    program = Program(app, places_in(Path(sys.argv[1])))
    program.window.show()
    app.processEvents()
    usable = time.perf_counter() - BEGUN
    begun, own = time.perf_counter(), time.thread_time()
    program.desk.open_session(program.library.sessions()[0].id)
    app.processEvents()
    opened, opened_own = time.perf_counter() - begun, time.thread_time() - own
    program.window.close()
    program.close()
    print(json.dumps({"usable": usable, "opened": opened, "opened_own": opened_own}))


if __name__ == "__main__":
    main()
