"""Sound in and out: decoding, samples on disk, quality, peaks."""
