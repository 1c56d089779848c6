"""The sample as one channel, for what a recording in a room costs."""

from pathlib import Path

import av
from av.audio.resampler import AudioResampler


def downmix(source: Path, target: Path) -> None:
    """Write the mean of all channels as 16 kHz WAV."""
    with av.open(str(source)) as read, av.open(str(target), "w", format="wav") as written:
        track = written.add_stream("pcm_s16le", rate=16000, layout="mono")
        mono = AudioResampler(format="s16", layout="mono", rate=16000)
        for frame in read.decode(audio=0):
            for part in mono.resample(frame):
                written.mux(track.encode(part))
        for part in mono.resample(None):
            written.mux(track.encode(part))
        written.mux(track.encode(None))
