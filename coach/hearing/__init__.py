"""From sound to a conversation."""
