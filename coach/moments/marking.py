"""Sentences turned into moments."""

from collections.abc import Sequence

from coach.moments.judgement import Judgement
from coach.moments.moment import Moment, MomentType, OverlapClass, Trait
from coach.moments.sentences import Sentence


def mark(
    said: Sequence[Sentence],
    type_: MomentType,
    judgement: Judgement,
    *,
    answers: int | None,
    traits: frozenset[Trait] = frozenset(),
    clear: float | None = None,
    counted: bool = True,
    kind: OverlapClass | None = None,
) -> Moment:
    """One moment from adjacent sentences of a turn; below its limit, or ``clear``, it is a maybe and does not count."""
    sure = judgement.probability >= (judgement.limits.clear if clear is None else clear)
    return Moment(
        speaker=said[0].speaker,
        start=said[0].start,
        end=max(sentence.end for sentence in said),
        quote=" ".join(sentence.text for sentence in said),
        turn=said[0].turn,
        type=type_,
        confidence=round(judgement.probability, 3),
        why=judgement.why,
        answers=answers,
        traits=traits,
        kind=kind,
        maybe=not sure,
        counted=sure and counted,
    )


def runs(places: Sequence[int]) -> list[list[int]]:
    """Ascending numbers grouped where they follow each other: 1 2 5 gives [1, 2] and [5]."""
    made: list[list[int]] = []
    for place in places:
        if made and place == made[-1][-1] + 1:
            made[-1].append(place)
        else:
            made.append([place])
    return made
