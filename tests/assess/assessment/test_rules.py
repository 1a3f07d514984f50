"""Citations, sampling and steps by hand."""

from __future__ import annotations

import pytest

from dayaq.assess.assessment.rules import Facts, Known, citations, faults, progress, read, sampled, series_of

REGISTER = {"Gen 1": Known(120, True), "Aze 30": Known(40, True), "Aze 31": Known(0, False)}


def wrong(text: str, *, pages: bool = True) -> list[str]:
    return [reason.code for reason in faults(text, REGISTER, pages=pages)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as reported (Aze 30, p. 31)", []),
        ("as reported (Gen 1, pp. 4-6; Aze 30, p. 2)", []),
        ("(Aze 30, səh. 31) and (Aze 30, с. 31)", []),
        ("(Aze 30)", ["no_page"]),
        ("(Aze 99, p. 1)", ["unknown_source"]),
        ("(Gen 7, p. 1)", ["unknown_source"]),
        ("(Aze 31, p. 1)", ["source_left_out"]),
        ("(Aze 30, p. 41)", ["page_beyond"]),
        ("(Aze 30, pp. 9-3)", ["pages_backwards"]),
        ("In May 2016, and on Monday 13, Article 144 said so.", []),
    ],
)
def test_what_is_wrong_with_a_citation(text, found) -> None:
    assert wrong(text) == found


def test_a_document_may_be_cited_as_a_whole_where_that_is_enough() -> None:
    assert wrong("(Aze 30)", pages=False) == []


def test_citations_are_read_with_their_pages() -> None:
    [one, two] = citations("Aze 30, pp. 4-6 and Gen 1", {"Aze", "Gen"})
    assert (one.code, one.first, one.last, two.code, two.first) == ("Aze 30", 4, 6, "Gen 1", 0)
    assert read("Aze 30, p. 31").first == 31
    assert read("see Aze 30") is None


@pytest.mark.parametrize(("countries", "series"), [((), "Gen"), (("AZ",), "Aze"), (("AZ", "GE"), "Gen"), (("UK",), "Uk")])
def test_the_series_of_a_source(countries, series) -> None:
    assert series_of(countries) == series


def test_a_list_of_the_capital_and_the_state_says_so() -> None:
    bodies = [("state", "capital", True, True)] * 8 + [("igo", "capital", True, False)] * 1 + [("ngo", "region", False, False)]
    sample = sampled(bodies)
    everything = sample.total()
    assert (everything.listed, everything.asked, everything.accepted) == (10, 9, 8)
    assert [note.code for note in sample.notes] == ["capital_bias", "state_bias"]
    assert [note.code for note in sampled(bodies[:3]).notes] == ["capital_only", "state_bias", "no_ngo"]
    assert sampled([]).notes == ()


def test_a_step_finished_too_early_says_what_is_missing() -> None:
    facts = Facts(
        sources=100, reviewed=100, undecided=3, kept=61, purposes=1, counts={"interviews": 0, "findings": 4, "findings_without": 2}
    )
    states = {step.code: step for step in progress(facts, {"survey": True}, {"desk_review": True})}
    assert (states["desk_review"].state, [one.reason.code for one in states["desk_review"].missing]) == ("done", ["undecided"])
    assert [one.reason.code for one in states["tool"].missing] == ["no_instrument"]
    assert [one.reason.code for one in states["interviews"].missing] == ["no_stakeholders", "no_interviews"]
    assert (states["survey"].state, states["survey"].missing) == ("now", ())  # nobody counts answers: nothing is claimed
    assert [one.reason.code for one in states["analysis"].missing] == ["findings_without"]
