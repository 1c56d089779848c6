"""A download over a real connection: cut, continued, refused, through a proxy."""

import hashlib
import http.server
import re
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import build_opener

import pytest

from models import catalogue
from models.errors import DownloadFailedError, WeightsStorageError
from models.fetch import fetch
from models.manifest import Purpose, WeightFile, Weights

pytestmark = pytest.mark.network

CONTENT = bytes(range(256)) * 2000  # 512 kB
SHA = hashlib.sha256(CONTENT).hexdigest()


@dataclass
class Server:
    """A file server on this computer that can be told to misbehave; ``ranges`` is what it was asked for."""

    url: str = ""
    content: bytes = CONTENT
    cut_after: list[int] = field(default_factory=list)  # bytes before each of the next connections is cut
    answers: list[int] = field(default_factory=list)  # statuses for the next requests
    knows_range: bool = True
    ranges: list[str | None] = field(default_factory=list)


def _handler(server: Server) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
            pass

        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            server.ranges.append(asked)
            if server.answers:
                self.send_error(server.answers.pop(0))
                return
            start = 0
            if asked is not None and server.knows_range:
                found = re.fullmatch(r"bytes=(\d+)-", asked)
                assert found is not None
                start = int(found[1])
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(server.content) - 1}/{len(server.content)}")
            else:
                self.send_response(200)
            body = server.content[start:]
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            limit = server.cut_after.pop(0) if server.cut_after else len(body)
            self.wfile.write(body[:limit])

    return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(told))
    running.daemon_threads = True
    told.url = f"http://127.0.0.1:{running.server_port}/model.bin"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield told
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def no_proxy_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "model.bin"


def get(server: Server, target: Path, **settings: object) -> None:
    told: dict[str, object] = {"size": len(CONTENT), "sha256": SHA, "pause": 0.001, "timeout": 5.0, **settings}
    fetch(server.url, target, **told)  # type: ignore[arg-type]


def test_a_file_comes_whole_and_tells_how_far_it_is(server: Server, target: Path) -> None:
    told: list[tuple[int, int]] = []
    get(server, target, progress=lambda done, total: told.append((done, total)))
    assert target.read_bytes() == CONTENT
    assert told == sorted(told)
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert list(target.parent.glob("*.part")) == []


def test_a_cut_connection_is_continued_where_it_broke(server: Server, target: Path) -> None:
    server.cut_after = [100_000, 50_000]
    get(server, target)
    assert target.read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-", "bytes=150000-"]


def test_a_stopped_download_goes_on_another_day(server: Server, target: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, _: int) -> None:
        if done > 200_000:
            raise StoppedError

    with pytest.raises(StoppedError):
        get(server, target, progress=stop)
    have = target.with_name("model.bin.part").stat().st_size
    assert 200_000 < have < len(CONTENT)
    assert not target.exists()
    get(server, target)
    assert server.ranges == [None, f"bytes={have}-"]
    assert target.read_bytes() == CONTENT


def test_a_server_that_cannot_continue_is_asked_for_all_of_it_again(server: Server, target: Path) -> None:
    server.knows_range = False
    server.cut_after = [100_000]
    get(server, target)
    assert target.read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-"]


def test_a_connection_that_always_breaks_ends_in_a_plain_sentence(server: Server, target: Path) -> None:
    server.knows_range = False
    server.cut_after = [1000] * 20
    with pytest.raises(DownloadFailedError, match=r"connection to 127\.0\.0\.1 broke: it ended after 1000 of 512000"):
        get(server, target, tries=3)
    assert not target.exists()


def test_a_busy_server_is_asked_again(server: Server, target: Path) -> None:
    server.answers = [503, 429]
    get(server, target)
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(404, "does not have model.bin"), (403, "refuses model.bin"), (407, "The proxy asks for a sign-in")],
)
def test_a_refusal_is_said_plainly_and_not_repeated(server: Server, target: Path, status: int, sentence: str) -> None:
    server.answers = [status]
    with pytest.raises(DownloadFailedError, match=sentence):
        get(server, target)
    assert len(server.ranges) == 1


