"""HTML and SVG put together so that no text from outside can become markup."""

import html
import re
from typing import TypeAlias

# Characters that HTML forbids even as references: controls but tab and line ends, and halves of letters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]*")
_VOID = frozenset({"br", "hr", "meta", "link", "img", "input"})


class Markup:
    """Finished markup, which is not escaped again. Made only by the functions of this module."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


Child: TypeAlias = "Markup | str | None"


def text(content: str) -> Markup:
    """Text, shown as it is."""
    return Markup(html.escape(_FORBIDDEN.sub("\ufffd", content)))


def style(rules: str) -> Markup:
    """A style sheet of our own; never text from outside."""
    if "<" in rules:
        raise ValueError("a style sheet holds no markup")
    return Markup(f"<style>{rules}</style>")


def script(code: str) -> Markup:
    """A script of our own; never text from outside."""
    if "</" in code or "<!--" in code:
        raise ValueError("a script holds no markup")
    return Markup(f"<script>{code}</script>")


def tag(element: str, /, *children: Child, **attributes: str | float | bool | None) -> Markup:
    """An element. A trailing underscore of an attribute's name is dropped, others become hyphens.

    ``True`` gives a bare attribute, ``None`` and ``False`` none; plain strings among the children are escaped.
    """
    if not _NAME.fullmatch(element):
        raise ValueError(f"not the name of an element: {element!r}")
    parts = [f"<{element}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        shown = key.rstrip("_").replace("_", "-")
        parts.append(f" {shown}" if value is True else f' {shown}="{_attribute(value)}"')
    parts.append(">")
    if element in _VOID:
        return Markup("".join(parts))
    return Markup("".join((*parts, join(*children).text, f"</{element}>")))


def join(*children: Child) -> Markup:
    """One after the other; None is nothing."""
    return Markup("".join(_child(child).text for child in children if child is not None))


def page(*children: Child) -> bytes:
    """A whole HTML document as UTF-8."""
    return ("<!DOCTYPE html>\n" + join(*children).text + "\n").encode("utf-8")


def _child(child: Markup | str) -> Markup:
    return text(child) if isinstance(child, str) else child


def _attribute(value: str | float) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
    return text(str(value)).text
