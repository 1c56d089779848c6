"""Telling voices apart on one channel."""

from models.speakers.teller import SpeakerTeller

__all__ = ["SpeakerTeller"]
