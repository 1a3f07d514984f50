"""Submissions of ODK clients: the shapes of two clients, and what must not come in."""

from __future__ import annotations

import pytest

from dayaq.assess.framework.rules import odk
from dayaq.assess.framework.rules.loading import common
from tests.answers import respondent

SURVEY = common("ct-nat-survey")


@pytest.mark.parametrize("empty", [False, True], ids=["web forms: left out", "enketo: written empty"])
@pytest.mark.parametrize("seed", range(25))
def test_both_shapes_come_back_to_the_same_values(seed: int, *, empty: bool) -> None:
    said = respondent(SURVEY, seed)
    got = odk.read(SURVEY, odk.written(SURVEY, said, "ru", empty=empty))
    assert (dict(got.answers), got.language, got.strange) == (said, "ru", ())


def test_an_answer_that_is_no_longer_asked_is_not_kept() -> None:
    xml = odk.written(SURVEY, {"2.2.1": "organs", "1.3": "over_10"}, "en")
    assert odk.read(SURVEY, xml).answers == {"1.3": "over_10"}


def test_the_instance_id_and_times_are_not_read() -> None:
    xml = odk.written(SURVEY, {"1.3": "over_10"}, "en").replace("</data>", "<start>2016-01-31T10:00:00</start></data>")
    got = odk.read(SURVEY, xml)
    assert got.answers == {"1.3": "over_10"}
    assert got.strange == ("start",)
    assert "uuid" not in repr(got)


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        ("<data id='another' version='1'/>", "another"),
        ("<data id='ct-nat-survey' version='7'/>", "ct-nat-survey 7"),
        ("no xml", "not XML"),
        ("<!DOCTYPE data [<!ENTITY a 'b'>]><data id='ct-nat-survey' version='1'>&a;</data>", "not XML"),
        ("<data>" + "x" * odk.LARGEST + "</data>", "larger"),
    ],
)
def test_what_is_no_answer_to_this_form_is_refused(xml: str, why: str) -> None:
    with pytest.raises(odk.NotASubmission, match=why):
        odk.read(SURVEY, xml)


def test_a_variant_reads_its_own_form() -> None:
    variant = common("ct-nat-survey", "AZ")
    assert odk.read(variant, odk.written(variant, {"1.7": "capital"}, "az")).answers == {"1.7": "capital"}


def test_nesting_as_deep_as_the_file_is_long_does_no_harm() -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    assert odk.read(SURVEY, f"<data id='ct-nat-survey' version='1'>{deep}</data>").answers == {}
