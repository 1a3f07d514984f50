"""Cross-checks: references lead somewhere, somebody can act, one day has one value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dayaq.core.pack import Level
from tests.core.pack.conftest import Bench

Change = Callable[[Any], object]

SLIPS: list[tuple[str, Change, str, str]] = [
    ("bodies", lambda c: c["bodies"]["sms"].update(parent="ministry"), "bodies.yaml", "bodies.sms.parent"),
    ("bodies", lambda c: c["bodies"]["sms"].update(type="wizard"), "bodies.yaml", "bodies.sms.type"),
    ("bodies", lambda c: c["bodies"]["scfwca"].update(monitors=["type:castle"]), "bodies.yaml", "bodies.scfwca.monitors[0]"),
    (
        "status",
        lambda c: c["statuses"]["suspected"]["assert_by"][0].update(by=["everyone"]),
        "status.yaml",
        "statuses.suspected.assert_by[0].by[0]",
    ),
    ("process", lambda c: c["referral"]["recipients"][0].update(body="sbs", unit=None), "process.yaml", "referral.recipients[0].body"),
    ("process", lambda c: c["referral"]["recipients"][0].update(unit="night"), "process.yaml", "referral.recipients[0].unit"),
    (
        "process",
        lambda c: c["identification"]["routes"]["police"].update(decided_by=["sms"]),
        "process.yaml",
        "identification.routes.police.decided_by",
    ),
    (
        "status",
        lambda c: c["statuses"]["not_identified"].update(assert_by=[{**c["statuses"]["suspected"]["assert_by"][0], "by": ["ngo"]}]),
        "status.yaml",
        "statuses.not_identified.assert_by",
    ),
    (
        "process",
        lambda c: c["identification"]["routes"]["police"]["steps"]["indicators"].update(lists=["az-genral"]),
        "process.yaml",
        "identification.routes.police.steps.indicators.lists",
    ),
    ("process", lambda c: c["reflection"].update(given_on=["presumed", "believed"]), "process.yaml", "reflection.given_on"),
    (
        "entitlements",
        lambda c: c["entitlements"]["fund"].update(statuses=["recognised"]),
        "entitlements.yaml",
        "entitlements.fund.statuses",
    ),
    ("entitlements", lambda c: c["entitlements"]["residence"].update(clock="permit"), "entitlements.yaml", "entitlements.residence.clock"),
    (
        "entitlements",
        lambda c: c["entitlements"]["allowance"]["amounts"][1].update(valid=["2010-01-01", None]),
        "entitlements.yaml",
        "entitlements.allowance.amounts[2].valid",
    ),
    (
        "process",
        lambda c: c["clocks"]["referral"]["terms"].append(c["clocks"]["referral"]["terms"][0]),
        "process.yaml",
        "clocks.referral.terms[1].valid",
    ),
    ("process", lambda c: c.update(stages={k: v for k, v in c["stages"].items() if k != "first_assistance"}), "process.yaml", "stages"),
    ("process", lambda c: c["stages"]["decision"].update(waits_for=["luck"]), "process.yaml", "stages.decision.waits_for"),
    ("process", lambda c: c["clocks"]["referral"]["terms"][0].update(value=None), "process.yaml", "clocks.referral.terms[0]"),
    ("process", lambda c: c["clocks"]["referral"]["terms"][0].update(end_rule="end_of_day"), "process.yaml", "clocks.referral.terms[0]"),
    ("legal", lambda c: c["acts"]["cm-21"]["aliases"].append("Decision 68"), "legal.yaml", "acts.cm-8.aliases"),
    ("legal", lambda c: c["conflicts"]["d1"].update(acts=["cm-9"]), "legal.yaml", "conflicts.d1.acts[0]"),
    ("legal", lambda c: c["acts"]["cm-21"]["title"].pop("ru"), "legal.yaml", "acts.cm-21.title"),
    (
        "codes",
        lambda c: c["maps"]["exploitation_to_survey"]["pairs"].update(sexual=["brothel"]),
        "codes.yaml",
        "maps.exploitation_to_survey.pairs.sexual",
    ),
    ("codes", lambda c: c["maps"]["exploitation_to_survey"]["pairs"].pop("sexual"), "codes.yaml", "maps.exploitation_to_survey.pairs"),
    ("reports", lambda c: c.update(disaggregation=["shoe_size"]), "reports.yaml", "disaggregation[0]"),
    ("indicators/labour", lambda c: c["items"]["AZ-L03"].update(weight="huge"), "indicators/labour.yaml", "items.AZ-L03.weight"),
    ("indicators/labour", lambda c: c["items"]["AZ-L03"].update(weight=None), "indicators/labour.yaml", ""),
    ("indicators/labour", lambda c: c.update(items={}), "indicators/labour.yaml", ""),
    ("indicators/labour", lambda c: c.update(code="az-child"), "indicators/labour.yaml", "code"),
]


@pytest.mark.parametrize(("name", "change", "file", "key"), SLIPS, ids=[f"{file}:{key}:{n}" for n, (_, _, file, key) in enumerate(SLIPS)])
def test_a_slip_is_named_where_it_is(az: Bench, name: str, change: Change, file: str, key: str) -> None:
    az.edit(name, change)
    assert (file, key) in az.errors()


def test_a_pack_in_which_nobody_can_presume_fails(az: Bench) -> None:
    az.edit("status", lambda c: c["statuses"]["presumed"].update(assert_by=[]))
    assert {f.expected for f in az.findings() if f.key == "statuses.presumed.assert_by"} == {
        "somebody who may assert it expected",
        "nobody can presume a victim here: a body that may do so expected",
    }


def test_a_pack_in_which_nobody_gives_the_reflection_notice_fails(az: Bench) -> None:
    az.edit("process", lambda c: c["reflection"].update(notify_by=[]))
    assert az.errors() == {
        ("process.yaml", "reflection.notify_by"): "nobody can give the reflection notice here: a body that may do so expected"
    }


def test_a_status_nobody_may_assert_fails(demo: Bench) -> None:
    demo.edit("status", lambda c: c["statuses"]["ngo_identified"].update(assert_by=[]))
    assert list(demo.errors()) == [("status.yaml", "statuses.ngo_identified.assert_by")]


@pytest.mark.parametrize("control", ["auditor", "administrator"])
def test_control_is_kept_apart_from_case_work(demo: Bench, control: str) -> None:
    demo.edit("roles", lambda c: c["roles"][control]["excludes"].remove("panel_member"))
    assert demo.errors() == {("roles.yaml", f"roles.{control}.excludes"): "these too: panel_member"}


def test_a_permission_nobody_knows_is_an_error(demo: Bench) -> None:
    demo.edit("roles", lambda c: c["roles"]["panel_member"]["permissions"].append("case.delete"))
    assert list(demo.errors()) == [("roles.yaml", "roles.panel_member.permissions[7]")]


def test_citing_a_disputed_act_by_another_name_only_warns(az: Bench) -> None:
    az.edit("entitlements", lambda c: c["entitlements"]["fund"].update(basis="Decision 68"))
    assert az.errors() == {}
    about = {f.expected for f in az.findings() if f.level is Level.WARNING and f.key == "entitlements.fund.basis"}
    assert about == {"Decision 68 is another name of cm-8", "documents disagree about cm-8 (disputed)"}


def test_texts_of_the_base_need_the_languages_of_the_pack(az: Bench) -> None:
    az.edit("pack", lambda c: c.update(languages=["az", "ru", "en", "ka"]))
    errors = az.errors()
    assert errors["codes.yaml", "lists.sex.items.female"] == "the text in ka too"
    assert errors["roles.yaml", "roles.analyst.description"] == "the text in ka too"


def test_two_lists_of_one_name_in_two_files_are_an_error(demo: Bench) -> None:
    """Of two lists with one name the last would silently win, and forms of the other area would offer its codes."""
    demo.edit("detection", lambda content: content.setdefault("lists", {}).update(service_kind={"label": {}, "items": {}}))
    demo.edit("detection", lambda content: content["lists"]["service_kind"].update(label=TEXT, items={"one": TEXT}))
    assert [key for file, key in demo.errors() if key.endswith("lists.service_kind")] == ["lists.service_kind"]


TEXT = {"en": "Invented", "az": "Uydurma", "ru": "Вымышлено"}


def test_ass_01_a_catalogue_of_services_without_a_part_of_the_minimum_package_is_an_error(az: Bench) -> None:
    """A country may name its services as it likes; what everybody has to get is among them and is not hidden."""
    assert az.errors() == {}
    az.edit("support", lambda c: c.setdefault("lists", {}).update(service_kind={"hidden": ["interpreting"]}))
    text = "interpreting expected: a part of the minimum package (coe197.12)"
    assert text in {f.expected for f in az.findings() if (f.file, f.key) == ("support.yaml", "lists.service_kind")}
