"""Rules of detection: the sheet, ways, street children, the child's path, coercion. IDN-06, IDN-08, IDN-11, CHI-01..08, REF-05."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dayaq.core.pack import load
from dayaq.core.pack.schema.detection import DetectionFile
from dayaq.respond.detection import rules
from dayaq.respond.detection.rules import Found, Line, Words
from dayaq.respond.detection.rules.sheet import age_of, empty

WORDS = Words(
    sex={"f": "female", "m": "male", "женский": "female"},
    nationality={"uz": "UZ", "özbəkistan": "UZ"},
    language={"ru": "ru", "russian": "ru"},
    roles={"foreman": "foreman"},
    year=2016,
)
AT = datetime(2016, 5, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


# --- the sheet ---------------------------------------------------------------------------------------------------------


def test_a_paste_keeps_every_line_its_order_and_what_stands_beyond_the_columns() -> None:
    text = "Name\tFamily name\tSex\tAge\nAnvar\tKarimov\tm\t31\tUZ\tru\n\nDilnoza\tRahimova\tf\t1999\tUZ\tru\t\textra\n"
    lines = rules.read_paste(text, first=5)
    assert [(line.number, line.given_name, line.age) for line in lines] == [(5, "Anvar", "31"), (6, "Dilnoza", "1999")]
    assert lines[1].family_name == "Rahimova extra"


def test_a_first_line_with_people_is_no_heading() -> None:
    assert [line.given_name for line in rules.read_paste("Ad;Soyad;m;31", first=1)] == ["Ad"]


def test_every_fault_names_its_line_and_column_and_what_was_typed_stays() -> None:
    line = Line(7, given_name="A", sex="x", age="old", nationality="Atlantis", language="ru")
    read = rules.check_line(line, WORDS)
    assert {name: (fault.code, fault.params["line"]) for name, fault in read.faults.items()} == {
        "sex": ("not_understood", 7),
        "nationality": ("not_understood", 7),
        "age": ("no_age", 7),
    }
    assert "Atlantis" in str(read.faults["nationality"])


def test_a_line_in_another_alphabet_and_case_is_understood() -> None:
    read = rules.check_line(Line(1, given_name="A", sex="Женский", nationality="ÖZBƏKISTAN".replace("I", "i"), language="RUSSIAN"), WORDS)
    assert (read.sex, read.nationality, read.language, dict(read.faults)) == ("female", "UZ", "ru", {})


@pytest.mark.parametrize(
    ("typed", "band", "under"),
    [
        ("31", "adult", "no"),
        ("17", "child", "yes"),
        ("", "", "cannot_be_excluded"),
        ("?", "", "cannot_be_excluded"),
        ("1998", "", "cannot_be_excluded"),  # 17 or 18 in 2016: a doubt counts for the child
        ("1997", "adult", "no"),
        ("1999", "child", "yes"),
    ],
)
def test_an_age_that_is_not_certain_counts_for_the_child(typed: str, band: str, under: str) -> None:
    """IDN-08."""
    found = age_of(typed, WORDS, {})
    assert (found[0], found[2]) == (band, under)


def test_the_age_of_a_child_is_the_packs() -> None:
    words = Words(**{**{name: getattr(WORDS, name) for name in ("sex", "nationality", "language", "roles", "year")}, "child_under": 20})
    assert age_of("19", words, {})[0] == "child"


def test_a_number_used_twice_or_taken_is_a_fault_of_that_line() -> None:
    reads = [rules.check_line(Line(n, given_name="A"), WORDS) for n in (1, 2, 2, 3)]
    assert sorted(rules.whole(reads, taken=[3])) == [2, 3]


def test_an_empty_line_is_nobody() -> None:
    assert empty(Line(1)) is True
    assert list(rules.check_line(Line(1), WORDS).faults) == ["given_name"]


# --- ways, information, street -----------------------------------------------------------------------------------------


def test_the_pack_says_which_way_is_proactive_and_the_demo_country_says_otherwise() -> None:
    """IDN-06."""
    az, demo = (load(code).area(DetectionFile).ways for code in ("az", "demo"))
    assert {code for code, way in az.items() if way.kind == "reactive"} >= {"crime_raid", "third_party"}
    assert (az["raid"].kind, demo["raid"].kind) == ("proactive", "reactive")
    assert (az["third_party"].kind, demo["third_party"].kind) == ("reactive", "proactive")
    assert rules.way_kind({"raid": "proactive"}, "unheard") == "reactive"


def test_every_value_of_the_area_differs_in_the_demo_country() -> None:
    one, other = load("az").area(DetectionFile), load("demo").area(DetectionFile)
    assert one.street_child
    assert other.street_child
    assert one.stay_terms
    assert other.stay_terms
    assert one.informs
    assert other.informs
    assert one.street_child.refer_on != other.street_child.refer_on
    assert one.stay_terms.clocks != other.stay_terms.clocks
    assert one.informs.by != other.informs.by
    assert (one.panels == {}, set(other.panels)) == (True, {"panel"})
    assert set(other.again) - set(one.again) == {"court"}
    assert one.age_assessment
    assert other.age_assessment
    assert one.age_assessment.methods != other.age_assessment.methods
    assert one.patron
    assert other.patron
    assert one.patron.bodies != other.patron.bodies
    assert not set(one.programmes) & set(other.programmes)
    assert one.abroad
    assert other.abroad
    assert one.abroad.home_decision_needed != other.abroad.home_decision_needed


def test_information_without_identity_is_passed_on_where_the_rules_let_the_body() -> None:
    """REF-05."""
    assert rules.may_pass(without_identity=True, informs=True, basis="x").ok is True
    assert [r.code for r in rules.may_pass(without_identity=False, informs=True, basis="x").reasons] == ["identity_needed"]
    assert [r.code for r in rules.may_pass(without_identity=True, informs=False, basis="x").reasons] == ["informs_nobody"]


def test_a_street_childs_stop_that_took_longer_needs_its_reason_and_is_not_refused() -> None:
    """IDN-11."""
    due = AT + 3 * HOUR

    def end(after: timedelta, reason: str = "") -> bool:
        return rules.check_street_end(rules.Ends(AT, AT + after, "family", reason), ["family"], ["no_place"], due).ok

    assert (end(2 * HOUR), end(3 * HOUR), end(4 * HOUR), end(4 * HOUR, "no_place"), end(-HOUR)) == (True, True, False, True, False)


def test_one_yes_of_the_countrys_questions_asks_for_a_referral() -> None:
    assert rules.asks_for_referral({"sent_to_beg": "yes"}, ["sent_to_beg"]) is True
    assert rules.asks_for_referral({"alone": "yes", "sent_to_beg": "unknown"}, ["sent_to_beg"]) is False


# --- the child's path --------------------------------------------------------------------------------------------------


def test_the_family_is_looked_for_only_after_a_decision_that_stands() -> None:
    """CHI-03."""
    assert rules.may_trace([]).ok is False
    assert rules.may_trace(["in_interest"]).ok is True
    assert rules.may_trace(["not_in_interest", "in_interest"]).ok is False  # the newest counts


def test_a_guardian_of_a_body_that_helps_is_not_independent() -> None:
    """CHI-03."""
    assert rules.needs_independent([], ["a"]) is True
    assert rules.needs_independent(["a"], ["a"]) is True
    assert rules.needs_independent(["a", "b"], ["a"]) is False
    assert rules.needs_independent([None], ["a"]) is False


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"heard": ""}, "view_needed"),
        ({"factors": ()}, "factors_needed"),
        ({"reasons": " "}, "no_reasons"),
        ({"review_on": date(2016, 5, 2)}, "review_day"),
    ],
)
def test_a_best_interest_decision_is_whole(change: dict[str, object], code: str) -> None:
    """CHI-05: the child's view is part of every decision."""
    whole = {"heard": "heard", "factors": ("safety",), "reasons": "safe", "at": date(2016, 5, 2), "review_on": date(2016, 8, 2)}
    assert rules.check_best_interest(**whole).ok is True  # type: ignore[arg-type]  # the table changes one value at a time
    decision = rules.check_best_interest(**{**whole, **change})  # type: ignore[arg-type]  # as above
    assert [reason.code for reason in decision.reasons] == [code]


