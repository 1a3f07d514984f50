"""The words: easy to say and type, hard to guess; how often they may be tried."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest

from dayaq.core.duration import Duration
from dayaq.core.pack import load
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.respond.window import rules

NOW = datetime(2016, 5, 2, 6, tzinfo=UTC)


def test_six_words_are_more_than_77_bits_and_never_rough() -> None:
    words = (len(rules.CONSONANTS) * len(rules.VOWELS)) ** 2 - len(rules.ROUGH)
    assert rules.WORDS * math.log2(words) > 77
    made = {word for _ in range(200) for word in rules.new_words()}
    assert len(made) > 1000
    assert not made & rules.ROUGH
    assert all(len(rules.plain(word * rules.WORDS)) == 24 for word in made)


@pytest.mark.parametrize(
    "typed",
    [
        "joze puhe refu tifo vavi zite",
        "JOZE-PUHE-REFU-TIFO-VAVI-ZITE",
        "жозе пухе рефу тифо вави зите",
        "Жозе, Puxe; рефу\nTİFO waví  zıte",
    ],
)
def test_script_case_spaces_and_accents_do_not_matter(typed: str) -> None:
    assert rules.plain(typed) == "jozepuherefutifovavizite"


def test_both_scripts_are_the_same_words_for_every_letter() -> None:
    every = [
        a + b + c + d
        for a, c in zip(rules.CONSONANTS, reversed(rules.CONSONANTS), strict=True)
        for b, d in [("a", "e"), ("i", "o"), ("u", "u")]
    ]
    for start in range(0, len(every) - 5, 6):
        six = every[start : start + 6]
        assert rules.plain(" ".join(rules.in_cyrillic(six)).upper()) == "".join(six)


@pytest.mark.parametrize(
    "typed", ["", "joze", "joze puhe refu tifo vavi zit", "joze puhe refu tifo vavi zite zite", "' OR 1=1 --", "я" * 400]
)
def test_what_is_no_six_words_is_nothing(typed: str) -> None:
    assert rules.plain(typed) == ""


def test_the_digest_is_the_same_for_the_same_words_and_another_for_another_installation() -> None:
    here = rules.digest("jozepuherefutifovavizite", "secret")
    assert here == rules.digest("jozepuherefutifovavizite", "secret")
    assert len({here, rules.digest("jozepuherefutifovavizite", "other"), rules.digest("jozepuherefutifovavizito", "secret")}) == 3
    assert len(here) == 64


def test_the_mark_of_an_address_changes_every_day_and_holds_no_address() -> None:
    first = rules.marked("203.0.113.7", "2016-05-02", "secret")
    assert first != rules.marked("203.0.113.7", "2016-05-03", "secret")
    assert "203.0.113.7" not in first
    assert first == rules.marked("203.0.113.7", "2016-05-02", "secret")


@pytest.mark.parametrize(("here", "everywhere", "may"), [(0, 0, True), (4, 99, True), (5, 0, False), (0, 100, True), (1, 100, False)])
def test_five_tries_and_one_under_attack(here: int, everywhere: int, may: bool) -> None:
    assert rules.may_try(here, everywhere) is may


def test_old_tries_no_longer_count() -> None:
    times = [(NOW - timedelta(minutes=n)).timestamp() for n in (1, 14, 16, 60)]
    assert len(rules.recent(times, NOW, rules.SPAN)) == 2


def test_how_long_words_last_is_the_packs() -> None:
    lives = {code: load(code).area(RightsFile).window[0].life for code in ("az", "demo")}
    assert {code: (Duration.parse(life).add(NOW, load(code).calendar) - NOW).days for code, life in lives.items()} == {
        "az": 180,
        "demo": 60,
    }


def test_a_try_is_slow_and_takes_memory() -> None:
    assert (rules.PASSES, rules.MEMORY) == (3, 65536)
