"""Keys by which the spellings of one name meet: Azerbaijani Latin, Cyrillic (Russian and the older
Azerbaijani one) and Latin letters without their marks.

The key is a word in fourteen-odd sounds. What is folded together, and why:

    a  a ə e ä а э ә, е after a consonant     Məmmədova, Мамедова, Mammadova, Memmedova
    i  i ı y и й ы ј                          Qasımov, Гасымов; Əliyev, Алиев (doubled sounds are one)
    u  u ü у ү, ю after a consonant           Aygün, Айгюн, Ајҝүн
    o  o ö о ө, ё after a consonant           Ömər, Омар
    k  k g q ğ gh к г ҝ ғ                     Oğuz, Огуз; Tofiq, Тофик; Qasımov, Kasimov
    h  h x kh х һ                             Şahin, Шахин; Xalq, Халг, Khalg
    j  c ç j ch zh dj dzh ж ч дж ҹ            Cəfər, Джафар, Jafar; Çingiz, Чингиз, Cingiz
    s  s ş sh с ш щ                           Şahin, Шахин, Sahin
    v  v w в

``match_key`` gives one key. ``match_keys`` also tries readings that only context could decide: Russian г
(and Latin g copied from it) for Azerbaijani h (Гасан, Həsən), Latin x as ks, y written only to
soften (Aygyun, Kyamal), Cyrillic е at the start as ye or e.

Limits. A key finds candidates, a person decides: names that differ only within a line of the table
meet (Emin and Əmin, Samir and Şamir). Not met: names replaced rather than respelled (Мехти for Mehdi, Касумов
for Qasımov), ё printed as е for ö, English c for k, ee and oo, and any other script, which passes unchanged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations, islice, product

MOST_READINGS = 8  # of a word
MOST_KEYS = 64  # of a group of words
_APOSTROPHES = str.maketrans("", "", "'’ʼ`ʻ\u00ad\u200b\u200c\u200d")
_SOFT = re.compile(r"(?:(?<=[аеёиоуыэюяәөүйьъ])|(?<![^\W\d_]))[юяёе]")
_HARD = {"ю": "йу", "я": "йа", "ё": "йо", "е": "йа"}
_CYRILLIC = str.maketrans(
    dict(zip("абвдеёзиклмнопрстуфыэюяхһ", "abvdaoziklmnoprstufiauahh", strict=True))
    | dict(zip("йјғҝқәөүѓґ", "iikkkaoukk", strict=True))
    | {"г": "G", "ж": "j", "ч": "j", "ҹ": "j", "ш": "s", "щ": "s", "ц": "ts", "ъ": "", "ь": "", "ҡ": "k"}
)
_DIGRAPHS = re.compile(r"dzh|dj|tch|zh|ch|kh|gh|sh|ph|ck")
_SOUND = {"kh": "h", "gh": "k", "sh": "s", "ph": "f", "ck": "k"}
_SOFTENING = re.compile(r"(?<=[bcçdfghjklmnpqrsştvxzğG])y(?=[uüaəo])")
_GLIDE = re.compile(r"(?<=[aəouöü])(?=eva?$)")  # Musaev beside Musayev
_LATIN = str.maketrans(dict(zip("eəäıyüöqğkcçşw", "aaaiiuokkkjjsv", strict=True)) | {"g": "G", "x": "X", "ß": "s"})
_READINGS = {"G": ("k", "h"), "X": ("h", "ks"), "Y": ("i", ""), "E": ("ia", "a")}
_DOUBLED = re.compile(r"(.)\1+")
_PATRONYMIC = re.compile(r"(?<=\w{3})(?:[oa]vna|[oa]vij)$")
_SON_AND_DAUGHTER = frozenset({"oklu", "okli", "kizi"})


def _soften(found: re.Match[str]) -> str:
    at_start = found.start() == 0 or not found.string[found.start() - 1].isalpha()
    return "E" if at_start and found[0] == "е" else _HARD[found[0]]


def _base(char: str) -> str:
    """A letter without its marks, unless the marks make it a letter of its own in the tables."""
    if char in "çşğüöäёйѓґ" or not char.isalpha():
        return char
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))


def _words(text: str) -> list[str]:
    composed = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    folded = composed.replace("İ", "i").casefold()
    return re.findall(r"[^\W_]+", "".join(_base(c) for c in unicodedata.normalize("NFC", folded)))


def _sounds(word: str) -> str:
    """A folded word in sounds, with a capital wherever several readings are possible."""
    latin = _SOFT.sub(_soften, word).translate(_CYRILLIC)
    latin = _GLIDE.sub("i", latin)
    latin = _DIGRAPHS.sub(lambda found: _SOUND.get(found[0], "j"), latin)
    return _DOUBLED.sub(r"\1", _SOFTENING.sub("Y", latin).translate(_LATIN))


def _readings(word: str) -> Iterator[str]:
    """The keys of one word, the likeliest first."""
    choices = [_READINGS.get(sound, (sound,)) for sound in _sounds(word)]
    for chosen in islice(product(*choices), MOST_READINGS):
        yield _DOUBLED.sub(r"\1", "".join(chosen).replace("sh", "s"))


def match_key(text: str) -> str:
    """The likeliest key of a name or phrase, word by word in the order given; empty for no letters."""
    return " ".join(filter(None, (next(_readings(word)) for word in _words(text))))


def _parts(full_name: str) -> list[tuple[str, ...]]:
    """The readings of each part of a name, in an order that is not the name's.

    "Son of" and "daughter of" go, a patronymic becomes the name it is made of.
    """
    parts = [part for word in _words(full_name) if (part := tuple(_readings(word)))[0]]
    named = [part for part in parts if part[0] not in _SON_AND_DAUGHTER] or parts
    return sorted(tuple(dict.fromkeys(_PATRONYMIC.sub("", key) for key in part)) for part in named)


def match_keys(full_name: str) -> tuple[str, ...]:
    """All keys of a person's name, whatever the order of its words, the likeliest first.

    Two names may be of one person when they share a key. Of three or more words each pair counts as
    well, so that a name with a patronymic meets the same name without it.
    """
    parts = _parts(full_name)
    if not parts:
        return ()
    groups = [tuple(parts)]
    if len(parts) > 2:
        groups += combinations(parts, 2)
    keys = (" ".join(sorted(chosen)) for group in groups for chosen in islice(product(*group), MOST_KEYS))
    return tuple(dict.fromkeys(keys))
