"""Conversations that come as text: VTT, SRT, the exports of Zoom and Teams."""
