"""A session whose recording is heard once more: by another model, in another language, for other voices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from coach.editing.carry import Carried, carried_over
from coach.errors import ExitCode, UserError
from coach.hearing.assemble import assemble
from coach.hearing.heard import Heard
from coach.hearing.request import ListenRequest
from coach.library.library import Library
from coach.library.session import Session
from coach.library.versions import ChangedMeanwhileError
from coach.profile import Profile
from coach.review import Review, review
from coach.reviewing import check_heard

_TRIES = 5
"""How often a review is made anew because the session was edited meanwhile; each try takes a second at most."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to hear it. ``speakers`` and ``language`` None: to find out."""

    speakers: int | None
    language: str | None
    weights: str
    weights_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """The version that is shown now; ``lost`` are the names whose voices were not found again."""

    session: str
    version: int
    lost: tuple[str, ...] = ()
    is_me_lost: bool = False


def request_for(session: Session, wanted: Wanted, *, store: Path, profile: Profile | None) -> ListenRequest:
    """What the worker is to listen to.

    Raises:
        UserError: there is no recording of this session.
    """
    if session.audio is None:
        raise UserError(
            f"There is no recording of “{session.title}” in your library.",
            "Only what was kept with its sound can be heard again.",
            ExitCode.USAGE,
        )
    return ListenRequest(
        path=session.audio,
        store=store,
        speakers=wanted.speakers,
        language=wanted.language,
        weights=wanted.weights,
        weights_folder=wanted.weights_folder,
        profile=profile,
    )


def place(library: Library, session: str, heard: Heard) -> Placed:
    """Show what was heard instead of what is shown; the version before is kept, with its edits.

    Names, people and who is me go with their voices. The kind of conversation stays.

    Raises:
        UserError: the session is gone, or no speech was heard: then all stays as it is.
    """
    for _ in range(_TRIES):
        before = library.load(session)
        carried = carried_over(before.review.conversation, assemble(heard))
        reviewed = _review(before, heard, carried)
        check_heard(reviewed)
        try:
            number = library.versions.put(before, reviewed, heard, carried.voices)
        except ChangedMeanwhileError:
            continue
        return Placed(session, number, _lost(carried, before.known), carried.is_me_lost)
    raise UserError(
        f"“{library.load(session).title}” was changed all the time while the new version was put in its place.",
        "Nothing was changed by that. Try again.",
        ExitCode.STORAGE,
    )


def _review(before: Session, heard: Heard, carried: Carried) -> Review:
    """By today's rules; the recording keeps the name under which it came."""
    return review(
        carried.conversation,
        context=before.review.context,
        source=replace(heard.source, name=before.review.source.name),
        engines=heard.engines,
        quality=heard.quality,
    )


def _lost(carried: Carried, known: Mapping[str, str]) -> tuple[str, ...]:
    """Names of voices and of people, each once."""
    people = (name for speaker, name in known.items() if speaker not in carried.voices)
    return tuple(dict.fromkeys((*carried.lost, *people)))
