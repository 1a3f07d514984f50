"""Case codes: short, said on the phone, written on paper, and telling nothing about the person.

Crockford's 32 symbols (no I, L, O, U) and a check symbol of the same 32, so that a slip of the tongue or of
the pen is caught before it opens another person's file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def _check_symbol(symbols: Sequence[str]) -> str:
    """Weighted sum over the field of 32 elements: catches any one wrong symbol and any two neighbours swapped."""
    total = 0
    for symbol in symbols:
        total ^= SYMBOLS.index(symbol)
        total = (total << 1) ^ (0x25 if total & 0x10 else 0)
    return SYMBOLS[total]


def make_code(prefix: str, random: bytes) -> str:
    """A case code as said on the phone: AZ-7F3K-2. Three random bytes make four symbols, five make eight."""
    if len(random) < 3:
        raise ValueError("a case code needs at least 3 random bytes")
    if not re.fullmatch("[A-Za-z]{2}", prefix):
        raise ValueError(f"a case code begins with two letters, not {prefix!r}")
    value, size = int.from_bytes(random), len(random) * 8 // 5
    symbols = [SYMBOLS[value >> 5 * at & 31] for at in range(size)]
    groups = ["".join(symbols[at : at + 4]) for at in range(0, size, 4)]
    return "-".join([prefix.upper(), *groups, _check_symbol(symbols)])


def parse_code(text: str) -> str | None:
    """The code in its written form, O/0, I/1/L, case, blanks and hyphens forgiven; None if it cannot be right."""
    letters = "".join(char for char in text.upper() if char.isalnum())
    prefix, rest = letters[:2], letters[2:].translate(LOOKALIKES)
    if len(rest) < 5 or not prefix.isalpha() or not set(rest) <= set(SYMBOLS):
        return None
    if _check_symbol(rest[:-1]) != rest[-1]:
        return None
    groups = [rest[at : min(at + 4, len(rest) - 1)] for at in range(0, len(rest) - 1, 4)]
    return "-".join([prefix, *groups, rest[-1]])
