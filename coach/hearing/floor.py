"""Who has the floor: turns, and what is said beside them.

A backchannel and an attempt stay on their own track: they neither end nor begin a turn.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.conversation import TurnKind
from coach.hearing.backchannels import LONGEST, Backchannels
from coach.hearing.coverage import Coverage
from coach.hearing.units import Unit

BACKCHANNEL_LONGEST = 1.2
"""Seconds of a backchannel at most (our choice, ``test_long_yeah_is_a_turn``)."""

HELD_WITHIN = 2.0
"""Seconds before a backchannel within which the other held the floor (our choice)."""

RESUMED_WITHIN = 1.5
"""Seconds after a backchannel within which the other speaks again (our choice)."""

BREATH = 0.7
"""Seconds of own silence inside which somebody is still talking: longer than nearly all pauses between the
sentences of one turn (our choice, ``test_pause_between_sentences_does_not_hand_over_the_floor``)."""

LAPSE = 3.0
"""Seconds of own silence after which the same speaker begins anew: the longest wait that is still one's own to
fill (Rowe 1986 counts 3 s as a long wait)."""

ATTEMPT_LONGEST = 3.0
"""Seconds; who talks on longer against the other has a turn of their own (our choice)."""

TOGETHER = 0.35
"""Seconds between two starts that count as one (our choice, ``test_who_yields_a_joint_start_made_an_attempt``)."""

GOES_ON = 0.3
"""Seconds of the other's voice within ``SOON`` after an attempt that show they kept the floor (our choice)."""

SOON = 1.0

AT_THE_END = 0.1
"""Seconds: the other's voice must be there when an attempt ends, else they had stopped for it (our choice)."""

AGAINST = 0.5
"""Share of an attempt that the other talks through (our choice)."""

WORDLESS_TURN = 2.0
"""Seconds of voice in which nothing was understood that still count as talk; less is a breath, a laugh or
a chair (our choice, ``test_long_voice_without_words_is_still_a_turn``)."""

DOUBTED = 0.5
"""A lone word that the recogniser believes less than this, said beside the other's talk on a channel of one's own, is
a sound of listening that it had no word for: "Wow" comes as "Well", "Mm-hmm" as "What" (our choice,
``test_lone_word_hardly_believed_beside_talk_is_a_backchannel``; the 27 lone words that were turns had .65 and more)."""

_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Stay:
    """Units of one speaker that belong to one turn, backchannel or attempt."""

    kind: TurnKind
    units: tuple[Unit, ...]

    @property
    def speaker(self) -> int:
        """Whose it is."""
        return self.units[0].speaker

    @property
    def start(self) -> float:
        """Its first sound."""
        return self.units[0].start

    @property
    def end(self) -> float:
        """Its last sound."""
        return self.units[-1].end


def stays(units: Iterable[Unit], vocabulary: Backchannels, *, own_channels: bool) -> tuple[Stay, ...]:
    """Turns, backchannels and attempts, sorted by start; every unit with words is in exactly one.

    Args:
        units: of all speakers; those of one speaker do not overlap.
        vocabulary: what sounds like a backchannel in this language.
        own_channels: whether each has their own: only there short voice without words, or with one that is hardly
            believed, may be a backchannel.
    """

    def sounds_aside(unit: Unit) -> bool:
        short = unit.span.duration <= BACKCHANNEL_LONGEST + _HAIR
        return short and (vocabulary.sound(unit.words) or (own_channels and _is_doubted(unit)))

    everyone = sorted(units, key=lambda unit: (unit.start, unit.end, unit.speaker))
    spoken = [unit for unit in everyone if unit.words]
    asides = [unit for unit in spoken if sounds_aside(unit)]
    aside = {id(unit) for unit in asides}
    # One can talk beside words of content, or voice too long for a hum or a breath.
    main = _by_speaker(
        unit for unit in everyone if (id(unit) not in aside if unit.words else unit.span.duration > BACKCHANNEL_LONGEST)
    )
    backchannels = _backchannels(asides, main)
    kept = {id(unit) for unit in backchannels}
    runs = _runs(unit for unit in everyone if id(unit) not in kept)
    if own_channels:
        backchannels += [run.units[0] for run in runs if _is_hum(run, main)]
    unheard = [] if own_channels else _unheard(runs)
    runs = [run for run in runs if run.is_talk]
    attempts = [*_attempts(runs), *unheard]
    given_up = {id(run) for run in attempts}
    found = [Stay(TurnKind.BACKCHANNEL, (unit,)) for unit in backchannels]
    found += [Stay(TurnKind.ATTEMPT, run.units) for run in attempts]
    found += _turns([run for run in runs if id(run) not in given_up])
    return tuple(sorted(found, key=lambda stay: (stay.start, stay.end, stay.speaker)))


