"""Finding moments in a conversation: questions, reflections, advice, interruptions."""
