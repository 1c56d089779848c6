"""A sheet of questions for one partner of a session."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from coach.conversation import Speaker
from coach.errors import ExitCode, UserError
from coach.library.session import Session
from coach.partner.answer import new_tag
from coach.partner.choose import items_for
from coach.partner.sheet import Sheet


def sheet_for(session: Session, partner: str, *, now: datetime) -> Sheet:
    """What that partner (a speaker's id) would be asked about the session.

    Raises:
        UserError: nobody in the session was told to be the person, so there are no answers of theirs.
    """
    talk = session.review.conversation
    if talk.me is None:
        raise UserError("Nobody in this session was told to be you.", "Say which voice is you first.", ExitCode.USAGE)
    return Sheet(
        tag=new_tag(),
        session=session.id,
        speaker=partner,
        partner=talk.speaker(partner).label,
        listener=talk.me.label,
        made=now,
        items=items_for(talk, session.review.moments, session.unedited.moments, partner),
    )


def without(sheet: Sheet, left_out: Collection[int]) -> Sheet:
    """The sheet without the questions at these places."""
    return replace(sheet, items=tuple(item for place, item in enumerate(sheet.items) if place not in left_out))


def partners_of(session: Session) -> tuple[Speaker, ...]:
    """Who can be asked: everybody who speaks and is not the person."""
    talk = session.review.conversation
    speaking = {turn.speaker for turn in talk.turns}
    return tuple(who for who in talk.partners if who.id in speaking)
