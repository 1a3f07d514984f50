"""Case codes: the written form, what is forgiven in reading, what is caught."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.core.casecode import SYMBOLS, make_code, parse_code

codes = st.binary(min_size=3, max_size=5).map(lambda random: make_code("az", random))


def test_code_has_prefix_groups_of_four_and_check_symbol() -> None:
    assert make_code("az", bytes(3)) == "AZ-0000-0"
    assert [len(part) for part in make_code("az", b"\x8f\x01\xfe\x77\x3c").split("-")] == [2, 4, 4, 1]


@given(codes)
def test_code_is_read_back_as_written(code: str) -> None:
    assert parse_code(code) == code


@given(codes)
def test_reading_forgives_case_blanks_and_lookalikes(code: str) -> None:
    prefix, rest = code[:2], code[2:]
    sloppy = f" {prefix.lower()} " + rest.replace("-", " ").replace("0", "o").replace("1", "l").lower()
    assert parse_code(sloppy) == code
    assert parse_code(prefix + rest.replace("1", "I").replace("0", "O")) == code


@given(codes, st.integers(min_value=0), st.sampled_from(SYMBOLS))
def test_any_one_wrong_symbol_is_caught(code: str, where: int, other: str) -> None:
    symbols = code.replace("-", "")
    at = 2 + where % (len(symbols) - 2)
    wrong = symbols[:at] + other + symbols[at + 1 :]
    assert parse_code(wrong) == (code if wrong == symbols else None)


@given(codes, st.integers(min_value=0))
def test_any_two_neighbours_swapped_are_caught(code: str, where: int) -> None:
    symbols = code.replace("-", "")
    at = 2 + where % (len(symbols) - 3)
    swapped = symbols[:at] + symbols[at + 1] + symbols[at] + symbols[at + 2 :]
    assert parse_code(swapped) == (code if swapped == symbols else None)


@pytest.mark.parametrize("text", ["", "AZ", "AZ-0", "AZ-UUUU-U", "7F-0000-0", "AZ-0000-1", "ƏZ 0000 *", "AZ-0000-0-ə"])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert parse_code(text) is None


def test_too_little_randomness_or_a_wrong_prefix_makes_no_code() -> None:
    with pytest.raises(ValueError, match="3 random bytes"):
        make_code("az", b"12")
    with pytest.raises(ValueError, match="two letters"):
        make_code("demo", b"123")
