import re
from functools import lru_cache

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from dayaq.count.estimate.choosing.choice import Method
from dayaq.count.estimate.doubting.bound import lower_bound
from dayaq.count.estimate.doubting.linkage import linkage_band
from dayaq.count.estimate.doubting.modes import modes
from dayaq.count.estimate.gates.assumptions import Assumptions, Linkage, Override
from dayaq.count.estimate.gates.limits import Published, change, part
from dayaq.count.estimate.reporting.answer import PROFILE, Asked, answer
from dayaq.count.estimate.reporting.opinions import opinions, second_opinion, spread
from dayaq.count.estimate.reporting.plain import Findings, Kind, down, nearest, outward, plain, up, written
from tests.count.estimate.tables import small, table

FOUR = small(("A", 40), ("B", 30), ("C", 20), ("AB", 2), ("BC", 2))
NONE = small(("A", 40), ("B", 30), ("C", 20))
DEPENDS = [
    "It depends on what the lists cannot prove:",
    "- every presumed victim had a chance to come onto some list;",
    "- all lists cover the same people in the same period;",
    "- a person on several lists was recognised as one;",
    "- lists depend on each other only in the ways the models know.",
]
ENDS = ["Exploratory: not approved by the national rapporteur.", "It says nothing about single regions, nationalities or years."]


@lru_cache
def said(captures, method=Method.STEPWISE, override=None, approved=False):
    assumptions = Assumptions(approved=approved)
    found = answer(captures, Asked(method=method), assumptions, override)
    believed = second_opinion(found)
    humps = modes(found.replicates.estimates) if found.replicates else None
    return plain(found, opinions(found, believed), Findings(believed, humps), assumptions)


def lines(*given, **more):
    return said(*given, **more).lines()


def test_uk_with_six_lists():
    assert lines(table("UKdat")) == [
        "Estimated number of presumed victims, including the 2,744 known: from 10,000 to 14,000, depending on the method.",
        "With the uncertainty of each method the range is from 6,600 to 27,000.",
        *DEPENDS,
        *ENDS,
    ]


def test_uk_with_five_lists_is_a_wider_range_for_the_same_people():
    assert lines(table("UKdat_5"))[0].endswith("from 11,000 to 23,000, depending on the method.")


def test_netherlands_says_that_the_lists_do_not_decide():
    found = lines(table("Ned_5"))
    assert found[0] == "Estimated number of presumed victims, including the 8,234 known: from 45,000 to 130,000, depending on the method."
    assert re.fullmatch(
        r"When the lists are drawn again at random, the result is either about 4\d,000 or about 1[12]0,000: the lists do not decide between them\.",
        found[7],
    )
    assert found[8:] == ENDS


def test_six_shared_persons_give_a_bound_and_what_would_help():
    found = lines(table("Artificial_3"))
    assert said(table("Artificial_3")).kind is Kind.BOUND
    assert found[0] == "The lists overlap too little for an estimate to be published."
    assert re.fullmatch(r"All that can be said: at least 1\d0 presumed victims, including the 96 known, if no list .*", found[1])
    assert found[2].startswith("For work inside the office only: the methods give from 280 to 540, with their uncertainty up to ")
    assert found[-5:-2] == ["What would have to change:", "- Pool 3 to 5 years.", "- Check whether persons on two lists were recognised."]


def test_all_pairs_of_three_lists_cannot_be_told_apart():
    found = lines(table("Artificial_3"), method=Method.ALL)
    assert found[:2] == [
        "The number of presumed victims cannot be estimated from these lists, because:",
        "- The lists cannot tell the parts of the model A:B, A:C, B:C from each other.",
    ]
    assert found[2].startswith("All that can be said: at least ")
    assert found[3:] == ["What would have to change:", "- Choose a model without A:B.", "- Pool 3 to 5 years."]


def test_four_shared_persons():
    assert lines(FOUR) == [
        "The number of presumed victims cannot be estimated from these lists, because:",
        "- Fewer than 5 persons are on two or more lists.",
        "Known are 94 persons; that is all these lists say.",
        "What would have to change:",
        "- Pool 3 to 5 years.",
        "- Merge lists that find people in the same way.",
    ]


def test_no_overlap():
    assert lines(NONE) == [
        "The number of presumed victims cannot be estimated from these lists, because:",
        "- Nobody is on two lists.",
        "- Even for independent lists no estimate exists.",
        "Known are 90 persons; that is all these lists say.",
        "What would have to change:",
        "- Check whether persons on two lists were recognised.",
        "- Pool 3 to 5 years.",
    ]


def test_fewer_than_five_persons_are_not_printed():
    assert not re.search(r"[1-4] persons|known|Known", " ".join(lines(small(("A", 1), ("B", 1), ("AB", 1)))))


def test_an_override_is_said_and_the_bound_stays():
    found = said(FOUR, override=Override("Invented Person", "parliament asked for it"))
    assert found.kind is Kind.BOUND
    assert "A named person decided to go on in spite of: G2." in found.lines()
    assert "Invented" not in " ".join(found.lines())
    assert [reason.code for reason in found.said] == ["bound", "inside"]


NOT_BOUNDED = "A lower bound is not given: it would rest on the same periods, definitions and links."


@pytest.mark.parametrize("stated", [Assumptions(linkage=Linkage(reviewed=False)), Assumptions(same_period=False)])
def test_no_lower_bound_where_the_gate_that_fails_would_lift_it(stated):
    found = answer(table("UKdat_5"), Asked(ci=PROFILE), stated)
    told = plain(found, (), Findings(), stated).lines()
    assert NOT_BOUNDED in told
    assert not [line for line in told if "at least" in line]
    fed = Assumptions(own_recruitment={"LA": False})
    assert [line for line in plain(answer(table("UKdat_5"), Asked(ci=PROFILE), fed), (), Findings(), fed).lines() if "at least" in line]


