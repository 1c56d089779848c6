"""Objects through a pipe between a process and its child, each with its length before it."""

import pickle
from typing import IO

_LENGTH_BYTES = 8


def send(stream: IO[bytes], message: object) -> None:
    """Write one object. BrokenPipeError or OSError when nobody reads any more."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(body).to_bytes(_LENGTH_BYTES, "little") + body)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """Read one object; EOFError when the other side has ended, also in the middle of an object.

    Only for pipes to a process of our own: what arrives is unpickled.
    """
    length = int.from_bytes(_exactly(stream, _LENGTH_BYTES), "little")
    return pickle.loads(_exactly(stream, length))


def _exactly(stream: IO[bytes], count: int) -> bytes:
    parts = []
    while count:
        part = stream.read(count)
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
