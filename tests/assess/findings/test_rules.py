"""The pure rules: order of levels, what evidence needs, numbers in words, proof of sentences, facts, limits, what was asked before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.assess.findings.rules.evidence import NEEDED, coverage, missing, stale
from dayaq.assess.findings.rules.facts import Stated, competing
from dayaq.assess.findings.rules.judging import State, counted, may_stand, warnings
from dayaq.assess.findings.rules.limitations import Facts, generated
from dayaq.assess.findings.rules.recommending import complete, may_revise, suggestions, without
from dayaq.assess.findings.rules.tokens import WITHHELD, Bound, Broken, Token, faults, parts, rendered, share, tokens
from dayaq.assess.findings.rules.writing import may_be_named, may_finish, may_review, paragraphs, sentences, split, unproved
from dayaq.assess.framework.rules.loading import asked_before

# Judging


def test_a_state_needs_evidence_or_a_reason() -> None:
    assert not may_stand(State.MET, pieces=0, reason="  ")
    assert may_stand(State.MET, pieces=1, reason="")
    assert may_stand(State.NOT_MET, pieces=0, reason="The law was read and says nothing of it.")
    assert may_stand(State.NO_EVIDENCE, pieces=0, reason="")


def test_all_above_some_is_a_warning() -> None:
    [warning] = warnings("1.5", {"OL1": State.PARTLY, "OL2": State.MET})
    assert (warning.params["first"], warning.params["second"]) == ("OL1", "OL2")
    assert warnings("1.5", {"OL1": State.MET, "OL2": State.PARTLY}) == ()
    assert warnings("1.5", {"OL1": State.NO_EVIDENCE, "OL2": State.MET})
    assert warnings("1.5", {"OL1": State.NOT_APPLICABLE, "OL2": State.MET}) == ()


@pytest.mark.parametrize("criterion", ["2.1", "2.3"])
def test_independent_framework_levels_are_not_warned_about(criterion: str) -> None:
    assert warnings(criterion, {"FL1": State.NOT_MET, "FL2": State.MET}) == ()
    assert warnings("1.1", {"FL1": State.NOT_MET, "FL2": State.MET})


def test_states_are_counted_not_scored() -> None:
    assert counted([State.MET, State.MET, State.NOT_MET]) == {"met": 2, "partly": 0, "not_met": 1, "no_evidence": 0, "not_applicable": 0}


# Evidence


@pytest.mark.parametrize("kind", NEEDED)
def test_each_kind_of_evidence_says_what_it_lacks(kind: str) -> None:
    facts = {"item": "3.1.4", "theme": "t", "source": "Aze 30", "page": "31", "measure": "m", "period": "2016", "who": "assessor"}
    facts |= {"where": "shelter", "on": "2016-01-14", "body": "unit of a ministry", "inquiry": "letter of January"}
    assert missing(kind, facts, {"en": "It says so."}) == {}
    for name in NEEDED[kind]:
        assert name in missing(kind, {key: value for key, value in facts.items() if key != name}, {"en": "It says so."})


def test_what_is_said_in_words_needs_words_and_a_typed_figure_its_source() -> None:
    assert "words" in missing("written_reply", {"body": "b", "on": "2012-03-01", "inquiry": "i"}, {"en": " "})
    assert set(missing("figure", {"measure": "m", "period": "2014", "typed": True}, {})) == {"source", "value"}
    assert "kind" in missing("rumour", {}, {})


def test_a_figure_goes_stale_when_it_moves_or_is_a_year_old() -> None:
    taken = {"value": 66, "status": "final", "taken_on": "2026-01-10"}
    same = {"value": 66, "status": "final"}
    assert stale(taken, same, date(2026, 6, 1)) is None
    assert stale(taken, None, date(2026, 6, 1)) is None
    moved = stale(taken, {"value": 68, "status": "final"}, date(2026, 1, 11))
    assert moved is not None
    assert (moved.code, moved.params["then"], moved.params["now"]) == ("figure_moved", 66, 68)
    assert (old := stale(taken, same, date(2027, 1, 11))) is not None
    assert old.code == "figure_old"
    assert stale({**taken, "typed": True}, None, date(2030, 1, 1)) is None


def test_a_figure_that_was_hidden_since_is_stale_without_telling_it() -> None:
    found = stale({"value": 6, "status": "final", "taken_on": "2026-01-10"}, {"value": None, "status": "hidden"}, date(2026, 2, 1))
    assert found is not None
    assert found.params["now"].code == "hidden"  # type: ignore[attr-defined]


def test_coverage_counts_every_kind() -> None:
    assert coverage(["survey", "survey", "figure"])["survey"] == 2
    assert len(coverage([])) == 7


# Numbers in words

COUNTS = {("3.1.4", ("adequate",)): 4, ("3.1.4", ("completely_adequate", "adequate")): 4, ("3.1.4", ()): 0}


def lookup(token: Token) -> Bound | None:
    if token.kind == "survey":
        value = COUNTS.get((token.code, token.choices))
        return None if value is None else Bound(value, 7)
    if token.kind == "themes":
        return Bound(4, 6) if token.code == "trust" else None
    return Bound("66") if (token.period, dict(token.dims)) == ("2016", {"sex": "female"}) else None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[survey 3.1.4 adequate]] found it adequate", "4 of 7 found it adequate"),
        ("[[survey 3.1.4 completely_adequate+adequate value]]", "4"),
        ("[[survey 3.1.4 adequate share]]", "57 per cent (n = 7)"),
        ("[[survey 3.1.4]] answered", "7 answered"),
        ("[[themes trust]] interviews", "4 of 6 interviews"),
        ("[[figure victims_identified 2016 sex=female]] women", "66 women"),
        ("a [bracket] and [[nonsense]]", "a [bracket] and [[nonsense]]"),
    ],
)
def test_a_number_comes_from_data_with_its_base(text: str, said: str) -> None:
    assert rendered(text, lookup) == said


def test_a_number_without_data_is_a_fault_and_says_where() -> None:
    found = faults("[[survey 9.9 adequate]], [[themes nothing]], [[figure x 2016]], [[surprise]]", lookup)
    assert [fault.code for fault in found] == ["token_unbound", "token_unbound", "token_unbound", "token_unknown"]
    assert faults("[[themes trust]]", lookup) == []


def test_a_withheld_number_is_withheld_in_print() -> None:
    assert rendered("[[themes trust]]", lambda token: Bound(None, withheld=WITHHELD)) == "an undisclosed number"


@given(st.text(max_size=60))
def test_no_text_is_lost_by_reading_it(text: str) -> None:
    assert "".join(part if isinstance(part, str) else part.source for part in parts(text)) == text


@given(st.from_regex(r"\[\[(survey|themes|figure)( [a-z0-9.+=,_]{0,12}){0,4}\]\]", fullmatch=True))
def test_every_token_is_read_or_named_as_broken(text: str) -> None:
    [part] = parts(text)
    assert isinstance(part, Token | Broken)
    if isinstance(part, Token):
        assert part.code
        assert tokens(text) == [part]


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_shares_are_whole_per_cent_rounded_half_up(value: int, base: int) -> None:
    exact = Decimal(100 * value) / base
    assert abs(exact - share(value, base)) <= Decimal("0.5")


# Writing

TEXT = """One interviewee said so. The law (Art. 7) names a co-ordinator (Aze 30, p. 31). Is it used?

