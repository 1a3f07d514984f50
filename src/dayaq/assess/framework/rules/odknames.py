"""What items are called in ODK forms and submissions, and the form's own words in the languages we have.

Item 3.1.4 is the node ``q_3_1_4``; the three places of a top question are ``q_8_1_p1`` and so on; a text beside a
choice is ``q_1_2_other``; the head row of a block is ``h_3_1``. Names never hold numbers of rows.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from dayaq.assess.framework.rules.instrument import Instrument, Item, Words

LANGUAGE = "language"  # a question of the form's own: a client does not send in which language it was read
NAMES = {
    "en": "English",
    "az": "Azərbaycan",
    "ru": "Русский",
    "ka": "ქართული",
    "hy": "Հայերեն",
    "tr": "Türkçe",
    "uk": "Українська",
    "ro": "Română",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
}
IN_WHICH: Words = {
    "en": "Which language are you answering in?",
    "az": "Hansı dildə cavab verirsiniz?",
    "ru": "На каком языке вы отвечаете?",
}
WHICH: Words = {"en": "Say which", "az": "Hansı olduğunu yazın", "ru": "Укажите, что именно"}
EXACTLY: Words = {"en": "Choose exactly {}.", "az": "Düz {} cavab seçin.", "ru": "Выберите ровно {}."}
AT_MOST: Words = {"en": "Choose at most {}.", "az": "Ən çoxu {} cavab seçin.", "ru": "Выберите не больше {}."}
DIFFERENT: Words = {
    "en": "You have already chosen this one.",
    "az": "Bunu artıq seçmisiniz.",
    "ru": "Это вы уже выбрали.",
}
ALL_PLACES: Words = {
    "en": "Fill this place too, or leave all of them empty.",
    "az": "Bu yeri də doldurun və ya hamısını boş qoyun.",
    "ru": "Заполните и это место или оставьте пустыми все.",
}
# What a field client does with answers, in place of what the web form does.
PRIVACY: Words = {
    "en": "Your answers stay on this device until they are sent. Then they are mixed with those of others and kept without "
    "your name, without a time and without the order in which they came. Write no names.",
    "az": "Cavablarınız göndərilənədək bu cihazda qalır. Sonra başqalarının cavabları ilə qarışdırılır və adsız, vaxtsız, "
    "gəliş sırası göstərilmədən saxlanılır. Ad yazmayın.",
    "ru": "Ваши ответы остаются на этом устройстве, пока их не отправят. Затем их смешивают с ответами других и хранят "
    "без имени, без времени и без порядка поступления. Не пишите имён.",
}
PLACE: Words = {"en": "Place {}", "az": "{}-ci yer", "ru": "Место {}"}
ORDINALS = {"az": {1: "1-ci", 2: "2-ci", 3: "3-cü", 4: "4-cü", 5: "5-ci", 6: "6-cı", 7: "7-ci"}}


def node(code: str) -> str:
    """The name of an item's node."""
    return "q_" + plain_name(code)


def plain_name(code: str) -> str:
    """A code as part of a node's name."""
    return re.sub(r"[^A-Za-z0-9_]", "_", code)


def places(item: Item) -> list[str]:
    """The nodes of a top question, first place first."""
    return [f"{node(item.code)}_p{n}" for n in range(1, item.most + 1)]


def place(language: str, number: int) -> str:
    """ "Place 2" in a language; the suffix of a number follows its sound in Azerbaijani."""
    words = PLACE.get(language, PLACE["en"])
    said = ORDINALS.get(language, {}).get(number)
    return words.replace("{}-ci", said) if said else words.replace("{}", str(number))


def offered_list(item: Item) -> str:
    """The name of the list of choices an item offers."""
    if item.scale:
        return "s_" + plain_name(item.scale)
    return "c_" + plain_name(item.among or item.code)


def heading(language: str) -> str:
    """A language as it stands in the header of a form: "Azərbaycan (az)"."""
    return f"{NAMES.get(language, language)} ({language})"


def language_of(header: str) -> str:
    """The code in such a header; the header itself where it holds none."""
    found = re.search(r"\(([A-Za-z]{2,3}(?:-[A-Za-z]+)?)\)\s*$", header)
    return found.group(1).lower() if found else header.strip()


def in_languages(words: Words, languages: Collection[str], number: int | None = None) -> Words:
    """The form's own words in the languages of an instrument; English where we have none."""
    return {language: words.get(language, words["en"]).replace("{}", str(number)) for language in languages}


def item_nodes(instrument: Instrument) -> dict[str, str]:
    """Node name -> item code, places of a top question left out; ValueError when two codes give one name."""
    named: dict[str, str] = {}
    for item in instrument.items:
        if named.setdefault(node(item.code), item.code) != item.code:
            raise ValueError(f"items {named[node(item.code)]} and {item.code} would have one name in an ODK form: {node(item.code)}")
    return named
