"""What happens to sessions after a while; apart, because the settings are read by every command."""

from enum import StrEnum

TRASH_DAYS = 30
"""Days that what was thrown away can be restored. Our choice: long enough to come back from a holiday."""


class Fate(StrEnum):
    """What happens to a session that is older than it is to be kept."""

    TRASH = "trash"
    SOUND = "sound"  # only its recording is deleted; words, moments and numbers stay
