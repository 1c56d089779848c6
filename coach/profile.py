"""The person's own voice profile: one small file, made only when they ask, theirs to read and to delete.

It holds what their voice sounds like, how much of it was heard, when, and by which engine; nothing of anybody else.
"""

import json
import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from coach.errors import ExitCode, UserError
from coach.files import private_folder, storage_error, write_file
from models.manifest import WEIGHTS
from models.records import VoicePrint

LEAST: Final = 10.0
"""Seconds of clear speech to enrol from, three times what recognising needs (our choice, guarded by
``test_a_few_words_are_too_little_to_enrol_from``)."""

OUTDATED: Final = (
    "Your voice was enrolled with an engine that Sayback no longer uses, so it finds you in no recording. "
    "Forget your voice and enrol again."
)
"""What the person is told of such a profile."""

_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """What the person's voice sounds like, the engine whose print that is, and the day they enrolled."""

    voice: VoicePrint
    engine: str
    enrolled: date

    @property
    def is_outdated(self) -> bool:
        """Whether it is of another engine than today's: prints of two engines cannot be compared."""
        return self.engine != WEIGHTS["campplus"].title


def load_profile(path: Path) -> Profile | None:
    """The profile in ``path``; None where the person did not enrol.

    Raises:
        UserError: the file is there and cannot be used.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return _read(kept, path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(
            f"Your voice profile {path} could not be read: {error.strerror or type(error).__name__}.",
            "Check its permissions, or forget your voice and enrol again.",
            ExitCode.STORAGE,
        ) from error
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise UserError(
            f"Your voice profile {path} is damaged.", "Forget your voice, and enrol again.", ExitCode.STORAGE
        ) from error


def save_profile(path: Path, profile: Profile) -> None:
    """Keep the profile, wholly or not at all, in place of an older one.

    Raises:
        UserError: no room, or not allowed.
    """
    kept = {
        "version": _VERSION,
        "engine": profile.engine,
        "enrolled": profile.enrolled.isoformat(),
        "seconds": round(profile.voice.seconds, 1),
        "vector": [round(value, 6) for value in profile.voice.vector],
    }
    private_folder(path.parent)
    write_file(path, json.dumps(kept, indent=2).encode() + b"\n")


def forget_profile(path: Path) -> bool:
    """Delete the profile, and what a killed process left of one; False where there was none.

    Raises:
        UserError: it cannot be deleted.
    """
    found = path.is_symlink() or path.exists()
    try:
        for place in (path, *path.parent.glob(f".{path.name}.*.part")):
            if place.is_symlink():
                place.resolve().unlink(missing_ok=True)
            place.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error
    return found


def check_enough(voice: VoicePrint | None) -> VoicePrint:
    """The print, where it is of enough clear speech to enrol from.

    Raises:
        UserError: it is of less.
    """
    if voice is None or voice.seconds < LEAST:
        raise UserError(
            f"That voice is heard alone for {0.0 if voice is None else voice.seconds:.0f} seconds; "
            f"{LEAST:.0f} are needed to know it again.",
            "Enrol from a longer recording.",
            ExitCode.NOTHING_HEARD,
        )
    return voice


def _read(kept: Any, path: Path) -> Profile:  # noqa: ANN401 - JSON of any shape
    if isinstance(kept["version"], int) and kept["version"] > _VERSION:
        raise UserError(
            f"Your voice profile {path} was made by a newer Sayback.",
            "Use that one, or forget your voice and enrol again.",
            ExitCode.STORAGE,
        )
    vector = tuple(float(value) for value in kept["vector"])
    if not all(math.isfinite(value) for value in vector):
        raise ValueError("a voice print must be finite")
    return Profile(
        VoicePrint(vector, float(kept["seconds"])), str(kept["engine"]), date.fromisoformat(kept["enrolled"])
    )