[[survey 3.1.4 adequate]] found it adequate! Nobody else was asked."""


def test_a_text_falls_into_paragraphs_and_sentences() -> None:
    assert len(paragraphs(TEXT)) == 2
    assert [one.place for one in sentences(TEXT)] == ["1.1", "1.2", "1.3", "2.1", "2.2"]


@pytest.mark.parametrize("text", ["See Aze 30, p. 31.", "Qanun (mad. 7, s. 4) deyir.", "Закон (ст. 7, с. 4) говорит."])
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_every_sentence_needs_its_proof() -> None:
    bare = unproved(TEXT, {"1.3"}, lambda sentence: "Aze 30" in sentence)
    assert [one.place for one in bare] == ["1.1", "2.2"]
    assert unproved(TEXT, {"1", "2"}, lambda sentence: False) == []


def test_naming_needs_the_institution_and_a_recorded_consent() -> None:
    assert may_be_named("anonymous", "", "") == {}
    assert set(may_be_named("consent", "", "")) == {"institution", "consent"}
    assert set(may_be_named("institution", " ", "")) == {"institution"}


def test_two_people_make_a_finding_final() -> None:
    author, other = uuid4(), uuid4()
    assert not may_review("draft", author=author, reviewer=author)
    assert may_review("draft", author=author, reviewer=other)
    assert not may_review("final", author=author, reviewer=other)
    assert not may_finish("draft", [], unanswered=0)
    assert not may_finish("reviewed", [], unanswered=1)
    assert may_finish("reviewed", [], unanswered=0)


# Facts


def stated(value: int, *, page: str = "2", cited: str = "TIP 2015", place: str = "Aze 30") -> Stated:
    return Stated("investigations", "2014", Decimal(value), place, page, cited)


def test_one_source_credited_with_two_values_is_named() -> None:
    [found] = competing([stated(32), stated(23, page="9")])
    assert found.same_source is not None
    assert found.differ is not None
    assert found.differ.params["values"] == "23, 32"
    assert [figure.value for figure in found.figures] == [32, 23]


def test_different_sources_may_differ_without_being_a_slip() -> None:
    [found] = competing([stated(32, cited="TIP 2015"), stated(23, cited="GRETA 2014")])
    assert found.same_source is None
    assert found.differ is not None
    [alone] = competing([stated(32)])
    assert (alone.differ, alone.same_source) == (None, None)


# Limits


def codes(**facts: object) -> set[str]:
    return {reason.code for reason in generated(Facts(**facts))}  # type: ignore[arg-type]


def test_limits_carry_the_numbers_they_rest_on() -> None:
    facts = Facts(year=2016, source_years=(2005, 2015), answered=7, invited=20, persons=36, active=20, interviews=14, team=1)
    found = {reason.code: reason.params for reason in generated(facts)}
    assert found["few_answers"] == {"n": 7, "invited": 20}
    assert found["passive_participants"] == {"active": 20, "persons": 36}
    assert found["old_sources"] == {"old": 1, "all": 2, "years": 5, "oldest": 2005}
    assert found["self_selection"] == {"n": 13, "all": 20}
    assert "one_person" in found


def test_nothing_recorded_limits_nothing() -> None:
    assert codes() == set()


def test_every_limit_of_the_method_can_be_written() -> None:
    remarks = dict.fromkeys(
        ["political_tension", "interpretation", "one_person", "short_time", "commissioner_selected", "commissioner_present"], ""
    ) | dict.fromkeys(["notes_by_hand", "not_comparable", "government_input", "superiors_present", "capital_only", "rebuilt"], "note")
    found = codes(
        year=2016, source_years=(2000,), source_languages={"en": 9, "az": 1}, source_areas={1: 9, 4: 1}, answered=7, invited=9,
        persons=36, active=9, interviews=14, stakeholders=20, conflicts=1, remarks=remarks,
    )  # fmt: skip
    assert found >= set(remarks) | {"old_sources", "language_gap", "uneven_sources", "few_answers", "passive_participants"}
    assert found >= {"subjective", "convenience_sample", "self_selection", "conflicts"}


def test_a_count_and_a_remark_about_the_same_thing_are_one_limit() -> None:
    found = generated(Facts(interviews=14, staff_present=6, remarks={"commissioner_present": "in many meetings"}))
    assert [reason.code for reason in found].count("commissioner_present") == 1


# Recommendations


@dataclass(frozen=True)
class Asked:
    id: str
    text: str
    area: int = 5
    theme: str = ""
    year: int = 2012


def test_what_was_asked_before_is_found_by_shared_words_of_the_same_area() -> None:
    earlier = [
        Asked("A", "Invite organisations of civil society to committee meetings as a duty."),
        Asked("B", "Train inspectors."),
        Asked("C", "Invite organisations of civil society to committee meetings.", area=2),
    ]
    [found] = suggestions("Civil society organisations should be invited to every meeting of the committee.", 5, earlier)
    assert found.asked.id == "A"
    assert {"committee", "society"} <= set(found.shared)


def test_the_recommendations_of_the_sources_answer_a_new_finding() -> None:
    found = suggestions("Leading NGOs must be invited to the meetings of the inter-agency committee.", 5, asked_before())
    assert found
    assert all(len(one.shared) >= 2 for one in found)
    assert all(one.asked.area == 5 for one in found)


def test_gaps_are_shown_on_both_sides() -> None:
    links = [("R-1", "F-1"), ("R-2", "F-1")]
    assert without(["F-1", "F-8"], links, side=1) == ["F-8"]
    assert without(["R-1", "R-2", "R-3"], links, side=0) == ["R-3"]


def test_a_revision_says_what_it_is() -> None:
    assert may_revise("keep", "", changed=False)
    assert not may_revise("keep", "", changed=True)
    assert not may_revise("change", "clearer", changed=False)
    assert not may_revise("change", "", changed=True)
    assert not may_revise("drop", " ", changed=False)
    assert may_revise("drop", "the law changed", changed=False)
    assert not may_revise("new", "x", changed=True)


def test_a_recommendation_has_words_and_an_addressee() -> None:
    assert set(complete({}, {"en": " "}, "Z", ["A"])) == {"text", "addressee", "priority"}
    assert complete({"en": "Do it."}, {"en": "State bodies"}, "", ["A"]) == {}