def test_another_file_of_the_same_size_is_thrown_away(server: Server, target: Path) -> None:
    server.content = CONTENT[::-1]
    with pytest.raises(DownloadFailedError, match="is not the expected file"):
        get(server, target)
    assert list(target.parent.glob("model.bin*")) == []


def test_a_part_of_something_else_costs_a_second_start_only(server: Server, target: Path) -> None:
    target.with_name("model.bin.part").write_bytes(b"x" * 1000)
    get(server, target)
    assert target.read_bytes() == CONTENT
    assert server.ranges == ["bytes=1000-", None]


def test_a_part_longer_than_the_file_is_thrown_away(server: Server, target: Path) -> None:
    target.with_name("model.bin.part").write_bytes(b"x" * (len(CONTENT) + 1))
    get(server, target)
    assert server.ranges == [None]


def test_a_page_instead_of_the_file_is_noticed_before_it_is_read(server: Server, target: Path) -> None:
    server.content = b"<html>please sign in</html>"
    with pytest.raises(DownloadFailedError, match="27 bytes where 512000 are expected"):
        get(server, target)


def test_no_network_is_said_plainly(target: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DownloadFailedError, match=r"127\.0\.0\.1 cannot be reached"):
        get(Server(f"http://127.0.0.1:{port}/model.bin"), target)


def test_a_silent_server_is_given_up(target: Path) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        with pytest.raises(DownloadFailedError, match="broke"):
            get(Server(f"http://127.0.0.1:{mute.getsockname()[1]}/model.bin"), target, timeout=0.1, tries=2)


def test_a_dead_proxy_is_named(server: Server, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    with pytest.raises(DownloadFailedError, match=rf"The proxy 127\.0\.0\.1:{port} refused"):
        fetch("http://weights.example/model.bin", target, size=len(CONTENT), sha256=SHA)


def test_the_proxy_of_the_system_is_used(server: Server, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Proxy(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
            pass

        def do_GET(self) -> None:
            asked.append(self.path)
            with build_opener().open(server.url, timeout=5) as answer:
                body = answer.read()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with http.server.HTTPServer(("127.0.0.1", 0), Proxy) as running:
        thread = threading.Thread(target=running.handle_request)
        thread.start()
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{running.server_port}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")  # for the proxy's own request
        fetch("http://weights.example/model.bin", target, size=len(CONTENT), sha256=SHA)
        thread.join(timeout=5)
    assert asked == ["http://weights.example/model.bin"]
    assert target.read_bytes() == CONTENT


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_fills_up_is_said_plainly_and_given_its_room_back(server: Server, target: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(WeightsStorageError, match="The disk is full"):
            get(server, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not target.exists()
    assert target.with_name("model.bin.part").stat().st_size == 0


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/x"])
def test_only_web_addresses_are_fetched(url: str, target: Path) -> None:
    with pytest.raises(ValueError, match="only http"):
        fetch(url, target, size=1, sha256=SHA)


def test_a_set_is_downloaded_into_the_store_and_ready(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = server.url.rsplit("/", 1)[0]
    small = Weights("small", "A set", Purpose.SPEECH, "MIT", (WeightFile("model.bin", len(CONTENT), SHA),), (), "a/b")
    monkeypatch.setattr(catalogue, "WEIGHTS", {"small": small})
    told: list[tuple[int, int]] = []
    folder = catalogue.download(
        "small", store=tmp_path / "store", hub=hub, progress=lambda *bytes_: told.append(bytes_)
    )
    assert (folder / "model.bin").read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert catalogue.prepare("small", store=tmp_path / "store") == folder
    catalogue.download("small", store=tmp_path / "store", hub=hub)
    assert len(server.ranges) == 1, "what is there and right is not fetched again"