@dataclass(frozen=True, slots=True)
class _Run:
    """Units of one speaker with no more than a breath between them."""

    units: tuple[Unit, ...]

    @property
    def speaker(self) -> int:
        return self.units[0].speaker

    @property
    def start(self) -> float:
        return self.units[0].start

    @property
    def end(self) -> float:
        return self.units[-1].end

    @property
    def voiced(self) -> float:
        return sum(unit.span.duration for unit in self.units)

    @property
    def is_talk(self) -> bool:
        """Whether anything was understood, or so much was said that it cannot be a noise."""
        return any(unit.words for unit in self.units) or self.voiced >= WORDLESS_TURN


def _by_speaker(units: Iterable[Unit]) -> dict[int, list[Unit]]:
    sorted_units: dict[int, list[Unit]] = {}
    for unit in units:
        sorted_units.setdefault(unit.speaker, []).append(unit)
    return sorted_units


def _runs(units: Iterable[Unit]) -> list[_Run]:
    runs: list[_Run] = []
    for own in _by_speaker(units).values():
        group = [own[0]]
        for unit in own[1:]:
            if unit.start - group[-1].end >= BREATH - _HAIR:
                runs.append(_Run(tuple(group)))
                group = []
            group.append(unit)
        runs.append(_Run(tuple(group)))
    return sorted(runs, key=lambda run: (run.start, run.end, run.speaker))


def _is_doubted(unit: Unit) -> bool:
    return len(unit.words) == 1 and unit.words[0].probability < DOUBTED


def _backchannels(candidates: Sequence[Unit], main: dict[int, list[Unit]]) -> list[Unit]:
    """Those said beside another's talk, in order; the others join ``main``, and so can be talked beside."""
    found: list[Unit] = []
    for run in _runs(candidates):
        said = sum(len(unit.words) for unit in run.units)
        small = said <= LONGEST and run.voiced <= BACKCHANNEL_LONGEST + _HAIR
        if small and _is_beside(run, main):
            found += run.units
        else:
            for unit in run.units:
                insort(main.setdefault(run.speaker, []), unit, key=lambda known: known.start)
    return found


def _is_beside(run: _Run, main: dict[int, list[Unit]]) -> bool:
    """Whether another held the floor just before and speaks again just after, before this speaker does."""
    own = _last_before(main.get(run.speaker, ()), run.start)
    for speaker, theirs in main.items():
        if speaker == run.speaker:
            continue
        before = _last_before(theirs, run.start)
        if before is None or before.end < run.start - HELD_WITHIN - _HAIR:
            continue
        if own is not None and own.start > before.start and own.end > before.end:
            continue
        if _answers(run, before):
            continue
        resumed = _speaks_at(theirs, run.end)
        if resumed is None or resumed > run.end + RESUMED_WITHIN + _HAIR:
            continue
        goes_on = _speaks_at(main.get(run.speaker, ()), run.end)
        if goes_on is None or resumed <= goes_on:
            return True
    return False


def _answers(run: _Run, before: Unit) -> bool:
    """Whether this follows a finished question: then "yes" is an answer."""
    return bool(before.words) and before.words[-1].text.endswith("?") and before.end <= run.start


def _last_before(units: Sequence[Unit], moment: float) -> Unit | None:
    """The last unit that began before that moment."""
    place = bisect_left(units, moment, key=lambda unit: unit.start)
    return units[place - 1] if place else None


