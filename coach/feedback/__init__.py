"""Scorecard, strength, focus and moments to listen to again."""
