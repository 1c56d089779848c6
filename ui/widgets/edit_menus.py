"""What can be changed in a turn and in a moment, as menus."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from coach.conversation import Conversation
from coach.editing.apply import next_of_same
from coach.editing.corrections import choices
from coach.editing.edits import (
    ChooseMe,
    CorrectMoment,
    Edit,
    MergeSpeakers,
    MergeTurns,
    ReassignTurn,
    SplitTurn,
    Verdict,
)
from coach.moments.moment import Moment
from coach.times import clock
from ui.text import _
from ui.wording import moment_name, moment_title


@dataclass(frozen=True, slots=True)
class Hands:
    """What a menu can ask for."""

    edit: Callable[[Edit], None]
    write: Callable[[int], None]  # the words of that turn
    name: Callable[[str], None]  # another name for that person


def turn_menu(
    parent: QWidget, talk: Conversation, row: int, word: int | None, moments: Sequence[Moment], hands: Hands
) -> QMenu:
    """All that can be done to a turn; ``word`` is the one under the pointer, ``moments`` those in the turn."""
    turn = talk.turns[row]
    menu = QMenu(parent)
    menu.setObjectName("turn_menu")
    menu.setAccessibleName(_("This turn"))
    _add(menu, "edit_words", _("&Edit the words…") + "\tE", partial(hands.write, row))
    words = turn.text.split()
    if word is not None and 0 < word < len(words):
        before = _("&Split before “{word}”", word=words[word].replace("&", "&&"))
        _add(menu, "split", before, partial(hands.edit, SplitTurn(row, word)))
    else:
        split = _add(menu, "split", _("&Split at a word…"), partial(hands.write, row))
        split.setEnabled(len(words) > 1)
    merge = _add(menu, "merge_turns", _("&Merge with their next turn") + "\tM", partial(hands.edit, MergeTurns(row)))
    merge.setEnabled(next_of_same(talk, row) is not None)
    _add_speakers(menu, parent, talk, row, hands)
    menu.addSeparator()
    add_person(menu, talk, turn.speaker, hands)
    if moments:
        menu.addSeparator()
        for moment in moments:
            title = _("{time} {what}", time=clock(moment.start), what=moment_title(moment))
            own = menu.addMenu(title)
            own.setObjectName("moment_submenu")
            add_verdicts(own, moment, hands.edit)
    return menu


def add_person(menu: QMenu, talk: Conversation, speaker: str, hands: Hands) -> None:
    """What can be done to the person who speaks there."""
    name = talk.speaker(speaker).label.replace("&", "&&")
    _add(menu, "rename_person", _("&Rename {name}…", name=name), partial(hands.name, speaker))
    others = [other for other in talk.speakers if other.id != speaker]
    if others:
        merge = menu.addMenu(_("{name} is the same &person as", name=name))
        merge.setObjectName("merge_people")
        for other in others:
            label = other.label.replace("&", "&&")
            _add(merge, f"merge_into_{other.id}", label, partial(hands.edit, MergeSpeakers(speaker, other.id)))
    me = _add(menu, "this_is_me", _("&This is me"), partial(hands.edit, ChooseMe(speaker)))
    me.setEnabled(not talk.speaker(speaker).me)


def add_verdicts(menu: QMenu, moment: Moment, edit: Callable[[Edit], None]) -> None:
    """Right, not right, or something else."""
    _add(menu, "accept", _("&Right"), partial(edit, CorrectMoment(moment, Verdict.ACCEPT)))
    _add(menu, "reject", _("&Not right"), partial(edit, CorrectMoment(moment, Verdict.REJECT)))
    menu.addSeparator()
    add_kinds(menu, moment, edit)


def add_kinds(menu: QMenu, moment: Moment, edit: Callable[[Edit], None]) -> None:
    """What else it can be."""
    seen: set[str] = set()
    for kind in choices(moment):
        name = moment_name(kind)
        if name not in seen:
            seen.add(name)
            _add(menu, f"becomes_{kind.value}", name, partial(edit, CorrectMoment(moment, Verdict.RELABEL, kind)))


def _add_speakers(menu: QMenu, parent: QWidget, talk: Conversation, row: int, hands: Hands) -> None:
    said_by = menu.addMenu(_("Said &by"))
    said_by.setObjectName("said_by")
    for speaker in talk.speakers:
        if speaker.id != talk.turns[row].speaker:
            label = speaker.label.replace("&", "&&")
            _add(said_by, f"said_by_{speaker.id}", label, partial(hands.edit, ReassignTurn(row, speaker.id)))
    said_by.addSeparator()
    _add(said_by, "said_by_new", _("&Somebody else…"), partial(_ask_for_new, parent, talk, row, hands))


def _ask_for_new(parent: QWidget, talk: Conversation, row: int, hands: Hands) -> None:
    dialog = QInputDialog(parent)
    dialog.setObjectName("new_person_dialog")
    dialog.setWindowTitle(_("Somebody else"))
    dialog.setLabelText(_("What is this person called?"))

    def on_named(text: str) -> None:
        if text.strip():
            hands.edit(ReassignTurn(row, _new_id(talk), text.strip()))

    dialog.textValueSelected.connect(on_named)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _new_id(talk: Conversation) -> str:
    known = {speaker.id for speaker in talk.speakers}
    return next(id_ for number in range(1, len(known) + 2) if (id_ := f"P{number}") not in known)


def _add(menu: QMenu, name: str, text: str, on_chosen: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.setObjectName(f"edit_{name}")
    action.triggered.connect(partial(_call, on_chosen))
    return action


def _call(on_chosen: Callable[[], object], checked: bool = False) -> None:
    on_chosen()