def test_no_lower_bound_beside_links_that_were_gone_through():
    stated, thin = Assumptions(linkage=Linkage(reviewed=False)), table("Artificial_3")
    found = answer(thin, Asked(ci=PROFILE), stated, Override("Invented Person", "asked for by the parliament"))
    told = plain(found, opinions(found, None), Findings(), stated)
    assert [reason.code for reason in told.said] == ["bound", "no_bound", "inside"]


@pytest.mark.parametrize("name", ["Artificial_3", "UKdat_5"])
def test_what_leaves_the_office_has_no_number_of_a_method_where_only_a_bound_is_published(name):
    told = said(table(name))
    kept = " ".join(told.outward().lines())
    assert (told.outward() == told) is (name == "UKdat_5")
    assert ("the methods give" in kept) is False
    assert told.outward().said[0] == told.said[0]


def test_the_bound_is_not_above_what_the_methods_give():
    thin = small(("A", 90), ("B", 80), ("C", 70), ("AB", 2), ("AC", 2), ("BC", 1), ("ABC", 8))
    found = answer(thin, Asked(ci=PROFILE))
    given = opinions(found, None)
    told = {reason.code: reason.params for reason in plain(found, given, Findings(), Assumptions()).said}
    assert lower_bound(thin).at_least > min(opinion.estimate for opinion in given)
    assert told["at_least"]["bound"] <= told["inside"]["low"]


def test_numbers_are_parted_as_the_language_does_it():
    russian = {"1,000": "1\u00a0000"}
    assert "2\u00a0744" in said(table("UKdat")).lines(lambda text: russian.get(text, text))[0]
    assert "2,744" in str(said(table("UKdat")).said[0])


def test_an_approved_result_is_not_exploratory():
    assert ENDS[0] in lines(table("UKdat_5"))
    assert ENDS[0] not in lines(table("UKdat_5"), approved=True)


def test_links_undone_are_a_band_in_words():
    captures, links = table("UKdat_5"), Linkage(True, 0.15, 0.05)
    found = answer(captures, Asked(ci=PROFILE), Assumptions(linkage=links))
    band = linkage_band(captures, links, replicates=50)
    told = plain(found, opinions(found, None), Findings(links=band), Assumptions(linkage=links)).lines()
    low, high = outward(band.repaired.low, band.repaired.high)
    assert f"If the missed and false links stated are undone, the chosen method gives from {written(low)} to {written(high)}." in told


@pytest.mark.parametrize("name", ["UKdat", "UKdat_5", "Ned", "Ned_5", "Artificial_3"])
def test_the_range_holds_every_method(name):
    found = answer(table(name), Asked(ci=PROFILE))
    given = opinions(found, second_opinion(found))
    ends = spread(given)
    assert all(
        ends.low <= opinion.estimate <= ends.high and ends.lowest <= opinion.low <= opinion.high <= ends.highest for opinion in given
    )
    assert [opinion.code for opinion in given if opinion.chosen] == ["stepwise"]


def test_no_opinion_where_a_gate_refuses():
    assert opinions(answer(FOUR, Asked()), None) == ()
    assert spread(()) is None


@over(st.floats(1, 1e7), st.floats(1, 1e7))
def test_rounding_never_narrows_and_never_says_one_number(one, other):
    low, high = min(one, other), max(one, other)
    lower, upper = outward(low, high)
    assert lower <= low * (1 + 1e-6)
    assert upper >= high * (1 - 1e-6)
    assert lower < upper
    for value in (lower, upper):
        assert len(str(value).rstrip("0")) <= 2


def test_rounding_of_known_numbers():
    assert (down(10_569), up(10_569), nearest(10_569)) == (10_000, 11_000, 11_000)
    assert (down(96), up(96), nearest(7.4)) == (96, 96, 7)
    assert outward(96, 96) == (96, 97)
    assert outward(2_786, 3_276, observed=2_786) == (2_786, 3_300)
    assert written(1_234_567) == "1,234,567"
    assert written(1_234_567, lambda text: text.replace(",", "\u00a0")) == "1\u00a0234\u00a0567"


def year(low, high, lists=("A", "B", "C"), definition="presumed"):
    return Published(low, high, frozenset(lists), definition)


@pytest.mark.parametrize(
    ("before", "after", "code", "ok"),
    [
        (year(4_000, 6_000), year(5_900, 9_000), "uncertain", False),
        (year(4_000, 6_000), year(6_000, 9_000), "uncertain", False),
        (year(4_000, 6_000), year(1_000, 9_000), "uncertain", False),
        (None, year(7_000, 9_000), "no_range", False),
        (year(4_000, 6_000, definition=""), year(7_000, 9_000, definition=""), "not_stated", False),
        (year(4_000, 6_000), year(6_001, 9_000), "higher", True),
        (year(4_000, 6_000), year(1_000, 3_999), "lower", True),
        (year(4_000, 6_000), year(7_000, 9_000, lists=("A", "B")), "not_comparable", False),
        (year(4_000, 6_000), year(7_000, 9_000, definition="identified"), "not_comparable", False),
    ],
)
def test_a_change_between_years_is_told_only_when_ranges_lie_apart(before, after, code, ok):
    found = change(before, after)
    assert (found.ok, found.reasons[0].code) == (ok, code)


@pytest.mark.parametrize(("captures", "code"), [(small(("A", 2), ("AB", 2)), "too_small"), (table("Artificial_3"), "too_thin")])
def test_a_part_without_overlap_of_its_own_gets_no_number(captures, code):
    assert part(captures).reasons[0].code == code


def test_a_part_with_enough_overlap():
    assert part(table("UKdat")).ok
