"""The encrypted file: what was written comes back; a wrong passphrase, any changed byte and any missing end are found."""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayaq.assess.assessment.rules.sealing import MAGIC, PART, SealFault, is_sealed, seal, unseal

PHRASE = "four quiet words here"
CHEAP = 2**10


def sealed(lines: list[bytes], phrase: str = PHRASE) -> bytes:
    out = BytesIO()
    seal(lines, out, phrase, cost=CHEAP)
    return out.getvalue()


def opened(content: bytes, phrase: str = PHRASE) -> list[bytes]:
    return list(unseal(BytesIO(content), phrase))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=300).filter(lambda line: b"\n" not in line)))
def test_what_was_written_comes_back(lines) -> None:
    assert opened(sealed(lines)) == lines


def test_many_parts_and_unpackable_content_come_back() -> None:

    noise = [os.urandom(1000).replace(b"\n", b"") for _ in range(400)]
    content = sealed(noise)
    assert len(content) > 4 * PART
    assert opened(content) == noise


def test_a_wrong_passphrase_is_refused_with_words() -> None:
    with pytest.raises(SealFault, match="the passphrase is wrong"):
        opened(sealed([b"a"]), "four other words here")


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(SealFault, match="too short"):
        sealed([b"a"], "secret")


def test_every_changed_byte_is_found() -> None:
    content = sealed([b"one", b"two"])
    for place in range(len(content)):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        with pytest.raises(SealFault):
            opened(changed)


def test_parts_cut_off_exchanged_or_left_out_are_found() -> None:

    content = sealed([os.urandom(1000).replace(b"\n", b"") for _ in range(300)])
    start = content.index(b"\n", len(MAGIC)) + 1
    parts, rest = [], content[start:]
    while rest:
        size = 4 + int.from_bytes(rest[:4], "big")
        parts.append(rest[:size])
        rest = rest[size:]
    assert len(parts) > 3
    for wrong in (parts[:-1], parts[1:], [parts[1], parts[0], *parts[2:]], [*parts, parts[-1]], [*parts[:1], *parts[2:]]):
        with pytest.raises(SealFault):
            opened(content[:start] + b"".join(wrong))
    with pytest.raises(SealFault):
        opened(content[:-1])


def test_nothing_is_told_in_clear() -> None:
    content = sealed([b'{"code":"az-2016","institution":"Office of the Prosecutor"}'])
    assert b"az-2016" not in content
    assert b"Prosecutor" not in content
    assert is_sealed(BytesIO(content))
    assert not is_sealed(BytesIO(b"code,answer\n"))
