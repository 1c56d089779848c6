"""Opening the two engines: on the processor, with as many threads as told, quiet between calls."""

from collections.abc import Sequence
from pathlib import Path

import onnxruntime


def _field(number: int, payload: bytes) -> bytes:
    """One length-delimited field of a protocol buffer message."""
    length, size = bytearray(), len(payload)
    while size > 127:
        length.append(size & 127 | 128)
        size >>= 7
    length.append(size)
    return bytes([number << 3 | 2]) + bytes(length) + payload


def with_outputs(model: bytes, names: Sequence[str]) -> bytes:
    """The ONNX model with inner values as further outputs.

    Protocol buffers merge a message that is written twice, so a second ``graph`` (field 7 of the model) holding
    nothing but ``output`` (field 12 of the graph) entries with a ``name`` (field 1) adds to the first.
    """
    outputs = b"".join(_field(12, _field(1, name.encode())) for name in names)
    return model + _field(7, outputs) if names else model


def open_engine(path: Path, *, threads: int, outputs: Sequence[str] = ()) -> onnxruntime.InferenceSession:
    """The model at ``path``, ready to run.

    Args:
        path: an ONNX file.
        threads: at least 1.
        outputs: inner values that are wanted beside the model's own outputs.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Waiting threads that spin would take a core from the recogniser beside us.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        with_outputs(path.read_bytes(), outputs), options, providers=["CPUExecutionProvider"]
    )
