import gettext
import struct
from pathlib import Path

import pytest

from ui.text import DOMAIN, _, plural, use_translations


def compiled(pairs: dict[str, str]) -> bytes:
    """A .mo file (GNU gettext, little-endian) of these translations."""
    keys = sorted(pairs)
    ids = [key.encode() for key in keys]
    texts = [pairs[key].encode() for key in keys]
    at = 28 + 16 * len(keys)
    table, data = [], b""
    for blob in (*ids, *texts):
        table.append((len(blob), at + len(data)))
        data += blob + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return head + b"".join(struct.pack("<2I", *entry) for entry in table) + data


@pytest.fixture
def german(tmp_path, monkeypatch):
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    pairs = {"": header, "{name} spoke": "{name} sprach", "{count} turn\0{count} turns": "{count} Zug\0{count} Züge"}
    (folder / f"{DOMAIN}.mo").write_bytes(compiled(pairs))
    monkeypatch.setenv("LANGUAGE", "de")
    before = gettext.bindtextdomain(DOMAIN)
    use_translations(tmp_path)
    yield
    monkeypatch.undo()
    use_translations(Path(before))


def test_untranslated_text_stays_as_it_is():
    assert _("{name} spoke", name="Nora") == "Nora spoke"
    assert plural("{count} turn", "{count} turns", 1) == "1 turn"
    assert plural("{count} turn", "{count} turns", 3) == "3 turns"


def test_braces_without_values_are_left_alone():
    assert _("{as it is}") == "{as it is}"


def test_translations_are_used_with_their_plurals(german):
    assert _("{name} spoke", name="Nora") == "Nora sprach"
    assert plural("{count} turn", "{count} turns", 1) == "1 Zug"
    assert plural("{count} turn", "{count} turns", 2) == "2 Züge"


def test_a_placeholder_may_be_called_text():
    assert _("{text}!", text="Oh") == "Oh!"
