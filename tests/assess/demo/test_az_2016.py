"""Azerbaijan 2016, rebuilt: the published numbers come out, and nothing more is claimed than was published."""

from __future__ import annotations

import csv
import json
from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dayaq.assess.assessment.models import Assessment
from dayaq.assess.assessment.queries import by_code
from dayaq.assess.findings import queries as findings
from dayaq.assess.findings.models import Earlier, Finding, Recommendation
from dayaq.assess.framework.rules.loading import asked_before
from dayaq.assess.interviews import queries as interviews
from dayaq.assess.report.queries.manuscript import manuscript
from dayaq.assess.report.rules.slips import found
from dayaq.assess.results import queries as results
from dayaq.assess.results.queries import rounds
from dayaq.assess.survey import queries as survey
from dayaq.base.access.context import acting
from dayaq.site.commands import assess_check
from dayaq.site.demo import assess
from dayaq.site.demo import company as cast
from dayaq.site.demo.assess.reading import read

# Counts printed in the report of 2016. F000-064 is printed as "two ... (n=3)"; seven answers to the item need three.
PUBLISHED = Path(__file__).with_name("published.csv")
UNNUMBERED = {"7.3.2": {"difficult": 1}}  # printed without a number; five of the six who answered are accounted for
BASES = {"5.1.4": 6, "5.1.5": 6, "5.1.6": 6, "5.1.7": 6, "6.1.5": 5, "6.1.6": 5, "6.1.7": 5, "7.1.1": 5, "3.1.4": 7, "8.1": 6}


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Assessment]:
    """The assessments of the demonstration, made once for all tests here and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast.make_people()
        company = cast.company()
        assert assess.load_assessments(company, timezone.now()) > 0
        assert assess.load_assessments(company, timezone.now()) == 0
        with acting(company["ulker"]):
            row = by_code(assess.CLEAN)
            assert row is not None
            yield row
        transaction.set_rollback(True)


def published() -> dict[str, dict[str, int]]:
    """The printed counts by item and choice."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    with PUBLISHED.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            counts[line["item"]][line["choice"]] = int(line["count"])
    return counts


def test_every_printed_count_comes_out(built: Assessment) -> None:
    tables = results.tables(built)
    for item, counts in published().items():
        counted = {choice: n for choice, n in tables[item].counts.items() if n}
        assert counted == {choice: n for choice, n in counts.items() if n} | UNNUMBERED.get(item, {}), item


def test_the_bases_are_those_of_the_report(built: Assessment) -> None:
    tables = results.tables(built)
    assert {item: tables[item].base for item in BASES} == BASES
    assert {table.respondents for table in tables.values()} == {7}
    assert tables["8.1"].votes == 18


def test_what_was_not_printed_is_not_answered(built: Assessment) -> None:
    answered = {code for code, table in results.tables(built).items() if table.base}
    assert answered == set(published()) | {"1.1", "1.6"}


def test_fourteen_interviews_with_thirty_six_persons(built: Assessment) -> None:
    facts = interviews.facts(built)
    assert (facts.interviews, facts.persons, facts.men, facts.women) == (14, 36, 28, 8)


def test_themes_have_the_printed_numbers_and_bases(built: Assessment) -> None:
    counts = {theme.label["en"]: (theme.n, theme.base) for theme in interviews.themes(built)}
    assert counts["Trafficking is not the work of organised crime"] == (4, 6)
    assert counts["The law is comprehensive"] == (4, 6)
    assert counts["Forced marriage is of little weight"][0] == 2
    assert counts["It is the public that refers cases"][0] == 2
    assert counts["The indicators of 2009 are named"][0] == 1


def test_it_is_marked_as_rebuilt_and_findings_are_final(built: Assessment) -> None:
    assert built.rebuilt
    assert "rebuilt" in built.remarks
    assert set(Finding.objects.filter(assessment=built).values_list("status", flat=True)) == {"final"}
    assert Recommendation.objects.filter(assessment=built).count() == 66


def test_what_was_asked_before_is_known(built: Assessment) -> None:
    rows = set(Earlier.objects.filter(assessment=built, same=True).values_list("recommendation__code", "asked"))
    assert {("IOM-61", "OSCE-01"), ("IOM-13", "OSCE-20")} <= rows
    years = {one.id: one.year for one in asked_before()}
    assert all(years[asked] < years[code] for code, asked in rows)


def test_one_source_with_two_figures_is_shown_with_both(built: Assessment) -> None:
    (same,) = [group for group in findings.facts(built) if (group.figures[0].metric, group.figures[0].period) == ("investigations", "2014")]
    assert {int(figure.value) for figure in same.figures} == {32, 23}
    assert same.same_source is not None


def test_the_command_names_every_slip(built: Assessment, capsys: pytest.CaptureFixture[str]) -> None:
    del built
    assert assess_check.run(Namespace(assessment=assess.CLEAN, json=True)) == 0
    assert json.loads(capsys.readouterr().out) == {"found": 0, "slips": []}
    assert assess_check.run(Namespace(assessment=assess.SLIPS, json=True)) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["found"] == len(said["slips"])
    assert {slip["slip"] for slip in said["slips"]} == set(range(1, 12))


def test_the_outsiders_see_nothing(built: Assessment) -> None:
    with acting(cast.company()["leyla"]):
        assert by_code(built.code) is None


def test_nothing_would_make_its_report_wrong(built: Assessment) -> None:
    assert [slip.as_json() for slip in found(manuscript(built))] == []


def test_the_practice_copy_holds_the_eleven_slips(built: Assessment) -> None:
    copy = by_code(assess.SLIPS)
    assert copy is not None
    assert copy.id != built.id
    slips = found(manuscript(copy))
    assert {slip.number for slip in slips} == set(range(1, 12))
    planted = {passage["slip"]: order for order, passage in enumerate(read("slips")["passages"], start=1)}
    for slip in slips:
        assert slip.number == 7 or f"no. {planted[slip.number]} " in slip.where, slip.as_json()


def test_the_practice_round_is_compared_with_it(built: Assessment) -> None:
    row = by_code(assess.RUNNING)
    assert row is not None
    waiting = survey.returns(row)
    assert waiting.opened + waiting.waiting == read("running")["respondents"]
    assert waiting.waiting >= 5  # a full batch stays sealed while the survey runs
    assert waiting.invited == len(read("running")["guests"])
    beside = rounds.comparison(row, protect=False)
    assert beside is not None
    assert beside.earlier == built


def test_the_co_ordinator_sees_the_round_and_no_answer_of_it(built: Assessment) -> None:
    del built
    with acting(cast.company()["nigar"]):
        row = by_code(assess.RUNNING)
        assert row is not None
        assert survey.answers(row) == []
