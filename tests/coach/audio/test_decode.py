"""Any file to samples: formats, times, damage, and what is said of it."""

import os
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decode import decode, probe
from coach.audio.names import sha256_of
from coach.errors import ExitCode, UserError
from tests.coach.audio.sounds import Floats, offset_ms, samples, talk, two_people, write
from tests.conftest import shared_data

LENGTH = 6.0

# Codec, rate, the greatest offset in ms that the format itself allows: ADTS and MP3 without a header do not tell
# the encoder's delay; WebM rounds to milliseconds, and Opus in it at 16 kHz is cut 4.3 ms short by the demuxer.
FORMATS = {
    "wav": ("pcm_s16le", 16_000, 0.1),
    "flac": ("flac", 48_000, 0.1),
    "mp3": ("libmp3lame", 44_100, 0.1),
    "m4a": ("aac", 44_100, 0.1),
    "opus": ("libopus", 48_000, 0.1),
    "webm": ("libopus", 48_000, 1.0),
    "mkv": ("aac", 48_000, 1.0),
    "mp4": ("aac", 22_050, 0.1),
}


@pytest.fixture(scope="module")
def sound() -> Floats:
    return talk(LENGTH, seed=3)


def refused(path: Path, folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        decode(path, folder)
    assert sorted(p.name for p in folder.iterdir()) == []
    return caught.value


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Where samples go, apart from the files."""
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_keeps_its_times(suffix: str, sound: Floats, tmp_path: Path, room: Path) -> None:
    codec, rate_hz, allowed = FORMATS[suffix]
    path = write(tmp_path / f"talk.{suffix}", sound, codec=codec, rate_hz=rate_hz)
    with decode(path, room) as recording:
        reference = samples(sound).astype(np.float32) / 32768
        assert abs(offset_ms(recording.block(0, 0, 9), reference)) <= allowed
        assert recording.duration == pytest.approx(LENGTH, abs=0.1)
        assert recording.flaw is None
        assert recording.sha256 == sha256_of(path)


@pytest.mark.data
@pytest.mark.parametrize("kind", ["m4a.m4a", "mp3.mp3", "mp4video.mp4", "ogg.ogg", "wav8k.wav", "webm.webm"])
def test_one_talk_in_all_formats_lies_at_one_place(kind: str, room: Path) -> None:
    folder = shared_data("scripted", "dev")
    with (
        decode(folder / "d04_advice_giver.mono.flac", room) as truth,
        decode(folder / f"d04_advice_giver.fmt-{kind}", room) as recording,
    ):
        allowed = 5.0 if kind.startswith("webm") else 0.1
        assert abs(offset_ms(recording.block(0, 0, 99), truth.block(0, 0, 99))) <= allowed
        assert recording.duration == pytest.approx(truth.duration, abs=0.05)


@pytest.mark.parametrize(("codec", "form"), [("pcm_s24le", "s32"), ("pcm_f32le", "flt"), ("pcm_u8", "u8")])
def test_other_depths_of_wav(codec: str, form: str, sound: Floats, tmp_path: Path, room: Path) -> None:
    with decode(write(tmp_path / "talk.wav", sound, codec=codec, form=form), room) as recording:
        assert np.abs(recording.channel(0) - samples(sound).astype(float)).max() <= (256 if codec == "pcm_u8" else 1)


def test_channels_stay_apart(tmp_path: Path, room: Path) -> None:
    six = np.stack([talk(1.0, seed=seed) for seed in range(6)], axis=1)
    with decode(write(tmp_path / "six.wav", six, codec="pcm_s16le"), room) as recording:
        assert recording.channels == 6
        assert np.array_equal(recording.frames, samples(six))


def test_channels_without_a_layout(tmp_path: Path, room: Path) -> None:
    rows = samples(np.stack([talk(1.0, seed=seed) for seed in range(10)], axis=1))
    path = tmp_path / "ten.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((10, 2, 16_000, 0, "NONE", ""))
        file.writeframes(rows.tobytes())
    with decode(path, room) as recording:
        assert np.array_equal(recording.frames, rows)


def test_a_late_sound_track_keeps_its_place(sound: Floats, tmp_path: Path, room: Path) -> None:
    path = tmp_path / "film.mkv"
    _film(path, sound, starts=1.5)
    with decode(path, room) as recording:
        assert offset_ms(recording.block(0, 0, 20), samples(sound).astype(np.float32)) == pytest.approx(1500, abs=1)


def test_a_hole_in_the_file_stays_a_hole(sound: Floats, tmp_path: Path, room: Path) -> None:
    path = write(tmp_path / "call.mka", sound, codec="pcm_s16le", hole=(2.0, 4.0))
    with decode(path, room) as recording:
        assert recording.duration == pytest.approx(LENGTH, abs=0.01)
        assert not recording.block(0, 2.1, 3.9).any()
        assert offset_ms(recording.block(0, 4.2, 6), samples(sound)[67_200:].astype(np.float32)) == pytest.approx(
            0, abs=1
        )


def test_first_of_several_sound_tracks(sound: Floats, tmp_path: Path, room: Path) -> None:
    path = tmp_path / "film.mkv"
    _film(path, sound, tracks=2)
    with decode(path, room) as recording:
        assert np.array_equal(recording.channel(0), samples(sound))


def test_progress_rises_to_one(tmp_path: Path, room: Path) -> None:
    told: list[float] = []
    with decode(write(tmp_path / "a.wav", talk(31.0), codec="pcm_s16le"), room, progress=told.append):
        assert told == sorted(told)
        assert told[-1] == 1.0
        assert len(told) == 7


def test_stopping_from_progress_leaves_nothing(tmp_path: Path, room: Path) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        decode(write(tmp_path / "a.wav", talk(11.0), codec="pcm_s16le"), room, progress=stop)
    assert list(room.iterdir()) == []


def test_probe_tells_without_decoding(tmp_path: Path) -> None:
    found = probe(write(tmp_path / "a.flac", two_people(10.0), codec="flac", rate_hz=48_000))
    assert (found.duration, found.channels, found.rate_hz, found.codec) == (10.0, 2, 48_000, "flac")


def _film(path: Path, sound: Floats, *, starts: float = 0.0, tracks: int = 1) -> None:
    """Some grey pictures and the sound beside them; a second track is silent."""
    import av

    with av.open(str(path), "w") as container:
        pictures = container.add_stream("mpeg4", rate=10)
        pictures.width = pictures.height = 64
        pictures.pix_fmt = "yuv420p"
        voices = [container.add_stream("pcm_s16le", rate=16_000, layout="mono") for _ in range(tracks)]
        for at in range(100):
            container.mux(pictures.encode(av.VideoFrame.from_ndarray(np.full((64, 64, 3), 99, np.uint8))))
            for place, voice in enumerate(voices):
                piece = samples(sound[at * 1600 : at * 1600 + 1600])[None] * (place == 0)
                if piece.size:
                    frame = av.AudioFrame.from_ndarray(piece.astype(np.int16), "s16", "mono")
                    frame.rate = 16_000
                    frame.pts = at * 1600 + round(starts * 16_000)
                    container.mux(voice.encode(frame))
        container.mux(pictures.encode(None))
        for voice in voices:
            container.mux(voice.encode(None))


# What is wrong with a file


def test_a_missing_file(tmp_path: Path, room: Path) -> None:
    fault = refused(tmp_path / "nowhere.wav", room)
    assert fault.sentence == "“nowhere.wav” was not found."
    assert fault.code is ExitCode.UNREADABLE


def test_a_folder(tmp_path: Path, room: Path) -> None:
    (tmp_path / "calls.wav").mkdir()
    assert refused(tmp_path / "calls.wav", room).sentence == "“calls.wav” is a folder."


def test_an_empty_file(tmp_path: Path, room: Path) -> None:
    (tmp_path / "a.wav").touch()
    assert refused(tmp_path / "a.wav", room).sentence == "“a.wav” is empty."


def test_a_pipe_does_not_hang(tmp_path: Path, room: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes on this system")
    os.mkfifo(tmp_path / "a.wav")
    assert "pipe" in refused(tmp_path / "a.wav", room).sentence


def test_a_header_without_samples(tmp_path: Path, room: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
    assert refused(tmp_path / "a.wav", room).sentence == "“a.wav” holds no sound that can be read."


def test_text_called_sound(tmp_path: Path, room: Path) -> None:
    (tmp_path / "a.mp3").write_text("Not a sound at all.\n" * 99, encoding="utf-8")
    assert "is not a recording" in refused(tmp_path / "a.mp3", room).sentence


@pytest.mark.parametrize("name", ["a.mp3", "a.wav", "a.flac", "a.m4a", "a"])
def test_random_bytes_are_not_a_recording(name: str, tmp_path: Path, room: Path) -> None:
    (tmp_path / name).write_bytes(np.random.default_rng(0).bytes(300_000))
    assert refused(tmp_path / name, room).code is ExitCode.UNREADABLE


def test_a_playlist_opens_nothing_else(sound: Floats, tmp_path: Path, room: Path) -> None:
    write(tmp_path / "other.wav", sound, codec="pcm_s16le")
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:6", "#EXTINF:6,", "other.wav", "#EXT-X-ENDLIST", ""]
    (tmp_path / "list.m3u8").write_text("\n".join(lines), encoding="utf-8")
    assert refused(tmp_path / "list.m3u8", room).code is ExitCode.UNREADABLE


def test_a_video_without_sound(tmp_path: Path, room: Path) -> None:
    _film(tmp_path / "film.mkv", np.zeros(0), tracks=0)
    assert refused(tmp_path / "film.mkv", room).sentence == "“film.mkv” has no sound track."


def test_no_permission(sound: Floats, tmp_path: Path, room: Path) -> None:
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions are another matter on this system")
    path = write(tmp_path / "a.wav", sound, codec="pcm_s16le")
    path.chmod(0)
    was = os.geteuid()
    try:
        if was == 0:  # root may read everything: be somebody else for a moment
            os.seteuid(65534)
        with pytest.raises(UserError, match=r"“a.wav” may not be opened by you\.") as caught:
            decode(path, room)
    finally:
        if was == 0:
            os.seteuid(0)
    assert caught.value.code is ExitCode.UNREADABLE


@pytest.mark.parametrize(
    "name", ["Gespräch mit Jürgen.flac", "会议录音.flac", "مكالمة.flac", "%d file:a?b#c.flac", "-i.flac"]
)
def test_a_name_in_any_script(name: str, sound: Floats, tmp_path: Path, room: Path) -> None:
    if sys.platform == "win32" and set(name) & set(':?"'):
        pytest.skip("this system has no such names")
    with decode(write(tmp_path / "a.flac", sound, codec="flac").rename(tmp_path / name), room) as recording:
        assert recording.name == name


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_name_that_is_no_text(sound: Floats, tmp_path: Path, room: Path) -> None:
    path = write(tmp_path / "a.flac", sound, codec="flac").rename(
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\n.flac"))
    )
    with decode(path, room) as recording:
        assert recording.name == "a��.flac"
    assert str(refused(path.with_name("b" + path.name), room)).encode("utf-8").startswith("“ba��.flac”".encode())


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 6 // 10]


def _overwrite(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + b"\xaa" * (len(data) // 5) + data[middle + len(data) // 5 :]


@pytest.mark.parametrize("suffix", ["wav", "flac", "mp3", "opus", "m4a"])
def test_a_cut_file_is_read_as_far_as_it_goes_and_said_so(suffix: str, tmp_path: Path, room: Path) -> None:
    options = {"movflags": "+faststart"} if suffix == "m4a" else None
    codec, rate_hz, _ = FORMATS[suffix]
    path = write(tmp_path / f"a.{suffix}", talk(20.0), codec=codec, rate_hz=rate_hz, options=options)
    path.write_bytes(_cut(path.read_bytes()))
    with decode(path, room) as recording:
        assert 9.0 < recording.duration < 13.0
        assert recording.flaw is not None
        assert recording.flaw.breaks_off


@pytest.mark.parametrize("suffix", ["flac", "opus"])
def test_damage_inside_becomes_silence_in_its_place(suffix: str, tmp_path: Path, room: Path) -> None:
    codec, rate_hz, _ = FORMATS[suffix]
    sound = talk(20.0)
    path = write(tmp_path / f"a.{suffix}", sound, codec=codec, rate_hz=rate_hz)
    path.write_bytes(_overwrite(path.read_bytes()))
    with decode(path, room) as recording:
        assert recording.duration == pytest.approx(20.0, abs=0.1)
        assert recording.flaw is not None
        assert recording.flaw.lost > 1.0
        late = offset_ms(recording.block(0, 17, 20), samples(sound)[17 * 16_000 :].astype(np.float32))
        assert late == pytest.approx(0, abs=1)


def test_a_film_without_its_index_is_refused(tmp_path: Path, room: Path) -> None:
    path = write(tmp_path / "a.m4a", talk(20.0), codec="aac", rate_hz=44_100)
    path.write_bytes(_cut(path.read_bytes()))  # the index of this one lies at its end
    assert refused(path, room).code is ExitCode.UNREADABLE


@pytest.mark.parametrize("size", [b"\0\0\0\0", b"\xff\xff\xff\xff"])
def test_a_recorder_that_never_wrote_the_length(size: bytes, sound: Floats, tmp_path: Path, room: Path) -> None:
    path = write(tmp_path / "a.wav", sound, codec="pcm_s16le")
    data = path.read_bytes()
    at = data.index(b"data") + 4
    path.write_bytes(data[:4] + size + data[8:at] + size + data[at + 4 :])
    with decode(path, room) as recording:
        assert np.array_equal(recording.channel(0), samples(sound))


_FULL = """
import resource, sys
from pathlib import Path
from coach.audio.decode import decode
from coach.errors import ExitCode, UserError
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
room = Path(sys.argv[2])
try:
    decode(Path(sys.argv[1]), room)
except UserError as fault:
    assert fault.code is ExitCode.STORAGE, fault
    assert "is full" in fault.sentence, fault
    assert not list(room.iterdir())
    print("said")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of file size are not everywhere")
def test_no_more_room_while_decoding(tmp_path: Path, room: Path) -> None:
    path = write(tmp_path / "a.flac", talk(60.0), codec="flac")
    command = [sys.executable, "-W", "error", "-c", _FULL, str(path), str(room)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[3], check=False)
    assert (done.stdout.strip(), done.stderr) == ("said", "")


def test_a_full_disk(tmp_path: Path, tiny_disk: Path) -> None:
    path = write(tmp_path / "a.flac", talk(60.0), codec="flac")
    with pytest.raises(UserError, match="is full") as caught:
        decode(path, tiny_disk)
    assert caught.value.code is ExitCode.STORAGE
    assert list(tiny_disk.iterdir()) == []
    assert os.statvfs(tiny_disk).f_bavail == os.statvfs(tiny_disk).f_blocks


@pytest.fixture
def tiny_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A disk of 1 MB, where one may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no disk can be mounted here")
    request.addfinalizer(_unmount(disk))  # noqa: PT021
    return disk


def _unmount(disk: Path) -> Callable[[], None]:
    def unmount() -> None:
        subprocess.run(["umount", str(disk)], check=True)

    return unmount


def test_no_folder_for_the_samples(sound: Floats, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written to") as caught:
        decode(write(tmp_path / "a.wav", sound, codec="pcm_s16le"), tmp_path / "gone")
    assert caught.value.code is ExitCode.STORAGE


@pytest.mark.data
@pytest.mark.parametrize("name", ["x_empty_0_bytes.wav", "x_no_samples.wav", "x_not_audio.mp3"])
def test_the_stored_broken_files_are_refused(name: str, room: Path) -> None:
    fault = refused(shared_data("scripted", "dev", name), room)
    assert f"“{name}”" in fault.sentence
    assert fault.code is ExitCode.UNREADABLE
