"""Sayback without a screen: from sound to a conversation, its measures, its feedback and the library."""

__version__ = "0.1.0"
