"""How long a file says its sound is, how far that can be believed, and whether its end is missing."""

import struct
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

# Containers whose header holds a length that was counted, not guessed from the bit rate.
_COUNTED = frozenset({"flac", "mov", "matroska", "aiff", "caf", "w64"})

_OGG_PAGE = b"OggS"
_OGG_PAGE_LONGEST = 65_307  # bytes, RFC 3533 §6
_OGG_LAST = 0x04  # flag of the last page of a stream, RFC 3533 §6
_WAV_UNKNOWN = (0, 0xFFFFFFFF)  # what recorders write that did not come to the end


def stated(container: InputContainer, track: AudioStream) -> float | None:
    """Seconds of sound by the file's own account, at times only a guess of the demuxer; None where untold."""
    if track.duration is not None and track.time_base is not None:
        return float(track.duration * track.time_base)
    return container.duration / av.time_base if container.duration else None


def promised(container: InputContainer, track: AudioStream, path: Path) -> float | None:
    """Seconds of sound that the header was written for; None where it holds no such number."""
    kinds = set(container.format.name.split(","))
    if "wav" in kinds:
        return _wav_promise(path)
    if "mp3" in kinds:  # only the header of an encoder, with its delay, counts frames; else it is a guess
        return stated(container, track) if container.start_time else None
    alone = track.duration is not None or len(container.streams) == 1  # a video may outlast its sound
    return stated(container, track) if kinds & _COUNTED and alone else None


def lacks_last_page(container: InputContainer, path: Path) -> bool:
    """Whether an Ogg file ends before the page that is marked as the last."""
    if "ogg" not in container.format.name.split(","):
        return False
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 2 * _OGG_PAGE_LONGEST))
        tail = file.read()
    page = tail.rfind(_OGG_PAGE)
    return page < 0 or page + 5 >= len(tail) or not tail[page + 5] & _OGG_LAST


def _wav_promise(path: Path) -> float | None:
    """The length in the header of a WAV file (RIFF chunks; RF64 keeps its length elsewhere and gives None)."""
    with path.open("rb") as file:
        if file.read(4) != b"RIFF":
            return None
        file.seek(12)
        bytes_per_second = 0
        while len(head := file.read(8)) == 8:
            name, size = struct.unpack("<4sI", head)
            if name == b"fmt ":
                bytes_per_second = struct.unpack("<I", file.read(16)[8:12].ljust(4, b"\0"))[0]
                file.seek(size - 16 + size % 2, 1)
            elif name == b"data":
                return size / bytes_per_second if size not in _WAV_UNKNOWN and bytes_per_second else None
            else:
                file.seek(size + size % 2, 1)
    return None
