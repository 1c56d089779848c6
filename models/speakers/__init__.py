"""Telling voices apart on one channel, and knowing one of them again."""

from models.speakers.likeness import Likeliest, likeliest
from models.speakers.segments import Segments
from models.speakers.teller import SpeakerTeller

__all__ = ["Likeliest", "Segments", "SpeakerTeller", "likeliest"]
