"""What got no words is heard again, all tracks together."""

from collections.abc import Sequence

from models.mending import Tracks, mended_tracks
from models.records import VoiceSpan, Word

VOICE = (VoiceSpan(0.0, 4.0), VoiceSpan(5.0, 5.4))


class Ear:
    """Gives the same words in whatever it hears of them, and remembers what it was asked."""

    def __init__(self, *tracks: tuple[Word, ...]) -> None:
        self._tracks = tracks
        self.asked: list[tuple[Tracks, bool]] = []

    def hear(self, stretches: Tracks, keeps_fillers: bool) -> Sequence[Sequence[Word]]:
        self.asked.append((stretches, keeps_fillers))
        return [
            [word for word in own if any(s.start <= word.start and word.end <= s.end for s in spans)]
            for own, spans in zip(self._tracks, stretches, strict=True)
        ]


def said(*tracks: tuple[Word, ...]) -> list[list[str]]:
    return [[word.text for word in own] for own in tracks]


FULL = (Word(0.0, 1.0, "so"), Word(1.0, 2.0, "how"), Word(2.0, 3.0, "are"), Word(3.0, 4.0, "you?"))
HUM = Word(5.0, 5.4, "Mm-hmm.")


def test_where_every_voice_has_words_nothing_is_heard_again() -> None:
    ear = Ear((*FULL, HUM))
    assert said(*mended_tracks([(*FULL, HUM)], [VOICE], ear.hear)) == [["so", "how", "are", "you?", "Mm-hmm."]]
    assert ear.asked == []


def test_a_text_that_broke_off_is_heard_plainly_and_a_short_stretch_with_fillers() -> None:
    ear = Ear((*FULL, HUM))
    assert said(*mended_tracks([FULL[:2]], [VOICE], ear.hear)) == [["so", "how", "are", "you?", "Mm-hmm."]]
    assert ear.asked == [([(VoiceSpan(2.0, 4.0), VOICE[1])], False)]
    silent = Ear((HUM,))
    assert said(*mended_tracks([FULL], [VOICE], silent.hear)) == [["so", "how", "are", "you?", "Mm-hmm."]]
    assert silent.asked == [([(VOICE[1],)], True)]


def test_the_holes_of_all_tracks_are_heard_together() -> None:
    ear = Ear(FULL, FULL)
    voice = (VoiceSpan(0.0, 4.0),)
    assert said(*mended_tracks([FULL[:2], FULL[2:]], [voice, voice], ear.hear)) == [["so", "how", "are", "you?"]] * 2
    assert ear.asked == [([(VoiceSpan(2.0, 4.0),), (VoiceSpan(0.0, 2.0),)], False)]


def test_it_ends_when_nothing_more_is_found() -> None:
    ear = Ear((FULL[2],))
    mended_tracks([FULL[:1]], [(VoiceSpan(0.0, 12.0),)], ear.hear)
    assert [stretches for stretches, _ in ear.asked] == [
        [(VoiceSpan(1.0, 12.0),)],
        [(VoiceSpan(3.0, 12.0),)],
    ], "one second before the word that was found is too short to be heard again"


def test_nobody_gives_nothing() -> None:
    ear = Ear(())
    assert mended_tracks([()], [()], ear.hear) == ((),)
    assert ear.asked == []
