"""What the surroundings decide: one frozen value read once from environment variables and key files.

Secrets live as files (0600) in ``DAYAQ_HOME`` unless a variable names them; nothing here imports Django.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MODES = ("demo", "evaluation", "production")
PARTS = ("all", "assess")


@dataclass(frozen=True, slots=True)
class Env:
    """The installation's surroundings; addresses are PostgreSQL URLs, ``home`` holds data and keys."""

    home: Path
    database_url: str
    owner_url: str
    mode: str
    host: str
    port: int
    pack: str
    parts: str  # all, or assess alone: a consultant's laptop, without cases and without the register of figures
    site_domain: str
    test_name: str
    smtp: str  # smtp://user:password@host:587, smtps:// for a connection encrypted from the start; empty: mail stays
    mail_from: str
    virus_check: str = ""  # a command that reads a file and ends with 0 clean, 1 found something; empty: files are marked as not checked

    @property
    def embedded(self) -> bool:
        """True when no server was named, so that the embedded PostgreSQL is used."""
        return not self.database_url


def default_home() -> Path:
    """Return one home a checkout: two checkouts never migrate each other's database."""
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    if os.geteuid() == 0:
        return Path("/var/lib/dayaq") / mark
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "dayaq" / mark


def made_for(home: Path, *, embedded: bool) -> str:
    """The mode nobody named: what the embedded database was made for (a demo at first); elsewhere it must be said."""
    if not embedded:
        raise ValueError("set DAYAQ_MODE: a database of your own is made for evaluation or production once and for all")
    file = home / "mode"
    return file.read_text().strip() if file.exists() else "demo"


def read() -> Env:
    """Read the environment; raise ValueError with what to do when a value cannot be used."""
    get = os.environ.get
    home = Path(get("DAYAQ_HOME") or default_home())
    mode = get("DAYAQ_MODE") or made_for(home, embedded=not get("DATABASE_URL"))
    if mode not in MODES:
        raise ValueError(f"DAYAQ_MODE is {mode!r}; use one of {', '.join(MODES)}")
    if bool(get("DATABASE_URL")) != bool(get("DATABASE_OWNER_URL")) and not get("DATABASE_URL"):
        raise ValueError("DATABASE_OWNER_URL is set but DATABASE_URL is not; set both")
    parts = get("DAYAQ_PARTS", "all")
    check_parts(parts, mode)
    port = get("DAYAQ_PORT", "8000")
    if not port.isdigit():
        raise ValueError(f"DAYAQ_PORT is {port!r}; use a number such as 8000")
    return Env(
        home=home,
        database_url=get("DATABASE_URL", ""),
        owner_url=get("DATABASE_OWNER_URL", ""),
        mode=mode,
        host=get("DAYAQ_HOST", "127.0.0.1"),
        port=int(port),
        pack=get("DAYAQ_PACK", "az"),
        parts=parts,
        site_domain=get("DAYAQ_DOMAIN", "localhost"),
        test_name=get("DAYAQ_TEST_NAME", "main"),
        smtp=get("DAYAQ_SMTP", ""),
        mail_from=get("DAYAQ_MAIL_FROM", "dayaq@localhost"),
        virus_check=get("DAYAQ_VIRUS_CHECK", ""),
    )


def check_parts(parts: str, mode: str) -> None:
    """Refuse what is no part, and a demonstration of one part: its story runs through all of them."""
    if parts not in PARTS:
        raise ValueError(f"DAYAQ_PARTS is {parts!r}; use one of {', '.join(PARTS)}")
    if parts != "all" and mode == "demo":
        raise ValueError("a demonstration has all parts: with DAYAQ_PARTS=assess set DAYAQ_MODE to evaluation or production")


def secret(home: Path, name: str) -> str:
    """Return the secret ``name`` (64 hex digits): ``DAYAQ_<NAME>`` if set, else a 0600 file made once."""
    given = os.environ.get(f"DAYAQ_{name.upper()}")
    if given:
        return given
    folder = home / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / name
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_hex(32))
    return file.read_text().strip()
