"""The commands figures and import as the contract says: shapes, exit codes, 2016 and 2017 of Azerbaijan, the tables of the United Kingdom."""

from __future__ import annotations

import argparse
import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from dayaq.base.access.context import acting
from dayaq.count.figures import actions
from dayaq.respond.identification.models import FormalDecision
from dayaq.respond.referral.models import Referral
from dayaq.site import cli
from dayaq.site.commands import figures, imports
from tests.cast import Person, company
from tests.count import build
from tests.count.build import baku, known

DATA = Path(__file__).parents[1] / "count" / "data" / "uk_nrm"


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    """Run a command inside the database at hand: exit code, JSON, what was said on standard error."""
    part = figures if words[0] == "figures" else imports
    parser = argparse.ArgumentParser()
    part.add_arguments(parser)
    code = part.run(parser.parse_args([*words[1:], "--json"]))
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else None, said.err


@pytest.fixture
def printed(committed: None) -> None:
    """The published figures, and nothing counted."""
    actions.load_published()


@pytest.fixture
def years(committed: None) -> dict[str, Person]:
    """Azerbaijan as published: 66 women and 5 men in 2017, 69 and 1 in 2016; 6 and 466 referrals by civil society, nobody recognised."""
    actions.load_published()
    people = company()
    officer, ngo = people["officer"].actor, people["ngo"].actor
    for year, women, men, foreign in ((2016, 69, 1, 1), (2017, 66, 5, 3)):
        for number in range(women + men):
            abroad = number >= foreign
            facts = known(
                sex="female" if number < women else "male", exploitation="sexual" if number < women else "forced_labour",
                nationality="AZ" if abroad else "RU", route="abroad_returned" if abroad else "exploited_here",
            )  # fmt: skip
            about = build.case(officer, baku(year, 2, 1), under_18="no", **facts)
            build.decide(officer, about, baku(year, 3, 1))
    for year, referrals in ((2016, 466), (2017, 6)):
        first = build.refer(ngo, build.case(ngo, baku(year, 4, 1)), baku(year, 4, 2))
        with acting(ngo):
            Referral.objects.bulk_create(copied(first) for _number in range(referrals - 1))
    return people


def copied(referral: Referral) -> Referral:
    """Another referral like this one."""
    columns = {field.attname: getattr(referral, field.attname) for field in Referral._meta.concrete_fields if field.name != "id"}
    return Referral(**columns)


def values(found: list[dict[str, Any]]) -> dict[tuple[str, ...], Any]:
    return {tuple(cell["dims"].values()): cell["value"] for cell in found if cell["value"] != 0}


