"""The sample as a session of the library."""

from datetime import UTC, datetime
from pathlib import Path

from coach.contexts.load import context
from coach.hearing.heard import Heard
from coach.library.codec import Codec
from coach.library.library import Library
from coach.library.session import Consent
from coach.review import Review, again
from coach.reviewing import review_heard
from coach.sample import Sample

HEARD = "heard.json"
PEAKS = "sample.peaks"


def heard_before(talk: Sample) -> Heard:
    """What the engines said of the sample when this version was made, so that a first start need not wait."""
    return Codec().read_heard((talk.path.parent / HEARD).read_text(encoding="utf-8"))


def review_sample(heard: Heard, talk: Sample) -> Review:
    """The review, with its people by their names, in the order of their channels."""
    reviewed = review_heard(heard, context=context(talk.context))
    named = reviewed.conversation
    for who, name in zip(named.speakers, talk.people, strict=False):
        named = named.renamed(who.id, name)
    me = next((who.id for who in named.speakers if who.label == talk.me), None)
    return again(reviewed, conversation=named.with_me(me))


def keep_sample(library: Library, reviewed: Review, heard: Heard, talk: Sample, peaks: Path | None) -> str:
    """Put the sample into the library, once, and give its id; nobody is asked to guess at it."""
    if known := library.of_source(reviewed.source.sha256):
        library.update(known[0], reviewed)
        return known[0]
    session = library.add(
        reviewed,
        heard,
        title=talk.title,
        consent=Consent("nobody in it is real", "it was made for Sayback", datetime.now(UTC)),
        audio=talk.path,
        peaks=peaks,
    )
    library.answer(session, None)
    return session


def give_sample(library: Library, talk: Sample) -> str:
    """Put the sample, as it was heard before, into the library."""
    heard = heard_before(talk)
    return keep_sample(library, review_sample(heard, talk), heard, talk, talk.path.parent / PEAKS)
