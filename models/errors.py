"""The world's faults with weights: a plain sentence and what to do next.

Each error names the thing. Two arguments reach ``Exception``, so that they survive a pipe between processes.
"""


class WeightsError(Exception):
    """Something about a set of weights that the person, not the program, can put right.

    Args:
        sentence: what happened, ended by a full stop.
        next_step: what the person can do now, ended by a full stop.
    """

    def __init__(self, sentence: str, next_step: str) -> None:
        super().__init__(sentence, next_step)
        self.sentence = sentence
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}"


class WeightsMissingError(WeightsError):
    """A set of weights, or a file of it, is nowhere to be found."""


class WeightsDamagedError(WeightsError):
    """A file of weights is there and is not what it should be."""


class WeightsStorageError(WeightsError):
    """Weights cannot be read, written or removed: disk full, read-only, no permission, in use."""


class DownloadFailedError(WeightsError):
    """A download the person asked for did not come through."""
