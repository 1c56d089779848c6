"""How far times and judgements can be trusted on a conversation."""

from coach.conversation import Conversation, Timing
from coach.measures.result import Confidence

# Typical error of an edge of speech, in seconds, where the conversation does not know its own: our choice, from the
# spread of voice detectors on separate channels, of voices told apart on one, and of caption lines.
_EDGE_ERROR = {Timing.CHANNELS: 0.1, Timing.VOICES: 0.2, Timing.CAPTIONS: 0.5}

# Standard deviation of the talk share from voices taken for one another on one channel: our choice, a little above
# the mean error of 1.2 to 2.4 points measured on six recordings of two people.
_ATTRIBUTION_ERROR = {Timing.CHANNELS: 0.0, Timing.VOICES: 0.02, Timing.CAPTIONS: 0.0}

# Above this, edges are too coarse to tell an early start from a late stop (0.2 s of error makes 12 % of ordinary
# changes overlap by more than half a second). Our choice.
COARSE_EDGE = 0.2


def edge_error(conversation: Conversation) -> float:
    """The typical error of an edge of speech, in seconds."""
    known = conversation.boundary_error
    return _EDGE_ERROR[conversation.timing] if known is None else known


def attribution_error(conversation: Conversation) -> float:
    """The standard deviation of the talk share from confused voices."""
    return _ATTRIBUTION_ERROR[conversation.timing]


def has_coarse_edges(conversation: Conversation) -> bool:
    """Whether edges are unknown or too coarse for the order of two starts."""
    return conversation.boundary_error is None or conversation.boundary_error > COARSE_EDGE


def in_times(conversation: Conversation) -> Confidence:
    """Confidence in sums of speech and long turns."""
    return Confidence.HIGH if conversation.timing is Timing.CHANNELS else Confidence.MEDIUM


def in_edges(conversation: Conversation) -> Confidence:
    """Confidence in gaps, pauses and overlaps."""
    if conversation.timing is Timing.CHANNELS:
        return Confidence.MEDIUM if has_coarse_edges(conversation) else Confidence.HIGH
    return Confidence.LOW if has_coarse_edges(conversation) else Confidence.MEDIUM


def in_judgement(conversation: Conversation, ceiling: Confidence) -> Confidence:
    """Confidence in what was judged from words: at most the ceiling, at most medium where voices were told apart."""
    return lower(ceiling) if ceiling is Confidence.HIGH and conversation.timing is Timing.VOICES else ceiling


def lower(confidence: Confidence) -> Confidence:
    """One step less sure."""
    return Confidence.MEDIUM if confidence is Confidence.HIGH else Confidence.LOW
