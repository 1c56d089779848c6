"""Several processes on one library: none loses anything, also when one is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.library.library import Library
from tests.coach.library.sessions import AGREED, a_recording, a_review

ADD = """
import sys
from pathlib import Path
from coach.library.library import Library
from tests.coach.library.sessions import AGREED, a_review, heard_for
recording, times = Path(sys.argv[2]), int(sys.argv[3])
reviewed = a_review(300, audio=recording)
with Library.open(Path(sys.argv[1])) as library:
    print("ready", flush=True)
    for _ in range(times):
        library.add(reviewed, heard_for(reviewed), title="new", consent=AGREED, audio=recording)
        print("kept", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("moment", [0.002, 0.01, 0.03, 0.06, 0.1, 0.15])
def test_a_kill_while_adding_loses_nothing_and_leaves_nothing_half_done(tmp_path: Path, moment: float) -> None:
    folder = tmp_path / "library"
    recording = a_recording(tmp_path, size=20_000_000)
    with Library.open(folder) as library:
        before = library.add(a_review(), title="before", consent=AGREED)
    with subprocess.Popen(
        [sys.executable, "-c", ADD, str(folder), str(recording), "1000"], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(moment)
        os.kill(child.pid, signal.SIGKILL)
        said = child.stdout.read().count("kept")
    with Library.open(folder) as library:
        rows = library.sessions()
        assert rows[-1].id == before
        assert said <= len(rows) - 1 <= said + 1  # killed between keeping it and saying so
        kept = [library.load(row.id) for row in rows if row.id != before]
        assert all(s.audio is not None and s.audio.stat().st_size == 20_000_000 for s in kept)
        assert all(len(s.review.conversation.turns) == 300 and library.heard(s.id) is not None for s in kept)
    owned = {s.audio.name for s in kept if s.audio is not None}
    assert {path.name for path in (folder / "audio").glob("*")} == owned


def test_two_processes_and_a_window_that_reads_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    recording = a_recording(tmp_path, size=300_000)
    code = [sys.executable, "-c", ADD, str(folder), str(recording), "6"]
    with Library.open(folder) as window:
        children = [subprocess.Popen(code, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        while any(child.poll() is None for child in children):
            for row in window.sessions():
                assert window.load(row.id).audio is not None
        said = [child.communicate()[0].count("kept") for child in children]
        assert said == [6, 6]
        assert len(window.sessions()) == 12
    assert len(list((folder / "audio").iterdir())) == 12
