"""Text: the order of the Azerbaijani alphabet, and spellings of one name that must meet."""

from __future__ import annotations

import unicodedata
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.core.text import AZERBAIJANI, ENGLISH, GEORGIAN, RUSSIAN, Alphabet, match_key, match_keys, sort_key

AZERI = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"
azeri_words = st.text(AZERI, max_size=8)

SPELLINGS = [
    "Aygün Айгюн Айҝүн Ајҝүн Aygun Ayqün Aigun AYGÜN",
    "Məmmədova Мамедова Mammadova Mamedova Memmedova MƏMMƏDOVA",
    "Çingiz Чингиз Chingiz Cingiz ÇİNGİZ CHINGIZ",
    "Cəfər Джафар Jafar Cefer Djafar Ҹәфәр",
    "Xalq Халг Khalg",
    "Əliyev Алиев Aliyev Aliev Eliyev Әлијев",
    "Şahin Шахин Shahin Sahin ŞAHİN",
    "İlham Ильхам Ilham İLHAM",
    "Oğuz Огуз Oguz Oghuz",
    "Vüqar Вугар Vugar Vuqar",
    "Qasımov Гасымов Kasimov Qasimov QASIMOV",
    "İsmayıl Исмаил Ismail Ismayil",
    "Ülviyyə Ульвия Ulviyya",
    "Məryəm Мариам Марьям Maryam",
    "Yusif Юсиф",
    "Musayev Мусаев Musaev",
    "Tofiq Тофик Tofig",
    "Gülnarə Гюльнара Gulnara",
    "Ceyhun Джейхун Jeyhun",
    "İshaq Исхак Ishaq",
]
OTHER_READINGS = [
    "Həsən Гасан Хасан Gasan",
    "Heydər Гейдар Geydar",
    "Hüseynov Гусейнов Guseinov",
    "Aygün Aygyun",
    "Kamalə Кямаля Kyamala",
    "Elçin Эльчин Елчин",
]
DISTINCT_NAMES = (
    "Aygün Aygül Aytən Aynur Aysel Arzu Afaq Ayşən Bəhruz Cavid Camal Ceyhun Çingiz Elçin Eldar Elmar Elnur "
    "Elşad Elşən Elvin Emin Əhməd Əkbər Əli Əliyə Əsəd Əsmər Fərid Fəridə Fuad Gülnar Gülnarə Günay Günel "
    "Habil Qabil Hacı Həsən Hüseyn Heydər Həmid İlham İlqar İlkin İsmayıl Jalə Kamran Kamil Kərim Kərəm "
    "Kənan Lalə Leyla Lamiyə Məmməd Mahir Mehdi Məryəm Murad Nailə Nərgiz Nərmin Nigar Nurlan Nuranə Orxan "
    "Oğuz Pərvin Pərvanə Qasım Kazım Rəşad Rəşid Rauf Ruslan Rövşən Sabir Samir Səbinə Sevda Sevinc Sevil "
    "Şahin Şəhla Şamil Tofiq Tural Turan Ülviyyə Ülkər Vüqar Vasif Vəli Xalid Xədicə Xəyal Yaşar Yusif Zaur "
    "Zeynəb Ziya Aqil Akif Asif Asəf Adil Anar Rəna Rəhim Rəhman Kamalə Camilə Səməd Samid Şəfəq Sədaqət"
)


def shuffled(ordered: list[str]) -> list[str]:
    return ordered[1::2] + ordered[0::2]


def test_names_sort_as_the_azerbaijani_alphabet_has_them() -> None:
    names = "Zaur Əli Çingiz İlham Iraq Xalid Həsən Qasım Kamran Elçin Cavid Şəhla"
    assert " ".join(sorted(names.split(), key=lambda name: sort_key(name, AZERBAIJANI))) == (
        "Cavid Çingiz Elçin Əli Həsən Xalid Iraq İlham Kamran Qasım Şəhla Zaur"
    )


