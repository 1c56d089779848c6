"""Where Sayback keeps what belongs to the person, on each system."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

HOME_VARIABLE = "SAYBACK_HOME"
"""Environment variable that puts everything into the folder ``sayback`` below the one it names: for a stick, say."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The places, none of which has to exist yet.

    ``has_moved``: the library lies in a folder that the person chose, which may come to hold other things too.
    """

    library: Path
    weights: Path
    settings: Path
    cache: Path
    logs: Path
    has_moved: bool = False

    @property
    def voice(self) -> Path:
        """The person's own voice profile, if they enrolled."""
        return self.settings.with_name("voice.json")

    @property
    def log(self) -> Path:
        """The file that errors are written to."""
        return self.logs / "sayback.log"

    @property
    def reports(self) -> Path:
        """Reports that were made to be looked at, not to be kept; they can be made again."""
        return self.cache / "reports"


def paths(environment: Mapping[str, str]) -> Paths:
    """The places for this user, or below ``SAYBACK_HOME`` where that is set. All lie in folders that are ours alone."""
    if home := environment.get(HOME_VARIABLE):
        root = Path(home).expanduser().absolute() / "sayback"
        return Paths(root / "library", root / "weights", root / "settings.json", root / "cache", root / "logs")
    system = PlatformDirs("sayback", appauthor=False, roaming=False)
    return Paths(
        library=system.user_data_path / "library",
        weights=system.user_data_path / "weights",
        settings=system.user_config_path / "settings.json",
        cache=system.user_cache_path,
        logs=system.user_log_path,
    )
