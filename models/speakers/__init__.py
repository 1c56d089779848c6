"""Telling voices apart on one channel."""

from models.speakers.segments import Segments
from models.speakers.teller import SpeakerTeller

__all__ = ["Segments", "SpeakerTeller"]
