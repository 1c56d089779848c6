"""Where the library is: in its usual place, or where the person moved it."""

import logging
from dataclasses import replace
from pathlib import Path

from coach.errors import ExitCode, UserError
from coach.library.backup import DATABASE, Progress
from coach.library.move import check_target, copy_over, remove_library
from coach.paths import Paths
from coach.settings import Settings, load_settings, save_settings

_log = logging.getLogger(__name__)


def placed(paths: Paths, settings: Settings) -> Paths:
    """The places, with the library where the settings have it."""
    return replace(paths, library=Path(settings.library), has_moved=True) if settings.library else paths


def check_place(paths: Paths, settings: Settings) -> None:
    """Never begin a new library because the disk of the old one is not there.

    Raises:
        UserError: the library was moved to a folder that is not to be found.
    """
    if settings.library and not (Path(settings.library) / DATABASE).is_file():
        raise UserError(
            f"Your library is in {settings.library}, and that folder is not there now.",
            f"Connect its disk and try again. To begin a new library, empty “library” in {paths.settings}.",
            ExitCode.STORAGE,
        )


def move_library(paths: Paths, new: Path, *, on_progress: Progress = lambda _: None) -> Settings:
    """Move the library to a new or empty folder; gives the settings that hold from then on.

    The settings name beforehand what is to be deleted, so that a kill leaves no copy that nobody knows of.
    ``paths`` are those with the library where it is now.

    Raises:
        UserError: it cannot be moved; it is where it was.
    """
    new = new.expanduser().absolute()
    check_target(paths.library, new)
    before = load_settings(paths.settings).settings
    save_settings(paths.settings, replace(before, left=str(new)))
    changed = replace(before, library=str(new), left=str(paths.library))

    def switch() -> None:
        save_settings(paths.settings, changed)

    try:
        copy_over(paths.library, new, switch, on_progress=on_progress)
    except BaseException:
        save_settings(paths.settings, before)
        raise
    try:
        return finish_move(replace(paths, library=new, has_moved=True))
    except UserError as error:  # a file that is held open: the next start deletes it
        _log.warning("the old library is not wholly deleted: code %d", error.code)
        return changed


def finish_move(paths: Paths) -> Settings:
    """Delete what a move left behind that was killed, or could not delete; gives the settings that hold then.

    Call it while the library in ``paths`` is open or was just opened: then nobody is moving it.
    """
    settings = load_settings(paths.settings).settings
    if not settings.left:
        return settings
    in_use = settings.library or str(paths.library)
    if Path(settings.left) != Path(in_use):
        remove_library(Path(settings.left))
    settings = replace(settings, left="")
    save_settings(paths.settings, settings)
    return settings
