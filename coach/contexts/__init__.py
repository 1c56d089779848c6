"""Targets by context, each with its source."""
