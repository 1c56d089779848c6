"""The yardstick: raw faster-whisper on the downmix, batched, beam 5, word times on. Prints the number of words.

python -m tests.benchmarks.words_alone FILE WEIGHTS THREADS
"""

import sys

from faster_whisper import BatchedInferencePipeline, WhisperModel


def main() -> None:
    """Read the file, recognise it, count the words."""
    file, weights, threads = sys.argv[1:4]
    model = WhisperModel(weights, device="cpu", compute_type="int8", cpu_threads=int(threads), local_files_only=True)
    segments, _ = BatchedInferencePipeline(model).transcribe(
        file, beam_size=5, batch_size=8, word_timestamps=True, language="en"
    )
    print(sum(len(segment.words or ()) for segment in segments))


if __name__ == "__main__":
    main()
