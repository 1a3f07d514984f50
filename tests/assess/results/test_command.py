"""The command line: tables exact and protected, the check for slips, what is refused."""

from __future__ import annotations

import json

import pytest

from dayaq.assess.report.models import Passage
from dayaq.base.access.context import acting
from dayaq.site.cli import parser
from dayaq.site.commands import assess
from tests.assess.results.conftest import AT
from tests.assess.results.people import PRINTED


def run(*words: str) -> int:
    """Run a command as the shell would, with the database that is there."""
    return assess.run(parser(["assess", *words]).parse_args(["assess", *words]))


def test_tables_give_every_item_with_base_counts_and_shares(assessment, capsys) -> None:
    assert run("tables", "az-2016", "--json") == 0
    found = {one["code"]: one for one in json.loads(capsys.readouterr().out)}
    for code, counts in PRINTED.items():
        assert tuple(found[code]["counts"].values()) == counts
        assert found[code]["base"] == sum(counts)
    assert found["3.1.4"]["shares"]["adequate"] == 0.5714
    assert (found["8.1"]["votes"], found["8.1"]["base"]) == (18, 6)


def test_protected_tables_withhold_people(assessment, capsys) -> None:
    assert run("tables", "az-2016", "--protect", "--json") == 0
    found = {one["code"]: one for one in json.loads(capsys.readouterr().out)}
    assert (found["1.6"]["base"], set(found["1.6"]["counts"].values()), bool(found["1.6"]["withheld"])) == (None, {None}, True)
    assert found["3.1.4"]["counts"]["adequate"] == 4


def test_tables_by_sex_of_seven_are_refused_with_the_reason(assessment, capsys) -> None:
    assert run("tables", "az-2016", "--item", "3.1.4", "--by", "1.6", "--protect", "--json") == 1
    said = capsys.readouterr()
    assert "no two groups of at least 5" in said.err
    assert "refused" in json.loads(said.out)[0]


def test_inside_the_office_a_split_is_exact(assessment, capsys) -> None:
    assert run("tables", "az-2016", "--item", "3.1.4", "--by", "1.6", "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["groups"]["female"]["base"] == 1


def test_an_unknown_assessment_item_or_property_is_named(assessment) -> None:
    for words, message in (
        (("tables", "nowhere"), "no assessment nowhere"),
        (("tables", "az-2016", "--item", "9.9"), "no item 9.9"),
        (("tables", "az-2016", "--by", "weight"), "weight is none of them"),
        (("tables", "az-2016", "--by", "1.1"), "comparative mode is switched off"),
    ):
        with pytest.raises(LookupError, match=message):
            run(*words)


def test_a_clean_assessment_has_no_slip(assessment, capsys) -> None:
    assert run("check", "az-2016", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"found": 0, "slips": []}


def test_typed_passages_are_checked_against_the_answers(assessment, consultant, capsys) -> None:
    bodies = [
        ("statement", ["3.1.5"], {"text": "Four said “adequate” (n=4), three said “inadequate” (n=2)."}),
        (
            "table",
            [],
            {"title": "Working together", "columns": ["agree", "neither"], "rows": [{"code": "7.1.1", "counts": [4, 1]}], "base": {"": 6}},
        ),
        ("text", [], {"text": "", "ballots": [{"groups": 0, "choices": 3, "votes": {"E": 3, "H": 1, "J": 3, "L": 2, "M": 1}}]}),
        ("text", [], {"text": "", "intros": [{"section": "4", "text": "Same."}, {"section": "3", "text": "Same."}]}),
        ("text", [], {"text": "", "wordings": [{"code": "7.2.3", "text": "States invite others"}]}),
        ("text", [], {"text": "", "groups": [{"of": "respondents", "dims": {"country": "AZ", "sex": "female"}, "value": 1}]}),
    ]
    with acting(consultant.actor):
        for order, (kind, about, body) in enumerate(bodies):
            Passage.objects.create(
                assessment=assessment,
                section="2.1",
                order=order,
                language="en",
                kind=kind,
                about=about,
                body=body,
                by=consultant.actor.user_id,
                at=AT,
            )
    assert run("check", "az-2016", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["slip"] for one in found["slips"]] == [1, 4, 5, 7, 8, 11]
    assert found["slips"][0]["where"] == "2.1 no. 0 (en)"
