"""Dialogs: asking once, plainly."""
