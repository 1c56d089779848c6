"""The quality gate: what a recording or a transcript can carry, measure by measure, and why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.audio.channels import Kind, Layout
from coach.audio.drift import Drift
from coach.audio.levels import FRAME_SECONDS, Levels
from coach.audio.recording import Flaw
from coach.audio.verdict import Carry, Verdict
from coach.times import Span, clock
from models.records import VoiceSpan

WHOLE = "recording"
"""The name under which a verdict holds for everything."""

TIMES = ("talk_share", "longest_monologue", "partner_story")
EDGES = ("response_gaps", "pauses")
OVERLAPS = ("interruptions", "backchannels")
JUDGEMENTS = ("questions", "reflections", "advice")
FAMILIES = (*TIMES, *EDGES, *OVERLAPS, *JUDGEMENTS)

QUIET_DB = -46.0
"""Speech under this is too quiet: 20 dB, as much as level correction adds, under the -26 dB of full scale that
ITU-T P.830 sets for speech tests."""

CLIPPED_SHARE = 0.01
"""Share of the hundredths of a second that touch the end of the scale from which words suffer (our choice,
``test_clipping_is_said``; clean recordings have none at all)."""

NOISY_DB = 12.0
"""Speech-to-noise ratio under which words and edges of speech suffer (our choice: on one talk at several levels of
babble and room noise, this is where errors began; ``test_noise_is_said``)."""

LEAK_TOLD_DB = -25.0
"""A leak above this, against the voice it falls on, costs a fifth of the overlaps and more (our choice, measured on
three talks with leaks from -30 to -6 dB)."""

MUSIC_TOLD = 4.0  # seconds of music that people should know of: two pieces judged alike (our choice)
SHORT = 30.0  # seconds of voice under which even the voices are hardly known (our choice)
NOTHING = 1.0  # seconds of voice that could as well be a cough (our choice)


@dataclass(frozen=True, slots=True)
class _Concern:
    """Something that speaks against some families of measures."""

    families: tuple[str, ...]
    carry: Carry
    why: str


def inspect(
    levels: Levels,
    layout: Layout,
    voice: Sequence[Sequence[VoiceSpan]],
    *,
    flaw: Flaw | None = None,
    speakers: int | None = None,
    music: Sequence[Span] = (),
    drifts: Sequence[Drift] = (),
) -> tuple[Verdict, ...]:
    """A verdict for the recording as a whole and for each family of measures.

    Args:
        voice: for each track of the layout, leaks already taken out.
        flaw: what the decoder found wrong with the file.
        speakers: how many voices were told apart on a single track; None while unknown.
        music: where tones last.
        drifts: the clocks that ran apart and were put right.
    """
    spoken = sum(span.duration for track in voice for span in track)
    if spoken < NOTHING:
        return _verdicts([_Concern((WHOLE,), Carry.NOT_MEASURABLE, "no voice was found in this recording")], [])
    concerns = [*_of_file(flaw), *_of_people(layout, voice, speakers), *_of_bleed(layout), *_of_music(music)]
    if spoken < SHORT:
        why = f"there are only {spoken:.0f} seconds of speech"
        concerns.append(_Concern((WHOLE,), Carry.WITH_CARE, why))
    for track, spans in enumerate(voice):
        concerns += _of_sound(levels, layout, track, spans)
    return _verdicts(concerns, _notes(layout, drifts))


def captions() -> tuple[Verdict, ...]:
    """The verdicts on a transcript without sound."""
    lines = "the times of a transcript are those of its lines, not of the voices"
    return _verdicts(
        [
            _Concern(OVERLAPS, Carry.NOT_MEASURABLE, "a transcript does not show two people speaking at once"),
            _Concern(EDGES, Carry.NOT_MEASURABLE, lines),
            _Concern(TIMES, Carry.WITH_CARE, lines),
        ],
        ["this is a transcript without sound"],
    )


def signal_to_noise(levels: Levels, channel: int, voice: Sequence[VoiceSpan]) -> float | None:
    """How far speech lies over the noise, in dB up to 60; None without speech.

    The noise is what is heard between the speech. Where people talk all the time, or where far voices lie between, the
    quietest twentieth of the speech itself tells: on one talk with babble at 3, 10 and 20 dB that gives 8, 13 and
    21 dB, without any 39 dB, in seven real clips 28 to 37 dB.
    """
    voiced = np.zeros(len(levels.db), np.bool_)
    near = np.zeros(len(levels.db), np.bool_)
    for span in voice:
        first, after = int(span.start / FRAME_SECONDS), round(span.end / FRAME_SECONDS)
        voiced[first:after] = True
        near[max(0, first - _CLEAR) : after + _CLEAR] = True
    power = 10 ** (levels.db[:, channel].astype(np.float64) / 10)
    if voiced.sum() < _ENOUGH:
        return None
    within = _ratio_db(power[voiced], float(np.percentile(_smooth(power)[voiced], 5)))
    if (~near).sum() < _ENOUGH:
        return within
    between = _ratio_db(power[voiced], float(np.mean(power[~near])))
    return within if within > between + _FAR_VOICES_DB else between


def _ratio_db(voiced: NDArray[np.float64], noise: float) -> float:
    speech = max(float(np.mean(voiced)) - noise, 1e-10)
    return float(min(60.0, 10 * np.log10(speech / max(noise, 1e-10))))


def _smooth(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """Means over a twentieth of a second: one quiet frame is the closure of a "p"."""
    return np.convolve(power, np.ones(5) / 5, "same")


_FAR_VOICES_DB = (
    10.0  # by which steady noise cannot lie under itself: what is between the speech is then sound (our choice)
)
_CLEAR = 20  # frames around speech that are neither, where rooms ring and breath is drawn (our choice)
_ENOUGH = 50  # frames of speech, and of the rest, that make a ratio (our choice)


def speech_db(levels: Levels, channel: int, voice: Sequence[VoiceSpan]) -> float | None:
    """The mean level of the speech on a channel, in dB of full scale; None without speech."""
    pieces = [levels.db[int(span.start / FRAME_SECONDS) : round(span.end / FRAME_SECONDS), channel] for span in voice]
    found = np.concatenate(pieces).astype(np.float64) if pieces else np.zeros(0)
    return float(10 * np.log10(np.mean(10 ** (found / 10)))) if len(found) else None


def _of_file(flaw: Flaw | None) -> Iterable[_Concern]:
    if flaw is None:
        return
    if flaw.promised is not None and flaw.breaks_off:
        why = f"the file is damaged: {clock(flaw.read)} of {clock(flaw.promised)} could be read"
        yield _Concern((WHOLE,), Carry.WITH_CARE, why)
    elif flaw.cut:
        yield _Concern((WHOLE,), Carry.WITH_CARE, f"the file breaks off after {clock(flaw.read)}; more may be missing")
    if flaw.lost >= 0.5:
        why = f"{flaw.lost:.1f} seconds inside the file could not be read and count as silence"
        yield _Concern((WHOLE,), Carry.WITH_CARE, why)


def _of_people(layout: Layout, voice: Sequence[Sequence[VoiceSpan]], speakers: int | None) -> Iterable[_Concern]:
    if layout.kind is Kind.ONE:
        why = "everybody is on one channel, which hides some of what is said at once: take it as “at least”"
        yield _Concern(OVERLAPS, Carry.WITH_CARE, why)
    alone = speakers == 1 if layout.kind is Kind.ONE else sum(bool(track) for track in voice) == 1
    if alone:
        families = ("talk_share", "partner_story", "response_gaps", *OVERLAPS)
        yield _Concern(families, Carry.NOT_MEASURABLE, "only one person is heard")


def _of_bleed(layout: Layout) -> Iterable[_Concern]:
    worst = max((leak.against_voice_db for leak in layout.leaks), default=-np.inf)
    if any(leak.hides_overlap for leak in layout.leaks):
        why = "each microphone also hears the other person, too loudly to tell who speaks when both do"
        yield _Concern(("interruptions",), Carry.NOT_MEASURABLE, why)
        yield _Concern(("backchannels", *TIMES, *EDGES), Carry.WITH_CARE, why)
    elif worst > LEAK_TOLD_DB:
        why = "a microphone also hears the other person a little, which hides some of what is said at once"
        yield _Concern(OVERLAPS, Carry.WITH_CARE, why)


def _of_music(music: Sequence[Span]) -> Iterable[_Concern]:
    lasting = sum(span.duration for span in music)
    if lasting >= MUSIC_TOLD:
        why = f"there are {lasting:.0f} seconds of music or ringing, which count as silence"
        yield _Concern(EDGES, Carry.WITH_CARE, why)


def _of_sound(levels: Levels, layout: Layout, track: int, voice: Sequence[VoiceSpan]) -> Iterable[_Concern]:
    """What speaks against one track."""
    mix = layout.mixes[track]
    channel = max(range(len(mix)), key=lambda place: mix[place])
    where = f" on channel {channel + 1}" if layout.kind is Kind.PEOPLE else ""
    level = speech_db(levels, channel, voice)
    if level is not None and level < QUIET_DB:
        yield _Concern((*OVERLAPS, *JUDGEMENTS), Carry.WITH_CARE, f"the speech{where} is very quiet ({level:.0f} dB)")
    if levels.clipped[channel] > CLIPPED_SHARE:
        why = f"the sound{where} is overdriven, so words may be heard wrongly"
        yield _Concern(JUDGEMENTS, Carry.WITH_CARE, why)
    ratio = signal_to_noise(levels, channel, voice)
    if ratio is not None and ratio < NOISY_DB:
        why = f"there is much noise{where} (speech only {max(0.0, ratio):.0f} dB above it)"
        yield _Concern((*EDGES, *OVERLAPS, *JUDGEMENTS), Carry.WITH_CARE, why)


def _notes(layout: Layout, drifts: Sequence[Drift]) -> list[str]:
    """What people should know of the channels although it speaks against nothing."""
    notes = []
    for drift in drifts:
        apart = f"{1000 * abs(drift.apart):.0f} ms"
        notes.append(f"the clock of channel {drift.channel + 1} ran {apart} apart and was put right")
    if layout.same:
        notes.append("several channels carry the same voices and are heard as one")
    if layout.silent:
        places = ", ".join(str(channel + 1) for channel in layout.silent)
        many = "channels" if len(layout.silent) > 1 else "channel"
        notes.append(f"nobody speaks on {many} {places}")
    return notes


def _verdicts(concerns: Sequence[_Concern], notes: Sequence[str]) -> tuple[Verdict, ...]:
    """One verdict a family: the worst that was found, with every reason for it."""
    return tuple(_verdict(family, concerns, notes if family == WHOLE else ()) for family in (WHOLE, *FAMILIES))


def _verdict(family: str, concerns: Sequence[_Concern], notes: Sequence[str]) -> Verdict:
    for carry in (Carry.NOT_MEASURABLE, Carry.WITH_CARE):
        reasons = dict.fromkeys(c.why for c in concerns if family in c.families and c.carry is carry)
        if reasons:
            return Verdict(family, carry, "; ".join([*reasons, *notes]))
    return Verdict(family, Carry.MEASURABLE, "; ".join(notes))
