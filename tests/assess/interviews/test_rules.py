"""The pure rules: positions, units, kappa by hand, who could be recognised, counts."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from uuid import uuid4

from hypothesis import assume, given
from hypothesis import strategies as st

from dayaq.assess.interviews.rules import kappa
from dayaq.assess.interviews.rules.coding import Span, laid_out, moved, one_line_end, pieces, trimmed, units
from dayaq.assess.interviews.rules.identifying import Statement, identifying
from dayaq.assess.interviews.rules.interview import next_code, three_letters
from dayaq.assess.interviews.rules.kappa import Agreement
from dayaq.assess.interviews.rules.themes import Asked, Theme, counted

TEXT = st.text(alphabet="ab \r\n.😀ə", max_size=60)


def test_cohens_kappa_of_a_textbook_table() -> None:
    # 20 both yes, 5 only the first, 10 only the second, 15 both no: po = 35/50, pe = (25*30 + 25*20)/2500 = 1/2
    found = Agreement(20, 5, 10, 15)
    assert (found.observed, found.expected, found.kappa, found.why) == (Fraction(7, 10), Fraction(1, 2), Fraction(2, 5), None)


def test_kappa_is_not_defined_without_variance_and_says_so() -> None:
    everything, nothing = Agreement(both=9), Agreement()
    assert (everything.observed, everything.kappa, everything.why) == (1, None, kappa.UNDEFINED)
    assert (nothing.observed, nothing.kappa, nothing.why) == (None, None, kappa.NOTHING)


def test_worse_than_chance_is_negative() -> None:
    assert Agreement(0, 1, 1, 0).kappa == -1


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_kappa_is_never_above_one_and_is_the_same_either_way_round(pairs: list[tuple[bool, bool]]) -> None:
    first = frozenset(n for n, (a, _b) in enumerate(pairs) if a)
    second = frozenset(n for n, (_a, b) in enumerate(pairs) if b)
    one, other = kappa.agreement(len(pairs), first, second), kappa.agreement(len(pairs), second, first)
    assert one.kappa == other.kappa
    assert one.kappa is None or one.kappa <= 1


def test_agreement_is_counted_by_code_and_over_all() -> None:
    found = kappa.by_code(4, {"a": frozenset({0, 1})}, {"a": frozenset({1}), "b": frozenset({3})})
    assert found == {"a": Agreement(1, 1, 0, 2), "b": Agreement(0, 0, 1, 3)}
    assert kappa.overall(found.values()) == Agreement(1, 1, 1, 5)


@given(TEXT, st.data())
def test_a_position_stays_at_its_character_when_line_ends_change(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assume(at == 0 or text[at - 1 : at + 1] != "\r\n")  # between the two halves of a line end there is no character
    assert moved(text, [at]) == [len(one_line_end(text[:at]))]


@given(TEXT)
def test_units_are_apart_and_hold_every_letter(text: str) -> None:
    text = one_line_end(text)
    found = units(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert sum(len(span.of(text).replace(" ", "")) for span in found) == len("".join(text.split()))


def test_a_number_with_a_point_is_no_end_of_a_sentence() -> None:
    text = "Article 3.2 is used. Is it? “Yes.” No"
    assert [span.of(text) for span in units(text)] == ["Article 3.2 is used.", "Is it?", "“Yes.”", "No"]


def test_notes_are_laid_out_with_the_place_of_each_answer() -> None:
    text, parts = laid_out([("1.1", "What?", "One.\r\nTwo."), ("8.1", "Why?", " Money 😀 ")])
    assert [part.span.of(text) for part in parts] == ["One.\nTwo.", "Money 😀"]
    assert text.startswith("1.1 What?\n")


def test_a_selection_loses_white_space_at_its_ends() -> None:
    assert trimmed(Span(0, 7), "  ab c  ") == Span(2, 6)


def test_pieces_cover_the_text_once() -> None:
    one, two = uuid4(), uuid4()
    found = list(pieces("abcdef", [(one, Span(0, 3)), (two, Span(2, 5))]))
    assert [(span.of("abcdef"), codes) for span, codes in found] == [
        ("ab", {one}),
        ("c", {one, two}),
        ("de", {two}),
        ("f", frozenset()),
    ]


def test_codes_of_interviews() -> None:
    assert [three_letters(country) for country in ("AZ", "am", "GE", "Q1")] == ["AZE", "ARM", "GEO", "Q1"]
    assert next_code("AZ", ["AZEint1", "AZEint7", "GEOint9", "other"]) == "AZEint8"


def test_the_base_is_those_asked_and_never_smaller_than_those_who_mention_it() -> None:
    asked, everywhere = uuid4(), uuid4()
    themes = [Theme(asked, {"en": "a"}, "1.2", questions=("3.2",)), Theme(everywhere, {"en": "b"})]
    held = [
        Asked(frozenset({"3.2"}), frozenset({asked})),
        Asked(frozenset({"3.2"}), frozenset()),
        Asked(frozenset({"4.1"}), frozenset({asked, everywhere})),
        Asked(frozenset({"4.1"}), frozenset()),
    ]
    assert [(one.n, one.base) for one in counted(themes, held)] == [(2, 3), (1, 4)]


def test_the_only_institution_of_its_kind_is_recognised() -> None:
    listed = [("Invented ministry", "state"), ("Invented court", "state"), ("Invented shelter", "ngo"), ("Invented shelter", "ngo")]
    assert [reason.code for reason in identifying(listed, Statement("They wait.", "ngo"))] == ["only_one_of_kind"]
    assert identifying(listed, Statement("They wait.", "state")) == ()
    assert identifying(listed, Statement("They wait.")) == ()
    assert identifying(listed, Statement("They wait.", "ngo", "institution")) == ()
    named = identifying(listed, Statement("At the INVENTED SHELTER they wait, says Leyla.", "state"), ["Leyla"])
    assert [reason.code for reason in named] == ["institution_named", "person_named"]
