"""The user's sessions on disk."""
