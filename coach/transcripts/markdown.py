"""Markdown as text: names in bold without their stars, and no signs that only escape others."""

import re

_BOLD = re.compile(r"(?<!\\)\*\*(?=\S)(.+?)(?<=\S)(?<!\\)\*\*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def without_markdown(text: str) -> str:
    """The text with what is bold as plain words, and each escaped sign as itself (CommonMark 2.4)."""
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"\1", text))
