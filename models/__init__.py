"""The trained listeners: sound in, words, voices and speakers out; text in, labels out."""

PART_OF = "sayback"
"""Tells this package from others that are called ``models`` too."""
