"""A library with everything in it that can be kept, and what is to come back of it."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from coach.editing.edits import EditWords
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.feedback.guess import Guess
from coach.library.label_rows import Kind
from coach.library.library import Library
from tests.coach.library.sessions import AGREED, SECRET, a_recording, a_review, heard_for


def fill(library: Library, folder: Path) -> tuple[str, str]:
    """One session with a recording and everything that can hang on one, and a transcript in the trash."""
    recording = a_recording(folder)
    reviewed = a_review(audio=recording)
    session = library.add(
        reviewed, heard_for(reviewed), title="The move", consent=AGREED, audio=recording, peaks=recording
    )
    library.answer(session, Guess(talk_share=0.4, note="too much"))
    history = History().then(EditWords(1, "Splendid."))
    library.edit(session, history, Rescorer(reviewed).review(history.applied))
    library.set_tags(session, ["work", "Berlin"])
    library.set_people(session, {"B": "Daniel"})
    other = library.add(a_review(4), title="Thrown away", consent=AGREED)
    library.trash([other])
    return session, other


def everything(library: Library) -> object:
    rows = (*library.sessions(), *library.trashed())
    loaded = [library.load(row.id) for row in rows]
    files = [(kept.audio and kept.audio.read_bytes(), kept.peaks and kept.peaks.read_bytes()) for kept in loaded]
    plain = [(kept.id, kept.title, kept.review, kept.origin, kept.history, kept.answer, kept.tags, dict(kept.known),
              kept.trashed, kept.consent) for kept in loaded]  # fmt: skip
    heard = [library.heard(row.id) for row in rows]
    found = [(one.row.id, one.hit) for word in ("splendid", SECRET) for one in library.find(word)]
    return rows, plain, files, heard, found, library.labels(Kind.TAG), library.labels(Kind.PERSON)


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if "part" in path.name]


def rewritten(whole: Path, change: Callable[[dict[str, bytes], dict[str, object]], None]) -> None:
    """The backup with other contents; ``change`` gets the files by name and the list of contents."""
    with zipfile.ZipFile(whole) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    about = json.loads(files.pop("backup.json"))
    change(files, about)
    with zipfile.ZipFile(whole, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
        packed.writestr("backup.json", json.dumps(about))


def another(files: dict[str, bytes], about: dict) -> None:
    name = next(name for name in files if name.startswith("audio/"))
    files[name] = files[name][::-1]