def _speaks_at(units: Sequence[Unit], moment: float) -> float | None:
    """When this speaker next has voice, at or after that moment; None for never again."""
    place = bisect_left(units, moment + _HAIR, key=lambda unit: unit.end)
    return max(moment, units[place].start) if place < len(units) else None


def _is_hum(run: _Run, main: dict[int, list[Unit]]) -> bool:
    """Whether this is one short sound without words inside the other's talk."""
    alone = len(run.units) == 1 and not run.units[0].words
    return alone and run.voiced <= BACKCHANNEL_LONGEST + _HAIR and _is_beside(run, main)


def _unheard(runs: Sequence[_Run]) -> list[_Run]:
    """Short voice without words through which somebody else talks: said at once on one track, where the recogniser
    mostly writes down one of two. Of 22 in 13 scripted talks each was somebody, half of them with a backchannel."""
    talk = _coverage(run for run in runs if run.is_talk)
    return [
        run
        for run in runs
        if not run.is_talk
        and any(
            sum(voice.seconds(unit.start, unit.end) for unit in run.units) >= AGAINST * run.voiced - _HAIR
            for speaker, voice in talk.items()
            if speaker != run.speaker
        )
    ]


def _coverage(runs: Iterable[_Run]) -> dict[int, Coverage]:
    """When each speaker has voice."""
    units = _by_speaker(unit for run in runs for unit in run.units)
    return {speaker: Coverage(unit.span for unit in own) for speaker, own in units.items()}


def _attempts(runs: Sequence[_Run]) -> list[_Run]:
    """The runs during which somebody else had the floor, talked on, and kept it."""
    by_speaker: dict[int, list[_Run]] = {}
    for run in runs:
        by_speaker.setdefault(run.speaker, []).append(run)
    voice = _coverage(runs)
    return [
        run
        for run in runs
        if run.end - run.start <= ATTEMPT_LONGEST + _HAIR
        and any(
            _kept(by_speaker[other], run) and _talked_on(voice[other], run)
            for other in by_speaker
            if other != run.speaker
        )
    ]


def _kept(theirs: Sequence[_Run], run: _Run) -> bool:
    """Whether the other's talk began before this, or together with it, and outlasts it."""
    place = bisect_left(theirs, run.start + TOGETHER + _HAIR, key=lambda other: other.start)
    return place > 0 and theirs[place - 1].end >= run.end + GOES_ON - _HAIR


def _talked_on(voice: Coverage, run: _Run) -> bool:
    """Whether the other talks through most of this, is talking when it ends, and goes on."""
    through = sum(voice.seconds(unit.start, unit.end) for unit in run.units)
    talking = voice.distance(run.end, run.end) <= AT_THE_END + _HAIR
    after = voice.seconds(run.end, run.end + SOON)
    return talking and through >= AGAINST * run.voiced - _HAIR and after >= GOES_ON - _HAIR


def _turns(runs: Sequence[_Run]) -> list[Stay]:
    """Consecutive units of one speaker, with no other's unit between, each lapse a new beginning.

    Who is cut off may finish while the other already speaks: that tail stays with the turn it ends.
    """
    ordered = sorted(
        ((unit, run) for run in runs for unit in run.units),
        key=lambda pair: (pair[0].start, pair[0].end, pair[0].speaker),
    )
    groups: list[list[Unit]] = []
    last_of: dict[int, list[Unit]] = {}
    home: dict[int, int] = {}
    for unit, run in ordered:
        own = last_of.get(unit.speaker)
        if own is not None and unit.start - own[-1].end < LAPSE - _HAIR:
            uninterrupted = groups[-1] is own
            tail = home[unit.speaker] == id(run) and _is_tail(unit, groups)
            if uninterrupted or tail:
                own.append(unit)
                continue
        own = [unit]
        groups.append(own)
        last_of[unit.speaker] = own
        home[unit.speaker] = id(run)
    return [Stay(TurnKind.TURN, tuple(group)) for group in groups]


def _is_tail(unit: Unit, groups: Sequence[Sequence[Unit]]) -> bool:
    """Whether whoever took over is talking when this begins and still when it ends."""
    taker = groups[-1]
    return taker[-1].start <= unit.start and taker[-1].end >= unit.end - _HAIR
