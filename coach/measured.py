"""What choosing other speech weights costs and brings, in words for people."""

from models.manifest import Measured, Weights

MEASURED = "words wrong: {clear} in clear talks, {hard} in hard real meetings; time: {cost} of Whisper base"
NOT_MEASURED = "error and speed not measured here"


def measured_parts(measured: Measured) -> dict[str, str]:
    """What ``MEASURED`` is filled with."""
    return {
        "clear": f"{100 * measured.scripted:.0f} %",
        "hard": f"{100 * measured.real:.0f} %",
        "cost": f"{100 * measured.cost:.0f} %",
    }


def measured_words(weights: Weights) -> str:
    """Error and cost as measured, or that they were not."""
    return MEASURED.format(**measured_parts(weights.measured)) if weights.measured else NOT_MEASURED
