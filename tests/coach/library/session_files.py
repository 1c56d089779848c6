"""Session files to take in, whole and changed, and the libraries they go between."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.contexts.load import context
from coach.editing.edits import ChangeContext, CorrectMoment, EditWords, RenameSpeaker, Verdict
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.feedback.guess import Guess
from coach.library.library import Library
from coach.library.session import Session
from tests.clocks import Clock
from tests.coach.library.sessions import AGREED, a_recording, a_review, heard_for

MADE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def library_in(folder: Path, *, at: datetime = MADE) -> Library:
    """A library whose clock goes on by a minute each time it is read."""
    return Library.open(folder, clock=Clock(at, timedelta(minutes=1)))


def kept(library: Library, folder: Path, *, sound: bool = True) -> str:
    """A session with all that a session can have."""
    audio = a_recording(folder) if sound else None
    peaks = None
    if sound:
        peaks = folder / "a.peaks"
        peaks.write_bytes(b"peaks" * 9)
    reviewed = a_review(audio=audio)
    id_ = library.add(reviewed, heard_for(reviewed), title="Talk", consent=AGREED, audio=audio, peaks=peaks)
    edit(library, id_, RenameSpeaker("A", "Zoë"))
    edit(library, id_, EditWords(1, "I felt glad."))
    edit(library, id_, CorrectMoment(reviewed.moments[0], Verdict.REJECT))
    edit(library, id_, ChangeContext(context("coaching")))
    session = library.load(id_)
    library.edit(id_, session.history.undone(), again(session, session.history.undone()))
    library.answer(id_, Guess(talk_share=0.4, asked=3, note="a “note”"))
    library.set_tags(id_, ["work", "Zürich"])
    library.set_people(id_, {"B": "Daniel Weiß"})
    return id_


def edit(library: Library, id_: str, change: object) -> None:
    session = library.load(id_)
    history = session.history.then(change)
    library.edit(id_, history, again(session, history))


def again(session: Session, history: History):
    return Rescorer(session.unedited).review(history.applied)


def same(one: Session, other: Session) -> bool:
    bare = {"audio": None, "peaks": None}
    return replace(one, **bare) == replace(other, **bare)


def repacked(path: Path, change: Callable[[dict[str, bytes]], None], *, sign: bool = True) -> Path:
    """The file with other parts; ``sign`` makes the manifest fit them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    if sign:
        manifest = json.loads(parts["manifest.json"])
        for name in manifest["parts"]:
            content = parts.get(name, b"")
            manifest["parts"][name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        parts["manifest.json"] = json.dumps(manifest).encode()
    target = path.with_name("other.sayback")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target
