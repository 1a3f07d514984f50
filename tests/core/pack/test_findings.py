"""Every error of a pack is named at once, with file, key and what is expected, in our own words."""

from __future__ import annotations

import pytest

from dayaq.core.pack import PackFault, UnknownPack, load
from dayaq.core.pack.findings import EXPECTED, Finding
from tests.core.pack.conftest import Bench


def test_untouched_copy_has_no_errors(az: Bench) -> None:
    assert az.errors() == {}


def test_all_errors_of_all_files_are_named_at_once(az: Bench) -> None:
    az.edit("pack", lambda c: c.update(timezone="Asia/Bakku", version=2016))
    az.edit("process", lambda c: c["clocks"]["referral"]["terms"][0].update(value="24h", kind="maximum"))
    az.edit("bodies", lambda c: c["bodies"]["ctmd"].update(decide=True, parent="nobody"))
    az.edit("entitlements", lambda c: c["entitlements"]["allowance"].pop("basis"))
    az.edit("legal", lambda c: c["acts"]["cm-21"].update(date="2008-13-01"))
    errors = az.errors()
    assert errors["pack.yaml", "timezone"] == "the name of a time zone expected, such as Asia/Baku"
    assert errors["pack.yaml", "version"] == "text expected (found: 2016)"
    assert "PT24H" in errors["process.yaml", "clocks.referral.terms[0].value"]
    assert "'max', 'min', 'target' or 'observed'" in errors["process.yaml", "clocks.referral.terms[0].kind"]
    assert errors["bodies.yaml", "bodies.ctmd.decide"].startswith("no such key is known here")
    assert errors["entitlements.yaml", "entitlements.allowance.basis"] == "this key is required"
    assert errors["legal.yaml", "acts.cm-21.date"].startswith("a date expected, written 2016-01-31")


def test_a_broken_file_does_not_hide_errors_between_others(az: Bench) -> None:
    az.edit("codes", lambda c: c["lists"].update(sex="female"))
    az.edit("process", lambda c: c["age"].update(basis="law-nobody-knows"))
    errors = az.errors()
    assert ("codes.yaml", "lists.sex") in errors
    assert errors["process.yaml", "age.basis"] == "a key or alias of legal.yaml expected (found: 'law-nobody-knows')"


def test_missing_unknown_and_unreadable_files_are_named(az: Bench) -> None:
    (az.path / "process.yaml").unlink()
    (az.path / "procces.yaml").write_text("stages: {}\n", encoding="utf-8")
    (az.path / "status.yaml").write_text("statuses: {suspected: [\n", encoding="utf-8")
    errors = az.errors()
    assert errors["process.yaml", ""] == "this file is required"
    assert errors["procces.yaml", ""].startswith("no such file is known")
    assert [text for (file, key), text in errors.items() if file == "status.yaml" and key.startswith("line ")]


def test_a_key_written_twice_is_named_with_its_line(az: Bench) -> None:
    file = az.path / "access.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "offence: null\n", encoding="utf-8")
    assert az.errors()["access.yaml", "offence"] == f"each key once; repeated in line {len(text.splitlines()) + 1}"


def test_no_is_a_language_and_not_false(az: Bench) -> None:
    (az.path / "codes.yaml").write_text("lists: {language: {items: {no: {en: Norwegian, az: Norveç, ru: Норвежский}}}}\n", encoding="utf-8")
    az.edit("process", lambda c: c["referral"].update(routing=[]))
    assert az.errors() == {}
    assert load("az", az.root).label("codes.language.no", "en") == "Norwegian"


def test_a_faulty_pack_is_not_loaded_and_the_fault_lists_all(az: Bench) -> None:
    az.edit("pack", lambda c: c.update(timezone="Mars", currency="Manat"))
    with pytest.raises(PackFault) as fault:
        load("az", az.root)
    assert [finding.key for finding in fault.value.findings] == ["timezone", "currency"]
    assert "pack.yaml: timezone: error" in str(fault.value)


@pytest.mark.parametrize("code", ["xx", "", ".", "..", "../packs/az", "/etc"])
def test_unknown_packs_and_paths_are_refused(code: str) -> None:
    with pytest.raises(UnknownPack):
        load(code)


def test_expectations_are_our_words() -> None:
    assert not [text for text in EXPECTED.values() if "Input should" in text or "pydantic" in text.lower()]


def test_a_finding_reads_as_file_key_level_expectation() -> None:
    assert str(Finding("pack.yaml", "currency", "text expected")) == "pack.yaml: currency: error: text expected"
