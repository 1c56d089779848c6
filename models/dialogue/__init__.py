"""What a listener does with each sentence: a small classifier of moves in dialogue, text in, probabilities out."""
