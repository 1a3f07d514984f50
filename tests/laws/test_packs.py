"""Every pack that comes with Dayaq is in order, complete in its languages, and data only."""

from __future__ import annotations

import pytest

from dayaq.core.clock import Confidence
from dayaq.core.pack import Level, available, check, load
from dayaq.core.pack.assemble import PACKS
from dayaq.core.pack.view import bindings_of

CODES = available()


def test_the_packs_at_hand() -> None:
    assert CODES == ["az", "demo", "ge", "intl-minimum", "uk"]


@pytest.mark.parametrize("code", CODES)
def test_pack_has_no_errors(code: str) -> None:
    assert [str(finding) for finding in check(PACKS / code) if finding.level is Level.ERROR] == []


def test_packs_hold_data_only() -> None:
    assert {file.suffix for file in PACKS.rglob("*") if file.is_file()} == {".yaml"}


@pytest.mark.parametrize("code", ["az", "demo", "intl-minimum"])
def test_three_languages_are_complete_and_marked_as_not_reviewed(code: str) -> None:
    manifest = load(code).manifest
    assert set(manifest.languages) == {"en", "az", "ru"}
    assert set(manifest.not_reviewed_by_native_speaker) == {"az", "ru"}


@pytest.mark.parametrize("code", CODES)
def test_every_binding_value_cites_an_act_of_the_register(code: str) -> None:
    pack = load(code)
    unknown = [(key, basis) for key, rule in bindings_of(pack) for basis in rule.basis if pack.legal.find(basis) is None]
    assert unknown == []


def test_nothing_unverified_starts_a_clock() -> None:
    terms = [term for code in CODES for deadlines in load(code).clocks.values() for term in deadlines]
    assert [term.rule for term in terms if term.confidence is Confidence.UNVERIFIED and term.starts_clock] == []
    assert len(terms) > 25


def test_the_uk_is_for_figures_only() -> None:
    uk = load("uk")
    assert uk.statistical_only
    assert not uk.bodies
    assert uk.manifest.attribution is not None
    assert "Open Government Licence" in uk.manifest.attribution["en"]
    with pytest.raises(LookupError):
        _ = uk.process


PUBLISHED = {
    "nrm_responder_type": {"Police", "Government agency", "Local Authority", "NGO and third sector"},
    "nrm_age": {"Adult (18 or over)", "Child (17 or under)", "Not specified or unknown"},
    "nrm_gender": {"Female", "Male", "Other", "Not Recorded"},
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_uk_lists_are_the_words_of_the_published_tables(name: str) -> None:
    assert {text["en"] for text in load("uk").codes[name].items.values()} == PUBLISHED[name]


def test_a_mixed_form_of_exploitation_is_mapped_to_each_of_its_parts() -> None:
    uk = load("uk")
    assert len(uk.codes["nrm_exploitation"].items) == 24
    (mixed,) = [code for code, text in uk.codes["nrm_exploitation"].items.items() if text["en"] == "Sexual, Labour & Domestic"]
    assert uk.translate("nrm_exploitation_to_exploitation", mixed) == ("sexual", "forced_labour", "domestic_servitude")
    assert uk.translate("nrm_exploitation_to_exploitation", "not_specified") == ("unknown",)
