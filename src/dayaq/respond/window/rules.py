"""Six words somebody can say, keep in mind and type on any keyboard; their slow digest; how often they may be tried.

Pure. The words are made-up syllables, so that a card with them says nothing of what they open.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from argon2.low_level import Type, hash_secret_raw

CONSONANTS, VOWELS = "bcdfghjklmnprstvyz", "aeiou"
WORDS = 6
CYRILLIC = dict(
    zip("бцдфгхжклмнпрствйзаеиоу", CONSONANTS + VOWELS, strict=True), я="ya", ю="yu", ё="yo", э="e", ы="i", ң="n", қ="k", ғ="g", һ="h"
)
ALIKE = {"ə": "e", "ı": "i", "x": "h", "q": "g", "w": "v", "ә": "e", "ө": "o", "ү": "u", "ҹ": "c", "ҝ": "g"}
ROUGH = frozenset(
    ["suka", "huyi", "huya", "huye", "siki", "siko", "gote", "goti", "goto", "fuku", "fuka", "puta", "popa", "kaka", "pipi", "pidi", "dolu"]
)
PASSES, MEMORY = 3, 64 * 1024  # of the digest: each try costs an attacker as much as it costs us
TRIES, SPAN = 5, timedelta(minutes=15)  # wrong tries of one address
ALARM, HOUR = 100, timedelta(hours=1)  # wrong tries of everybody, then fewer for each and a quiet word to those who watch
TRIES_UNDER_ALARM = 1
QUIET, LONGEST = timedelta(minutes=15), timedelta(hours=1)  # a visit ends by itself


def new_words() -> tuple[str, ...]:
    """Six words of two syllables: more than 77 bits (8100 words each, a few rough ones left out)."""
    made: list[str] = []
    while len(made) < WORDS:
        word = "".join(secrets.choice(letters) for letters in (CONSONANTS, VOWELS, CONSONANTS, VOWELS))
        if word not in ROUGH:
            made.append(word)
    return tuple(made)


def in_cyrillic(words: Sequence[str]) -> tuple[str, ...]:
    """The same words in the other script, letter by letter."""
    back = {latin: letter for letter, latin in CYRILLIC.items() if letter in "бцдфгхжклмнпрствйзаеиоу"}
    return tuple("".join(back[letter] for letter in word) for word in words)


def plain(typed: str) -> str:
    """What was typed as the letters of the words: any case, spacing, script and accent; empty when it cannot be six words."""
    text = unicodedata.normalize("NFC", typed[:400]).casefold()
    text = "".join(CYRILLIC.get(letter, ALIKE.get(letter, letter)) for letter in text)
    bare = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in bare if letter in CONSONANTS or letter in VOWELS)
    right = len(letters) == 4 * WORDS and all(letter in (VOWELS if n % 2 else CONSONANTS) for n, letter in enumerate(letters))
    return letters if right else ""


def digest(letters: str, pepper: str) -> str:
    """The slow digest the database keeps, the same for the same words, so that it can be looked for.

    Its salt is the installation's secret: a copied database without it is no list to try words on. As slow for what is no six words.
    """
    salt = hmac.new(pepper.encode(), b"dayaq window words", hashlib.sha256).digest()[:16]
    return hash_secret_raw(letters.encode(), salt, time_cost=PASSES, memory_cost=MEMORY, parallelism=1, hash_len=32, type=Type.ID).hex()


def marked(address: str, day: str, pepper: str) -> str:
    """A mark of an address for one day; it leads back to no address without the secret."""
    return hmac.new(pepper.encode(), f"dayaq window {day} {address}".encode(), hashlib.sha256).hexdigest()[:40]


def recent(times: Sequence[float], now: datetime, span: timedelta) -> list[float]:
    """Those of the tries that still count."""
    return [one for one in times if one > (now - span).timestamp()]


def may_try(wrong_here: int, wrong_everywhere: int) -> bool:
    """Whether one more try is taken. Under attack an address has one wrong try; right words open all the same: nobody is shut out.

    Basis: CoE Convention, Article 11(1) (confidentiality of data of victims).
    """
    return wrong_here < (TRIES_UNDER_ALARM if wrong_everywhere >= ALARM else TRIES)
