"""The yardstick: raw faster-whisper on the downmix, batched, beam 5, word times on. Prints the number of words.

python -m tests.benchmarks.words_alone FILE WEIGHTS THREADS
"""

import sys

from tests.accuracy.raw import heard, pipeline


def main() -> None:
    """Read the file, recognise it, count the words."""
    file, weights, threads = sys.argv[1:4]
    print(heard(pipeline(weights, int(threads)), file)[1])


if __name__ == "__main__":
    main()
