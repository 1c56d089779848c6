"""Conversations that come as text: VTT, SRT, the exports of Zoom and Teams."""

from coach.transcripts.read import is_transcript, read

__all__ = ["is_transcript", "read"]
