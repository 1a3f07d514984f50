"""What a column of an old list can be, guessed by its header in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dayaq.core.words import N_


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column can hold; ``codes`` names the list whose words its entries are, ``headers`` what columns are called."""

    code: str
    words: str
    headers: tuple[str, ...]
    codes: str = ""
    personal: bool = False  # who the person is: kept in the identity and nowhere else


FIELDS: tuple[Field, ...] = (
    Field(
        "key",
        N_("number in the old list"),
        ("no", "number", "case no", "case number", "id", "nömrə", "iş nömrəsi", "№", "номер", "номер дела"),
    ),
    Field("opened", N_("day of the first contact"), ("date", "opened", "first contact", "tarix", "ilk müraciət", "дата", "дата обращения")),
    Field("given_name", N_("given name"), ("given name", "first name", "ad", "имя"), personal=True),
    Field("family_name", N_("family name"), ("family name", "surname", "last name", "soyad", "фамилия"), personal=True),
    Field(
        "full_name", N_("whole name, family name first"), ("name", "full name", "ad soyad", "soyad ad", "фио", "полное имя"), personal=True
    ),
    Field("birth", N_("date of birth"), ("date of birth", "birth", "born", "doğum tarixi", "дата рождения", "год рождения"), personal=True),
    Field("age", N_("age in years"), ("age", "yaş", "возраст")),
    Field("sex", N_("sex"), ("sex", "gender", "cins", "cinsi", "пол"), codes="sex"),
    Field("nationality", N_("nationality"), ("nationality", "citizenship", "vətəndaşlıq", "гражданство"), codes="country"),
    Field(
        "exploitation",
        N_("exploitation"),
        ("exploitation", "type of exploitation", "istismar", "istismar növü", "эксплуатация", "вид эксплуатации"),
        codes="exploitation",
    ),
    Field("route", N_("where it took place"), ("route", "internal or abroad", "marşrut", "yer", "маршрут"), codes="route"),
    Field("status", N_("status in your own words"), ("status", "statusu", "статус"), codes="status"),
    Field(
        "source",
        N_("who referred the person"),
        ("source", "referred by", "mənbə", "kim yönləndirib", "источник", "кем направлен"),
        codes="referral_source",
    ),
    Field("language", N_("language of the person"), ("language", "dil", "язык"), codes="language"),
    Field(
        "refuses_state",
        N_("refuses the State"),
        ("refuses police", "refuses state", "ngo only", "polisdən imtina", "отказ от полиции"),
        codes="yes_no",
    ),
)
BY_CODE: Mapping[str, Field] = {field.code: field for field in FIELDS}
LEAVE_OUT = ""
VAGUE = frozenset({"unknown", "other"})  # nobody means them by the beginning of a word


def plain(text: str) -> str:
    """A header or an entry without case, signs and spacing."""
    return re.sub(r"[^\w№]+", " ", text.casefold().replace("i̇", "i").replace("ı", "i")).strip()


def guess(columns: Sequence[str]) -> dict[str, str]:
    """What each column probably is; a field is guessed once, anything unknown is left out until somebody says what it is."""
    found: dict[str, str] = {}
    for column in columns:
        hits = [field.code for field in FIELDS if plain(column) in map(plain, field.headers) or plain(column) == plain(field.code)]
        found[column] = hits[0] if hits and hits[0] not in found.values() else LEAVE_OUT
    return found


def guess_value(entry: str, items: Mapping[str, Sequence[str]]) -> str:
    """The code an entry probably means: the code itself its word in any language, or the only word that begins so; empty when nothing fits."""
    wanted = plain(entry)
    for code, words in items.items():
        if wanted in {plain(code), *map(plain, words)}:
            return code
    if len(wanted) == 2:  # two letters begin too many words
        return ""
    sure = {code: words for code, words in items.items() if code not in VAGUE}
    near = [code for code, words in sure.items() if wanted and any(plain(word).startswith(wanted) for word in words)]
    return near[0] if len(near) == 1 else ""
