"""Listens to the sample with the real engines and keeps what they said: ``python -m tests.make_sample_session``.

To be run when the engines or the sample change.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

from coach.hearing.heard import Heard
from coach.hearing.request import ListenRequest
from coach.jobs import Jobs
from coach.library.codec import Codec
from coach.sample import sample
from coach.sample.session import HEARD, PEAKS
from coach.work import Cancelled, Failed, Finished


def hear(peaks: Path, store: Path) -> Heard:
    """What the engines say of the sample now."""
    request = ListenRequest(path=sample().path, store=store, language="en", peaks=peaks)
    with contextlib.closing(Jobs()) as jobs:
        jobs.start(request)
        while True:
            for message in jobs.wait(60.0):
                match message:
                    case Finished():
                        return message.heard
                    case Failed():
                        raise message.error
                    case Cancelled():
                        raise RuntimeError("the work was cancelled")


def main() -> int:
    """Write both files beside the sample."""
    folder = sample().path.parent
    with tempfile.TemporaryDirectory() as store:
        heard = hear(folder / PEAKS, Path(store))
    (folder / HEARD).write_text(Codec().heard(heard) + "\n", encoding="utf-8")
    print(f"{sum(len(words) for words in heard.words)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
