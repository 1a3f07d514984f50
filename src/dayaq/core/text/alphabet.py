"""The order of an alphabet as a key that any database sorts right, and case folding that knows ı and İ.

The key is made of digits only, as a prefix code: ``0`` a gap between words, ``1`` and a digit, ``2`` and
the two-digit place of a letter, ``3`` and the seven-digit code point of anything else. Digits have one
order in every collation there is, so nothing depends on how a server was set up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_LETTERS = 100
GAP = "0"
DOT_ABOVE = "\u0307"
# Letters that no decomposition brings to a basic one; used only where an alphabet lacks the letter.
_PLAIN = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ё": "е"})
_TURKIC = str.maketrans({"I": "ı", "İ": "i"})


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Lower-case letters in their order; ``turkic`` tells I/ı from İ/i; ``also`` files foreign letters.

    ``also`` says under which letter a foreign one is filed (w under v); others are filed under the
    letter they are built on (é under e), or after the whole alphabet.
    """

    letters: tuple[str, ...]
    turkic: bool = False
    also: tuple[tuple[str, str], ...] = ()
    _codes: dict[str, str] = field(init=False, repr=False, compare=False)

    def __init__(self, letters: Iterable[str], *, turkic: bool = False, also: Iterable[tuple[str, str]] = ()) -> None:
        object.__setattr__(self, "letters", tuple(letters))
        object.__setattr__(self, "turkic", turkic)
        object.__setattr__(self, "also", tuple(also))
        object.__setattr__(self, "_codes", self._numbered())

    def _numbered(self) -> dict[str, str]:
        single = all(len(letter) == 1 and letter.isalpha() for letter in self.letters)
        if not single or len(set(self.letters)) != len(self.letters) or len(self.letters) > MOST_LETTERS:
            raise ValueError(f"an alphabet is made of at most {MOST_LETTERS} different letters")
        codes = {letter: f"2{place:02}" for place, letter in enumerate(self.letters)}
        return codes | {foreign: codes[letter] for foreign, letter in self.also}

    def followed_by(self, other: Alphabet) -> Alphabet:
        """This alphabet with another script after it, for lists that mix both."""
        added = [letter for letter in other.letters if letter not in self.letters]
        return Alphabet((*self.letters, *added), turkic=self.turkic, also=(*self.also, *other.also))

    def fold(self, text: str) -> str:
        """The text in lower case, as readers of this alphabet do it: I becomes ı where İ becomes i."""
        composed = unicodedata.normalize("NFC", text)
        if self.turkic:
            composed = composed.translate(_TURKIC)
        return unicodedata.normalize("NFC", composed.casefold().replace("i" + DOT_ABOVE, "i"))

    def code(self, char: str) -> str:
        """The part of a sort key that one folded character stands for; empty for marks and apostrophes."""
        if char in self._codes:
            return self._codes[char]
        if char.isdecimal():
            return f"1{unicodedata.decimal(char)}"
        if not char.isalpha():
            return "" if char in "'’ʼ`ʻ" or unicodedata.combining(char) else GAP
        plain = unicodedata.normalize("NFD", char.translate(_PLAIN)).translate(_PLAIN)
        if plain != char and all(c in self._codes or unicodedata.combining(c) for c in plain):
            return "".join(self._codes.get(c, "") for c in plain)
        return f"3{ord(char):07}"


def sort_key(text: str, alphabet: Alphabet) -> str:
    """A string of digits that sorts as ``alphabet`` does; case, accents and punctuation do not count."""
    codes: list[str] = []
    for code in filter(None, map(alphabet.code, alphabet.fold(text))):
        if code != GAP or (codes and codes[-1] != GAP):
            codes.append(code)
    if codes and codes[-1] == GAP:
        codes.pop()
    return "".join(codes)


AZERBAIJANI = Alphabet("abcçdeəfgğhxıijkqlmnoöprsştuüvyz", turkic=True, also=(("w", "v"),))
RUSSIAN = Alphabet("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
ENGLISH = Alphabet("abcdefghijklmnopqrstuvwxyz")
GEORGIAN = Alphabet("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ")
