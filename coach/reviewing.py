"""From what was heard, or read in a transcript, to a review."""

from hashlib import sha256
from pathlib import Path

from coach.audio.quality import captions
from coach.contexts.context import Context
from coach.conversation import Conversation, Speaker
from coach.errors import ExitCode, UserError
from coach.hearing.assemble import assemble
from coach.hearing.heard import Engines, Heard, Source
from coach.review import Review, review
from coach.transcripts import read


def review_heard(heard: Heard, *, context: Context, me: str | None = None) -> Review:
    """The review of a recording. Where nobody speaks it has no turns, and every measure says so."""
    return review(
        assemble(heard, me=me),
        context=context,
        source=heard.source,
        engines=heard.engines,
        quality=heard.quality,
    )


def review_transcript(path: Path, *, context: Context, me: str | None = None) -> Review:
    """The review of a conversation that comes as text. UserError where the file is no transcript."""
    talk = read(path)
    return review(
        talk if me is None else talk.with_me(me),
        context=context,
        source=Source(path.name, talk.duration, 0, sha256(path.read_bytes()).hexdigest()),
        engines=Engines(),
        quality=captions(),
    )


def check_heard(reviewed: Review) -> None:
    """Raise ``UserError`` where there is no speech to review."""
    if not reviewed.conversation.turns:
        raise UserError(
            f"No speech was heard in “{reviewed.source.name}”.",
            "Play it to see whether it holds a conversation, or record again closer to the people who speak.",
            ExitCode.NOTHING_HEARD,
        )


def speaker_named(talk: Conversation, who: str) -> Speaker:
    """The speaker meant by an id, a number from 1, ``left`` or ``right``, or a name, whatever its case.

    Raises:
        UserError: nobody, or more than one, is meant; the next step lists the voices.
    """
    wanted = who.strip().casefold()
    sides = {"left": 0, "right": 1}
    for meant in (
        [s for s in talk.speakers if wanted in (s.id.casefold(), s.label.casefold())],
        [s for s in talk.speakers if wanted in sides and s.channel == sides[wanted]],
        [s for n, s in enumerate(talk.speakers, 1) if wanted == str(n)],
    ):
        if len(meant) == 1:
            return meant[0]
    voices = ", ".join(f"{s.id} ({s.label})" for s in talk.speakers) or "none"
    raise UserError(f"No voice is called “{who}”.", f"These voices were heard: {voices}.", ExitCode.USAGE)