def test_the_published_figures_of_2016_and_2017_come_out_of_a_case_load(
    years: dict[str, Person], capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(year: str, measure: str, *more: str) -> list[dict[str, Any]]:
        code, found, _err = call(capsys, "figures", "--pack", "az", "--year", year, "--measure", measure, *more)
        assert code == 0
        return found  # type: ignore[no-any-return]  # JSON

    (total,) = asked("2017", "victims_identified")
    assert {key: total[key] for key in ("measure", "dims", "value", "status", "period")} == {
        "measure": "victims_identified",
        "dims": {},
        "value": 71,
        "status": "final",
        "period": "2017",
    }
    assert [(other["value"], other["reference"], other["status"]) for other in total["competing"]] == [(71, "F004-021", "published")]
    assert values(asked("2017", "victims_identified", "--by", "sex,exploitation")) == {
        ("female", "sexual"): 66,
        ("male", "forced_labour"): 5,
    }
    assert values(asked("2017", "victims_identified", "--by", "nationality")) == {("AZ",): 68, ("foreign",): 3}
    route = {cell["dims"]["route"]: cell["value"] for cell in asked("2017", "victims_identified", "--by", "route")}
    assert route == {"internal": 0, "abroad_returned": 68, "exploited_here": 3}
    assert {cell["dims"]["age"]: cell["value"] for cell in asked("2017", "victims_identified", "--by", "age")} == {"child": 0, "adult": 71}
    assert values(asked("2016", "victims_identified", "--by", "sex")) == {("female",): 69, ("male",): 1}
    assert values(asked("2016", "victims_identified", "--by", "nationality"))[("foreign",)] == 1
    for year, referrals in (("2016", 466), ("2017", 6)):
        (by_ngo,) = asked(year, "referrals", "--by", "from,to")
        assert (by_ngo["dims"], by_ngo["value"], [other["value"] for other in by_ngo["competing"]]) == (
            {"from": "ngo", "to": "ctmd"},
            referrals,
            [referrals],
        )
        (recognised,) = asked(year, "referrals_recognised", "--by", "from,to")
        assert (recognised["dims"], recognised["value"]) == ({"from": "ngo", "to": "ctmd"}, 0)


def test_a_removal_shows_at_once_and_small_counts_can_be_hidden(years: dict[str, Person], capsys: pytest.CaptureFixture[str]) -> None:
    officer = years["officer"].actor
    with acting(officer):
        one = FormalDecision.objects.filter(at__year=2017).first()
    assert one
    build.change(officer, FormalDecision, one.pk, removed_at=baku(2017, 9, 1), removed_reason="entered_in_error")
    _code, found, _err = call(capsys, "figures", "--year", "2017", "--measure", "victims_identified")
    assert [cell["value"] for cell in found] == [70]
    _code, found, _err = call(capsys, "figures", "--year", "2017", "--measure", "victims_identified", "--by", "nationality", "--protect")
    assert {cell["dims"]["nationality"]: (cell["value"], cell["status"]) for cell in found} == {
        "AZ": (None, "hidden"),
        "foreign": (None, "hidden"),
    }


def test_without_a_measure_everything_is_told(printed: None, capsys: pytest.CaptureFixture[str]) -> None:
    code, found, _err = call(capsys, "figures", "--pack", "az", "--year", "2017")
    assert code == 0
    assert {"victims_identified", "referrals", "offenders_convicted", "budget_protection"} <= {cell["measure"] for cell in found}
    assert {frozenset(cell) - {"reference"} for cell in found} == {
        frozenset({"measure", "dims", "value", "status", "source", "period", "competing"})
    }


def test_the_investigations_of_2014_compete(printed: None, capsys: pytest.CaptureFixture[str]) -> None:
    _code, found, _err = call(capsys, "figures", "--pack", "az", "--year", "2014", "--measure", "investigations")
    assert [(cell["value"], [other["value"] for other in cell["competing"]]) for cell in found] == [(32, [23]), (23, [32])]


def test_the_list_names_every_measure_once(printed: None, capsys: pytest.CaptureFixture[str]) -> None:
    code, found, _err = call(capsys, "figures", "--list")
    codes = [measure["measure"] for measure in found]
    assert (code, len(codes)) == (0, len(set(codes)))
    assert {measure["measure"] for measure in found if measure["computed"]} >= {
        "victims_identified",
        "referrals",
        "referrals_recognised",
        "victims_ngo_only",
    }
    assert len(codes) > 193


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--year", "17"], "a year such as 2017 expected"),
        ([], "--year or --period is missing"),
        (["--year", "2017", "--measure", "nothing"], "there is no measure nothing"),
        (["--year", "2017", "--pack", "xx"], "there is no pack xx"),
        (["--year", "2017", "--measure", "victims_identified", "--by", "shoe_size"], "not broken down by shoe_size"),
    ],
)
def test_wrong_usage_is_said_with_exit_code_2(committed: None, capsys: pytest.CaptureFixture[str], words: list[str], expected: str) -> None:
    code, out, err = call(capsys, "figures", *words)
    assert (code, out) == (2, None)
    assert expected in err


@pytest.mark.usefixtures("committed")
def test_the_united_kingdom_by_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(DATA / "referrals_leaf_2022q2_2023q2.csv")
    code, report, err = call(capsys, "import", "uk-nrm", file)
    assert (code, {key: report[key] for key in ("referrals", "rows", "new", "errors")}) == (
        0,
        {"referrals": 21918, "rows": 8000, "new": 8000, "errors": []},
    )
    assert "8000 of 8000" in err
    code, report, _err = call(capsys, "import", "uk-nrm", file)
    assert (code, report["referrals"], report["new"]) == (0, 21918, 0)
    _code, (total,), _err = call(capsys, "figures", "--pack", "uk", "--period", "2022-2023", "--measure", "referrals")
    assert (total["value"], total["status"]) == (21918, "provisional")
    assert total["source"] == "Home Office, National Referral Mechanism statistics, 2022-Q2 to 2023-Q2 (Open Government Licence v3.0)"
    _code, quarters, _err = call(capsys, "figures", "--pack", "uk", "--period", "2022-2023", "--measure", "referrals", "--by", "quarter")
    assert {cell["dims"]["quarter"]: cell["value"] for cell in quarters} == {
        "2022-Q2": 4171,
        "2022-Q3": 4586,
        "2022-Q4": 4417,
        "2023-Q1": 4746,
        "2023-Q2": 3998,
    }


@pytest.mark.usefixtures("committed")
def test_findings_are_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text((DATA / "excerpt.csv").read_text(encoding="utf-8") + "2022_q2,only,three\n", encoding="utf-8")
    code, report, err = call(capsys, "import", "uk-nrm", str(broken))
    assert (code, report["rows"], report["errors"]) == (1, 40, [{"line": 42, "expected": "8 columns expected, found 3"}])
    assert "broken.csv: line 42: 8 columns expected, found 3" in err


def test_a_file_of_another_kind_is_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, committed: None
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setattr(cli, "database", lambda *_words: nullcontext())  # the database is at hand already
    assert cli.main(["import", "uk-nrm", str(other)]) == 2
    assert "a header expected that begins quarter,responder_type" in capsys.readouterr().err
