"""Every action of the window in one table: menus, keys, the palette and the list of keys all live from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QKeySequence

from ui.text import _

_Standard = QKeySequence.StandardKey


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    SESSION = "session"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One line of the table.

    Args:
        id: what it is known by, also in the settings.
        text: as it stands in the menu, with its mnemonic.
        menu: where it stands.
        standard: the system's own keys for it; None where systems know none.
        keys: our own keys for it beside those, as ``QKeySequence`` writes them in its portable form.
        session: works only while a session is open.
        parted: a line is drawn above it.
        single: may be a letter by itself; it then works only inside the session page, never while one writes.
    """

    id: str
    text: str
    menu: Menu
    standard: QKeySequence.StandardKey | None = None
    keys: tuple[str, ...] = ()
    session: bool = False
    parted: bool = False
    single: bool = False

    @property
    def title(self) -> str:
        """The text without mnemonic and dots."""
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class FixedKey:
    """Keys that belong to one place and cannot be changed. ``keys`` in the portable form."""

    place: str
    text: str
    keys: tuple[str, ...]


def plain(text: str) -> str:
    """The text of an action without its mnemonic and the dots that promise a question."""
    return text.replace("&", "").partition("\t")[0].rstrip("…")


def menu_title(menu: Menu) -> str:
    """What a menu is called, with its mnemonic."""
    return {
        Menu.FILE: _("&File"),
        Menu.EDIT: _("&Edit"),
        Menu.VIEW: _("&View"),
        Menu.SESSION: _("&Session"),
        Menu.HELP: _("&Help"),
    }[menu]


def action_lines() -> tuple[ActionLine, ...]:
    """The table. Within a menu the actions stand in this order."""
    file, edit, view, session, help_ = Menu.FILE, Menu.EDIT, Menu.VIEW, Menu.SESSION, Menu.HELP
    line = ActionLine
    return (
        line("open", _("&Open a recording, transcript or session…"), file, _Standard.Open, ("Ctrl+O",)),
        line("export", _("&Export…"), file, keys=("Ctrl+E",), session=True, parted=True),
        line("report", _("Make a &report…"), file, _Standard.Print, ("Ctrl+P",), session=True),
        line("backup", _("&Back up the library…"), file, parted=True),
        line("restore", _("Restore &from a backup…"), file),
        line("settings", _("&Settings"), file, _Standard.Preferences, ("Ctrl+,",), parted=True),
        line("quit", _("&Quit"), file, _Standard.Quit, ("Ctrl+Q",)),
        line("undo", _("&Undo"), edit, _Standard.Undo, ("Ctrl+Z",)),
        # Systems differ in which of the two they know.
        line("redo", _("&Redo"), edit, keys=("Ctrl+Shift+Z", "Ctrl+Y")),
        line("find", _("&Find"), edit, _Standard.Find, ("Ctrl+F",), parted=True),
        line("find_all", _("Find in &all sessions"), edit, keys=("Ctrl+Shift+F",)),
        line("labels", _("&Tags and people…"), edit, keys=("Ctrl+T",), session=True),
        line("rename", _("R&ename this session…"), edit, keys=("F2",), session=True),
        line("delete_sound", _("Delete the &sound…"), edit, session=True),
        line("delete", _("&Delete this session"), edit, session=True),
        line("today", _("&Today"), view, keys=("Ctrl+1",)),
        line("review", _("&Review"), view, keys=("Ctrl+2",)),
        line("progress", _("&Progress"), view, keys=("Ctrl+3",)),
        line("trash", _("Tras&h"), view),
        line("palette", _("Find any &action, session or person…"), view, keys=("Ctrl+K",)),
        line("bigger", _("&Bigger text"), view, _Standard.ZoomIn, ("Ctrl++", "Ctrl+="), parted=True),
        line("smaller", _("&Smaller text"), view, _Standard.ZoomOut, ("Ctrl+-",)),
        line("usual_size", _("&Usual text"), view, keys=("Ctrl+0",)),
        line("full", _("&Full screen"), view, _Standard.FullScreen, ("F11",), parted=True),
        line("play", _("&Play or pause"), session, keys=("Ctrl+Space",), session=True),
        line("back", _("Five seconds &back"), session, keys=("Ctrl+Left",), session=True),
        line("on", _("Five seconds &on"), session, keys=("Ctrl+Right",), session=True),
        line("slower", _("&Slower"), session, keys=("[",), session=True, single=True),
        line("faster", _("Fas&ter"), session, keys=("]",), session=True, single=True),
        line("follow", _("&Follow what is heard"), session, keys=("G",), session=True, single=True),
        line("loop", _("&Loop this moment or turn, or end the loop"), session, keys=("L",), session=True, single=True),
        line("accept", _("This moment is &right"), session, keys=("Y",), session=True, parted=True, single=True),
        line("reject", _("This moment is &not right"), session, keys=("N",), session=True, single=True),
        line("partner_here", _("Ask the other person &here"), session, session=True, parted=True),
        line("partner_form", _("&Make a form for them…"), session, session=True),
        line("partner_answer", _("Read their &answer…"), session, session=True),
        line("keyboard", _("&Keyboard…"), help_, _Standard.HelpContents, ("F1", "Ctrl+/")),
        line("about", _("&About Sayback"), help_, parted=True),
    )


