"""The embedded server: shared by processes, stopped by the last, and never in the way of the next start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dayaq.site import database, env

ROOT = Path(__file__).resolve().parents[2]
USER = """
import sys
from pathlib import Path
from dayaq.site import database
with database.running(Path(sys.argv[1])) as urls:
    print(urls.app, flush=True)
    sys.stdin.read(1)
"""
pytestmark = pytest.mark.skipif(bool(os.environ.get("TEST_SERVER_OUTSIDE")), reason="a server outside: nothing embedded to look at")


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home of its own that the server's user can reach; the programs are those of this checkout."""
    made = Path(tempfile.mkdtemp(prefix="dayaq-test-"))
    made.chmod(0o755)
    usual = database.Server(env.default_home())
    if usual.binaries.exists():
        (made / "server").symlink_to(usual.home / "server")
    yield made
    server = database.Server(made)
    server.stop()
    shutil.rmtree(made)
    shutil.rmtree(server.socket, ignore_errors=True)


class Process:
    """Another process that uses the server until told to leave."""

    def __init__(self, home: Path) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-c", USER, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )
        assert self.child.stdout
        self.url = self.child.stdout.readline().strip()
        assert self.url.startswith("postgresql://dayaq_app@"), self.url

    def leave(self) -> None:
        self.child.communicate("x", timeout=60)
        assert self.child.returncode == 0

    def die(self) -> None:
        self.child.send_signal(signal.SIGKILL)
        self.child.wait(10)

    def asks(self) -> int:
        with psycopg.connect(self.url, connect_timeout=5) as connection:
            row = connection.execute("SELECT 1").fetchone()
            return int(row[0]) if row else 0


def test_two_processes_share_the_server_and_the_last_one_stops_it(home: Path) -> None:
    first, second = Process(home), Process(home)
    first.leave()
    assert second.asks() == 1
    second.leave()
    assert not database.Server(home).alive()


def test_a_killed_user_does_not_block_the_next_start_nor_keep_the_server(home: Path) -> None:
    killed = Process(home)
    killed.die()
    after = Process(home)
    assert after.asks() == 1
    after.leave()
    assert not database.Server(home).alive()


def test_a_killed_server_is_started_again(home: Path) -> None:
    before = Process(home)
    postmaster = int((home / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    os.kill(postmaster, signal.SIGKILL)
    before.die()
    after = Process(home)
    assert after.asks() == 1
    after.leave()


def test_a_pid_file_that_names_a_stranger_is_removed(home: Path) -> None:
    Process(home).leave()
    file = home / "data" / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n{home / 'data'}\n0\n5432\n")
    assert not database.Server(home).alive()
    after = Process(home)
    assert after.asks() == 1
    after.leave()


def test_half_a_cluster_is_made_anew(home: Path) -> None:
    server = database.Server(home)
    server.stop()
    shutil.rmtree(server.data, ignore_errors=True)
    server.data.mkdir()
    (server.data / "half").write_text("a first start that was cut off")
    after = Process(home)
    assert after.asks() == 1
    after.leave()
    assert not (server.data / "half").exists()


def test_homes_with_the_same_last_word_have_sockets_of_their_own() -> None:
    first, second = database.Server(Path("/a/home")), database.Server(Path("/b/home"))
    assert first.socket != second.socket
    assert max(len(str(server.socket)) for server in (first, second)) < 60  # with the file's name far below the system's 107 letters


def test_the_socket_is_closed_to_other_users(home: Path) -> None:
    with database.running(home):
        assert database.Server(home).socket.stat().st_mode & 0o777 == 0o700