@pytest.mark.parametrize(
    ("youngest", "oldest", "result"), [(17, 17, "child"), (17, 19, "open"), (18, 21, "adult"), (None, None, "open"), (15, 17, "child")]
)
def test_the_margin_of_an_age_counts_for_the_child(youngest: int | None, oldest: int | None, result: str) -> None:
    """IDN-08, CHI-01."""
    assert rules.age_found(youngest, oldest, 18) == result


def test_an_age_is_assessed_with_consent_and_gently_first() -> None:
    ways = {"methods": ["talk", "bone"], "consent": ["person"], "last_resort": ["bone"]}

    def codes(found: Found, earlier: tuple[str, ...] = ()) -> list[str]:
        return [reason.code for reason in rules.check_age_assessment(found, earlier=earlier, **ways).reasons]  # type: ignore[arg-type]  # lists of texts

    assert codes(Found(("talk",), (), None, None)) == ["consent_needed"]
    assert codes(Found(("bone",), ("person",), 17, 19)) == ["gentle_first"]
    assert codes(Found(("bone",), ("person",), 17, 19), earlier=("talk",)) == []
    assert codes(Found(("runes",), ("person",), None, None)) == ["method_needed"]


# --- coercion ----------------------------------------------------------------------------------------------------------


def test_whoever_is_held_responsible_is_asked_first() -> None:
    assert [rules.needs_check(role, checked=False) for role in ("victim", "witness", "suspect", "convicted")] == [False, False, True, True]
    assert rules.needs_check("suspect", checked=True) is False


def test_answers_that_speak_of_coercion_do_not_end_in_no_link() -> None:
    asked = ("linked", "forced", "lawyer")
    answers = {"linked": "yes", "forced": "unknown", "lawyer": "no"}
    assert rules.check_coercion(answers, asked, "no_link", ["lawyer"]).ok is False
    assert rules.check_coercion(answers, asked, "open", ["lawyer"]).ok is True
    assert rules.check_coercion(answers, asked, "open", []).ok is False
    assert rules.check_coercion({"linked": "no"}, asked, "open", ["lawyer"]).ok is False