def fixed_keys() -> tuple[FixedKey, ...]:
    """What the parts of a page do with keys of their own; none of it can be changed."""
    everywhere, timeline = _("Everywhere"), _("Timeline")
    transcript, lists, guess = _("Transcript"), _("Lists"), _("Own guess")
    return (
        FixedKey(everywhere, _("To the next control, or back"), ("Tab", "Shift+Tab")),
        FixedKey(everywhere, _("Close, or leave as it was"), ("Esc",)),
        FixedKey(everywhere, _("What else can be done here"), ("Menu", "Shift+F10")),
        FixedKey(lists, _("Move up or down"), ("Up", "Down", "PgUp", "PgDown")),
        FixedKey(lists, _("Open what is chosen"), ("Return", "Enter")),
        FixedKey(lists, _("Delete what is chosen"), ("Del",)),
        FixedKey(timeline, _("Five seconds back or on"), ("Left", "Right")),
        FixedKey(timeline, _("To the moment before or after"), ("Up", "Down")),
        FixedKey(timeline, _("Loop from here, back or on"), ("Shift+Left", "Shift+Right")),
        FixedKey(timeline, _("To the beginning, to the end"), ("Home", "End")),
        FixedKey(timeline, _("Nearer, farther, all of it, down to the words"), ("+", "-", "0", "W")),
        FixedKey(timeline, _("Play or pause"), ("Space",)),
        FixedKey(transcript, _("Play from this turn"), ("Return",)),
        FixedKey(transcript, _("Write other words, join with the turn above"), ("E", "M")),
        FixedKey(guess, _("Give the number at once"), ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")),
    )


def default_keys(line: ActionLine) -> tuple[QKeySequence, ...]:
    """The keys before anybody chose: those of the system, then ours."""
    standard = QKeySequence.keyBindings(line.standard) if line.standard is not None else []
    ours = [QKeySequence(keys) for keys in line.keys]
    return tuple(dict.fromkeys([*standard, *ours]))


def keys_in_use(lines: Sequence[ActionLine], own: Mapping[str, str]) -> dict[str, tuple[QKeySequence, ...]]:
    """The keys of every action; ``own`` holds what was chosen by id, in the portable form, empty for no keys.

    What was chosen wins: an action whose usual keys somebody gave to another goes without them. What cannot be read
    as keys is left out, and the usual ones hold.
    """
    chosen = {line.id: own[line.id] for line in lines if line.id in own and _is_readable(own[line.id])}
    taken = {QKeySequence(keys) for keys in chosen.values() if keys}
    return {
        line.id: tuple(_chosen(chosen[line.id]))
        if line.id in chosen
        else tuple(keys for keys in default_keys(line) if keys not in taken)
        for line in lines
    }


def _chosen(keys: str) -> Iterator[QKeySequence]:
    if keys:
        yield QKeySequence(keys)


def _is_readable(keys: str) -> bool:
    """Whether these are keys; Qt takes any text, and writes nothing for what it does not know."""
    return not keys or bool(QKeySequence(keys).toString())


def written(keys: Sequence[QKeySequence]) -> str:
    """Keys as the system writes them, several with a comma between."""
    shown = dict.fromkeys(one.toString(QKeySequence.SequenceFormat.NativeText) for one in keys)
    return ", ".join(text for text in shown if text)


def told_keys(line: ActionLine, keys: Sequence[QKeySequence]) -> str:
    """The keys worth telling: the first, and those of ours. Systems add keys that few keyboards have."""
    ours = {QKeySequence(own) for own in line.keys}
    return written([one for number, one in enumerate(keys) if number == 0 or one in ours])


@dataclass(frozen=True, slots=True)
class Clash:
    """Why keys cannot simply be used. ``holder`` is the action that has them; None where nothing can be done."""

    told: str
    holder: ActionLine | None = None


def clash(keys: QKeySequence, line: ActionLine, lines: Sequence[ActionLine], own: Mapping[str, str]) -> Clash | None:
    """What stands against giving ``keys`` to ``line``; None where nothing does."""
    shown = written([keys])
    for fixed in fixed_keys():
        if keys.toString() in fixed.keys:
            return Clash(
                _("{keys} cannot be changed. {place}: {text}.", keys=shown, place=fixed.place, text=fixed.text)
            )
    if is_typed(keys) and not line.single:
        return Clash(_("{keys} is needed for writing. Take it together with Ctrl or Alt.", keys=shown))
    for menu in Menu:
        if keys == QKeySequence.mnemonic(menu_title(menu)):
            return Clash(_("{keys} opens the menu {menu}.", keys=shown, menu=plain(menu_title(menu))))
    for other in lines:
        if other.id != line.id and keys in keys_in_use(lines, own)[other.id]:
            return Clash(_("{keys} belongs to “{action}”.", keys=shown, action=other.title), other)
    return None


def is_typed(keys: QKeySequence) -> bool:
    """Whether these keys write something: a letter, a digit or a sign, with or without Shift."""
    text = keys.toString().removeprefix("Shift+")
    return len(text) == 1 or text == "Space"


def given(line: ActionLine, keys: QKeySequence, lines: Sequence[ActionLine], own: Mapping[str, str]) -> dict[str, str]:
    """``own`` after ``keys`` went to ``line``, taken from whoever had them; empty keys mean none."""
    before = keys_in_use(lines, own)
    now = dict(own) | {line.id: keys.toString()}
    if keys.isEmpty():
        return now
    for other in lines:
        if other.id != line.id and keys in before[other.id]:
            left = [one for one in before[other.id] if one != keys]
            now[other.id] = left[0].toString() if left else ""
    return now


def reset(line: ActionLine, own: Mapping[str, str]) -> dict[str, str]:
    """``own`` without what was chosen for ``line``."""
    return {id_: keys for id_, keys in own.items() if id_ != line.id}
