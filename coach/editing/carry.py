"""What is known of voices, carried from one hearing of a recording to another. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.conversation import Conversation, Speaker
from coach.times import intersection, total

SHARED = 0.5
"""The least share that two voices must have in common, of the speech of the one that speaks less, to be one (our
choice, so that a voice which was told apart in two goes on in its larger half;
``test_a_voice_told_apart_in_two_goes_on_in_the_larger``)."""

_NAMELESS = re.compile(r"Speaker \d+")  # as coach.hearing.assemble calls those whom nobody has named


@dataclass(frozen=True, slots=True)
class Carried:
    """The new conversation with what was known; ``voices`` says which voice (by id) an old one is now.

    ``lost`` are the names that a person had given to voices which are not found again, ``is_me_lost`` whether the
    voice of the person themselves is one of those.
    """

    conversation: Conversation
    voices: Mapping[str, str]
    lost: tuple[str, ...] = ()
    is_me_lost: bool = False


def same_voices(old: Conversation, new: Conversation) -> dict[str, str]:
    """Which new voice (by id) each old one is; voices without a counterpart are left out.

    Where each person has a channel of their own, that says it. Else the two with the most speech at the same times are
    one, then the next two, as long as they share at least ``SHARED``; each voice at most once.
    """
    found = {
        before.id: after.id
        for before in old.speakers
        for after in new.speakers
        if before.channel is not None and before.channel == after.channel
    }
    speech = {
        (place, speaker.id): talk.speech_of((speaker.id,), backchannels=True)
        for place, talk in enumerate((old, new))
        for speaker in talk.speakers
    }
    shares = []
    for before in old.speakers:
        for after in new.speakers:
            ours, theirs = speech[0, before.id], speech[1, after.id]
            shared = total(intersection(ours, theirs))
            if shared > 0.0 and shared >= SHARED * min(total(ours), total(theirs)):
                shares.append((-shared, before.id, after.id))
    for _, before_id, after_id in sorted(shares):
        if before_id not in found and after_id not in found.values():
            found[before_id] = after_id
    return found


def carried_over(old: Conversation, new: Conversation) -> Carried:
    """Names that a person gave, and who is me, from ``old`` to the voices of ``new`` that are the same."""
    voices = same_voices(old, new)
    lost = []
    for speaker in old.speakers:
        if _NAMELESS.fullmatch(speaker.label):
            continue
        if speaker.id in voices:
            new = new.renamed(voices[speaker.id], speaker.label)
        else:
            lost.append(speaker.label)
    me = old.me
    if me is not None and me.id in voices:
        new = _with_me(new, voices[me.id], me)
    return Carried(new, voices, tuple(lost), is_me_lost=me is not None and me.id not in voices and new.me is None)


def _with_me(talk: Conversation, speaker: str, me: Speaker) -> Conversation:
    """What a person said of themselves holds; what was told by their voice is told anew, if it can be."""
    if me.me_confidence is None:
        return talk.with_me(speaker)
    if talk.me is not None:
        return talk
    found = tuple(
        replace(one, me=True, me_confidence=me.me_confidence) if one.id == speaker else one for one in talk.speakers
    )
    return replace(talk, speakers=found)
