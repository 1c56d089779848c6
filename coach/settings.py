"""What the person chose, kept as one JSON file that people can read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from coach.contexts.load import DEFAULT
from coach.errors import ExitCode, UserError
from coach.files import private_folder, storage_error, write_file
from coach.library.fate import TRASH_DAYS, Fate

MOST_RECENT = 10  # files; more than a menu shows at a glance is no help (our choice)


class Appearance(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices, with what holds before anybody chose.

    Args:
        appearance: colours of the window.
        text_scale: size of all text, 0.75 to 3; 1 is the normal size.
        context: id of the context that a new review begins with.
        language: ISO 639-1 code of the speech; empty lets the recogniser tell.
        speakers: how many people a new recording is expected to hold; 0 is unknown.
        weights: id of the speech weights; empty takes the best that are there.
        weights_folder: a folder with weights of one's own; empty where there is none.
        name: what "me" is called on screens and in reports.
        window: place and size of the window, as the window system wrote it.
        library: the folder of the library; empty where it lies in its usual place.
        left: the folder of a library that was moved, while some of it is still to be deleted; empty where none is.
        keep_days: days after which ``fate`` meets a session, 0 to 36500; 0 keeps every one.
        fate: what happens to a session that is older than that.
        watched: folders in which new recordings are looked for.
        watched_review: whether those are reviewed without asking each time; the person agreed to that once.
        trash_days: days until the trash gives nothing back, 1 to 3650.
        sample_given: whether the sample conversation was put into the library; deleted, it does not come back.
        export_folder: where the last export went; empty where there was none.
        export_format: what it was, as ``coach.exports.formats.Format`` names it.
        page: the page that was shown last, as the window names it; empty before the first time.
        page_session: id of the session that was open on it; empty where none was.
        recent: the files that were brought last, the newest first, at most ``MOST_RECENT``.
        keys: keys of one's own by the id of the action, in the portable form of Qt; an empty one means no keys.
        reduced_motion: whether nothing moves on the screen that need not.
        notices: whether the system's notices tell that long work has ended while the window is not in front.
        others: what a newer version or another program wrote; kept as it is.
    """

    appearance: Appearance = Appearance.SYSTEM
    text_scale: float = 1.0
    context: str = DEFAULT
    language: str = ""
    speakers: int = 2
    weights: str = ""
    weights_folder: str = ""
    name: str = ""
    window: str = ""
    library: str = ""
    left: str = ""
    keep_days: int = 0
    fate: Fate = Fate.TRASH
    trash_days: int = TRASH_DAYS
    watched: tuple[str, ...] = ()
    watched_review: bool = False
    sample_given: bool = False
    export_folder: str = ""
    export_format: str = ""
    page: str = ""
    page_session: str = ""
    recent: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reduced_motion: bool = False
    notices: bool = False
    others: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))  # JSON of any shape

    def __post_init__(self) -> None:
        if not 0.75 <= self.text_scale <= 3.0:
            raise ValueError(f"text_scale must lie in 0.75 to 3, got {self.text_scale}")
        if not 0 <= self.speakers <= 20:
            raise ValueError(f"speakers must lie in 0 to 20, got {self.speakers}")
        if not 0 <= self.keep_days <= 36500:
            raise ValueError(f"keep_days must lie in 0 to 36500, got {self.keep_days}")
        if not 1 <= self.trash_days <= 3650:
            raise ValueError(f"trash_days must lie in 1 to 3650, got {self.trash_days}")
        if len(self.recent) > MOST_RECENT:
            raise ValueError(f"recent holds at most {MOST_RECENT} files, got {len(self.recent)}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, and a sentence where some of the file could not be used."""

    settings: Settings
    note: str | None = None


_OTHERS = "others"


def load_settings(path: Path) -> Loaded:
    """The settings in ``path``. A file that is no settings is set aside; a value that makes no sense is left out.

    Raises:
        UserError: the file is there and may not be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Loaded(Settings())
    except UnicodeDecodeError:
        return _set_aside(path)
    except OSError as error:
        raise UserError(
            f"The settings in {path} could not be read: {error.strerror}.",
            "Check its permissions, or delete it to start with new settings.",
            ExitCode.STORAGE,
        ) from error
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return _set_aside(path)
    return _read(kept, path) if isinstance(kept, dict) else _set_aside(path)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, wholly or not at all.

    Raises:
        UserError: no room, or not allowed.
    """
    values: dict[str, Any] = dict(settings.others)
    values |= {f.name: _plain(getattr(settings, f.name)) for f in fields(settings) if f.name != _OTHERS}
    private_folder(path.parent)
    write_file(path, json.dumps(values, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n")


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, MappingProxyType) else value


def _read(kept: dict[str, Any], path: Path) -> Loaded:
    settings = Settings()
    known = {f.name: type(getattr(settings, f.name)) for f in fields(settings) if f.name != _OTHERS}
    refused = []
    for name in known.keys() & kept.keys():
        try:
            settings = replace(settings, **{name: _value(kept[name], known[name])})
        except (ValueError, OverflowError):
            refused.append(name)
    others = {name: value for name, value in kept.items() if name not in known}
    settings = replace(settings, others=MappingProxyType(others))
    if not refused:
        return Loaded(settings)
    names = ", ".join(sorted(refused))
    return Loaded(settings, f"In the settings {path}, {names} made no sense; the usual values are used instead.")


def _value(value: object, kind: type) -> Any:  # noqa: ANN401 - of the type of the field it is for
    """``value`` as ``kind``; ValueError where it is something else. A bool is no number here."""
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind is tuple and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if kind is MappingProxyType and isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        return MappingProxyType(value)
    if issubclass(kind, StrEnum):
        return kind(str(value))
    if type(value) is not kind:
        raise ValueError(f"{value!r} is no {kind.__name__}")
    return value


def _set_aside(path: Path) -> Loaded:
    aside = path.with_name("settings.damaged.json")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"settings.damaged-{number}.json")
    try:
        path.rename(aside)
    except OSError as error:
        raise storage_error(error, aside) from error
    return Loaded(
        Settings(), f"The settings could not be read and were kept as {aside}; Sayback starts with the usual ones."
    )
