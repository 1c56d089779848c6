"""The trained listeners: sound in, words, voices and speakers out; text in, labels out."""