@given(azeri_words, azeri_words)
def test_sort_key_agrees_with_the_alphabet(one: str, other: str) -> None:
    by_alphabet = [AZERI.index(c) for c in one] < [AZERI.index(c) for c in other]
    assert (sort_key(one, AZERBAIJANI) < sort_key(other, AZERBAIJANI)) == by_alphabet


@given(azeri_words)
def test_capitals_and_marks_written_apart_do_not_change_a_sort_key(word: str) -> None:
    capital = word.replace("i", "İ").upper()
    assert sort_key(capital, AZERBAIJANI) == sort_key(word, AZERBAIJANI)
    assert sort_key(unicodedata.normalize("NFD", capital), AZERBAIJANI) == sort_key(word, AZERBAIJANI)


@given(st.text())
def test_sort_key_is_made_of_digits_whatever_the_text(text: str) -> None:
    for alphabet in (AZERBAIJANI, RUSSIAN, ENGLISH, GEORGIAN):
        assert set(sort_key(text, alphabet)) <= set("0123456789")


def test_dotless_i_is_told_from_dotted_only_in_turkic_alphabets() -> None:
    assert AZERBAIJANI.fold("IİıiQIZ") == "ıiıiqız"
    assert ENGLISH.fold("IİiMINI") == "iiimini"


def test_words_and_digits_come_before_letters_and_foreign_letters_are_filed() -> None:
    ordered = ["Ağ su", "Ağ-su 2", "Ağ2", "Ağa", "Vəli", "William", "Yaşar", "Иван"]
    assert sorted(shuffled(ordered), key=lambda text: sort_key(text, AZERBAIJANI)) == ordered
    assert sort_key("Élan", ENGLISH) == sort_key("Elan", ENGLISH)
    assert sort_key("O'Neil  ", ENGLISH) == sort_key("ONeil", ENGLISH)
    assert sort_key("Ağa", AZERBAIJANI) != sort_key("Ağ", AZERBAIJANI)


def test_second_script_follows_the_first() -> None:
    both = AZERBAIJANI.followed_by(RUSSIAN)
    ordered = ["Əli", "Zaur", "Елена", "Ёлкин", "Женя"]
    assert sorted(shuffled(ordered), key=lambda text: sort_key(text, both)) == ordered


def test_alphabet_with_a_letter_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="different letters"):
        Alphabet("aba")


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_spellings_of_one_name_have_one_key(spellings: str) -> None:
    assert len({match_key(spelling) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize("spellings", SPELLINGS + OTHER_READINGS)
def test_spellings_of_one_name_share_a_key_pair_by_pair(spellings: str) -> None:
    apart = [pair for pair in combinations(spellings.split(), 2) if not set(match_keys(pair[0])) & set(match_keys(pair[1]))]
    assert apart == []


def test_distinct_names_stay_distinct() -> None:
    names = DISTINCT_NAMES.split()
    assert len(names) > 100
    meeting = [pair for pair in combinations(names, 2) if set(match_keys(pair[0])) & set(match_keys(pair[1]))]
    assert meeting == []


def test_full_name_meets_in_any_order_with_or_without_patronymic() -> None:
    full = set(match_keys("Məmmədova Aygün Rəşid qızı"))
    assert match_keys("Айгюн Рашидовна Мамедова")[0] == match_keys("Məmmədova Aygün Rəşid qızı")[0]
    assert full & set(match_keys("Aygun Mammadova"))
    assert not full & set(match_keys("Aygün Əliyeva"))
    assert match_keys("") == match_keys(" - ") == match_keys("Ъ") == ()


@given(st.lists(st.text(AZERI, min_size=1, max_size=6), min_size=1, max_size=3))
def test_order_case_and_form_of_writing_do_not_change_the_keys(words: list[str]) -> None:
    name = " ".join(words)
    backwards = unicodedata.normalize("NFD", " ".join(reversed(words)).replace("i", "İ").upper())
    assert set(match_keys(backwards)) == set(match_keys(name))


@given(st.text(max_size=30))
def test_any_text_has_a_key_and_the_likeliest_is_among_all(text: str) -> None:
    assert match_key(text) == " ".join(match_key(text).split())
    assert all(match_keys(text)) or match_keys(text) == ()
