"""One encrypted file: what is inside, and even which assessment it is, is read with the passphrase only.

Layout: a magic line, a line of JSON (version, salt, cost), then parts of at most 64 KiB, each with its length before it.
Key: scrypt. Parts: ChaCha20-Poly1305; the nonce holds the number of the part and whether it is the last one, so that
parts that were exchanged, left out or cut off at the end are found. The first line is authenticated with every part.
Basis: Rogaway and others, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance" (STREAM), 2015; RFC 7914; RFC 8439.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

MAGIC = b"DAYAQ ASSESSMENT\n"
VERSION = 1
PART = 65536
TAG = 16
COST = 2**17  # 128 MiB and about half a second: an ordinary laptop can, a list of passphrases takes long
SHORTEST = 12  # characters of a passphrase


class SealFault(ValueError):
    """The file cannot be read: not one of ours, wrong passphrase, changed, cut off, of another version."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in clear at the beginning: nothing about the assessment."""

    version: int
    salt: str
    cost: int

    def line(self) -> bytes:
        """As written, with the line's end."""
        return json.dumps(asdict(self), sort_keys=True).encode() + b"\n"


def is_sealed(stream: BinaryIO) -> bool:
    """Whether a file begins like one of ours; the stream is put back."""
    here = stream.tell()
    found = stream.read(len(MAGIC)) == MAGIC
    stream.seek(here)
    return found


def key_of(passphrase: str, head: Head) -> bytes:
    """The key a passphrase gives with the salt of the file."""
    return hashlib.scrypt(passphrase.encode(), salt=bytes.fromhex(head.salt), n=head.cost, r=8, p=1, maxmem=head.cost * 1200, dklen=32)


def seal(lines: Iterable[bytes], out: BinaryIO, passphrase: str, *, cost: int = COST) -> None:
    """Write lines, packed and encrypted."""
    if len(passphrase) < SHORTEST:
        raise SealFault(f"the passphrase is too short: at least {SHORTEST} characters, better four words")
    head = Head(VERSION, os.urandom(16).hex(), cost)
    cipher, known = ChaCha20Poly1305(key_of(passphrase, head)), MAGIC + head.line()
    out.write(known)
    held, number = b"", 0
    for packed in _packed(lines):
        held += packed
        while len(held) > PART:
            _write(out, cipher.encrypt(_nonce(number, last=False), held[:PART], known))
            held, number = held[PART:], number + 1
    _write(out, cipher.encrypt(_nonce(number, last=True), held, known))


def unseal(stream: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The lines of a sealed file, one by one; SealFault as soon as something is wrong. Until the end nothing is sure."""
    if stream.read(len(MAGIC)) != MAGIC:
        raise SealFault("this is no file of an assessment")
    line = stream.readline(1000)
    cipher, known = ChaCha20Poly1305(key_of(passphrase, _head(line))), MAGIC + line
    unpack, rest = zlib.decompressobj(), b""
    for plain in _parts(stream, cipher, known):
        rest += unpack.decompress(plain)
        *whole, rest = rest.split(b"\n")
        yield from whole
    if not unpack.eof or rest:
        raise SealFault("the file ends too early")


def _head(line: bytes) -> Head:
    try:
        head = Head(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise SealFault("the beginning of the file was changed") from error
    if head.version != VERSION:
        raise SealFault(f"the file has version {head.version}, this program reads version {VERSION}")
    if not (isinstance(head.cost, int) and 2**10 <= head.cost <= 2**20 and head.cost & (head.cost - 1) == 0):
        raise SealFault("the beginning of the file was changed")
    if not isinstance(head.salt, str) or len(head.salt) != 32 or set(head.salt) - set("0123456789abcdef"):
        raise SealFault("the beginning of the file was changed")
    return head


def _parts(stream: BinaryIO, cipher: ChaCha20Poly1305, known: bytes) -> Iterator[bytes]:
    number, sealed = 0, _next(stream)
    while True:
        after = _next(stream)
        last = not after
        try:
            yield cipher.decrypt(_nonce(number, last=last), sealed, known)
        except InvalidTag as error:
            text = "the passphrase is wrong, or the file was changed" if number == 0 else "the file was changed or cut off"
            raise SealFault(text) from error
        if last:
            return
        number, sealed = number + 1, after


def _packed(lines: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6)
    for line in lines:
        yield packer.compress(line + b"\n")
    yield packer.flush()


def _nonce(number: int, *, last: bool) -> bytes:
    return bytes([last]) + number.to_bytes(11, "big")


def _write(out: BinaryIO, sealed: bytes) -> None:
    out.write(len(sealed).to_bytes(4, "big") + sealed)


def _next(stream: BinaryIO) -> bytes:
    size = stream.read(4)
    if not size:
        return b""
    length = int.from_bytes(size, "big")
    if len(size) != 4 or not TAG <= length <= PART + TAG:
        raise SealFault("the file was changed or cut off")
    part = stream.read(length)
    if len(part) != length:
        raise SealFault("the file ends too early")
    return part
