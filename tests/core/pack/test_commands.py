"""``dayaq pack`` and ``dayaq clock``: JSON on standard output, errors on standard error, exit 0, 1 or 2."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest

from dayaq.site.commands import clock, pack
from tests.core.pack.conftest import Bench

Capture = pytest.CaptureFixture[str]


def call(command: ModuleType, *words: str) -> int:
    """Parse the words as the dispatcher does and run the command."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(words)))


def answer(capsys: Capture) -> Any:
    return json.loads(capsys.readouterr().out)


def test_clock_answers_due_kind_basis(capsys: Capture) -> None:
    assert call(clock, "--pack", "az", "--rule", "referral", "--from", "2016-01-14T10:00", "--json") == 0
    out = answer(capsys)
    assert {key: out[key] for key in ("due", "kind", "basis", "confidence", "until")} == {
        "due": "2016-01-15T10:00:00+04:00",
        "kind": "max",
        "basis": "cm-21.7",
        "confidence": "seed",
        "until": "referral_sent",
    }


def test_clock_reads_a_time_without_zone_as_local_and_one_with_zone_as_given(capsys: Capture) -> None:
    call(clock, "--pack", "az", "--rule", "referral", "--from", "2016-01-14T06:00+00:00", "--json")
    assert answer(capsys)["due"] == "2016-01-15T10:00:00+04:00"


def test_clock_counts_working_days_of_the_country(capsys: Capture) -> None:
    """Thursday in a country whose weekend is Friday and Saturday: due at the end of Monday."""
    call(clock, "--pack", "demo", "--rule", "referral", "--from", "2024-03-07T10:00", "--json")
    out = answer(capsys)
    assert (out["value"], out["kind"], out["last_day"]) == ("P2WD", "target", "2024-03-11")


def test_clock_without_a_rule_in_force_finds_nothing(capsys: Capture) -> None:
    assert call(clock, "--pack", "az", "--rule", "reflection", "--from", "2012-05-01T10:00", "--json") == 1
    assert answer(capsys)["due"] is None


@pytest.mark.parametrize(
    "words", [("--pack", "xx", "--rule", "referral"), ("--pack", "az", "--rule", "patience"), ("--pack", "uk", "--rule", "referral")]
)
def test_clock_usage_errors(capsys: Capture, words: tuple[str, ...]) -> None:
    assert call(clock, *words, "--from", "2016-01-14T10:00") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("dayaq clock: ")


def test_show_gives_the_rules_of_a_day(capsys: Capture) -> None:
    assert call(pack, "show", "az", "--on", "2012-05-01", "--json") == 0
    early = answer(capsys)
    call(pack, "show", "az", "--on", "2014-05-01", "--json")
    late = answer(capsys)
    assert "reflection" not in early["clocks"]
    assert late["clocks"]["reflection"]["value"] == "P30D"
    assert (early["allowance"]["value"], late["allowance"]["value"]) == ("200", "400")
    keys = [rule["key"] for rule in late["rules"]]
    assert len(keys) == len(set(keys)) > 60
    assert all(rule["basis"] and rule["confidence"] in {"seed", "web", "unverified"} for rule in late["rules"])


def test_check_names_every_error_and_exits_1(az: Bench, capsys: Capture) -> None:
    az.edit("pack", lambda c: c.update(timezone="Mars"))
    az.edit("access", lambda c: c.update(default="allow"))
    assert call(pack, "check", str(az.path), "--json") == 1
    out = answer(capsys)
    assert [(error["file"], error["key"]) for error in out["errors"]] == [("access.yaml", "default"), ("pack.yaml", "timezone")]
    assert all(error["expected"] for error in out["errors"])


def test_check_of_a_good_pack_and_of_no_folder(az: Bench, capsys: Capture) -> None:
    assert call(pack, "check", str(az.path), "--json") == 0
    assert answer(capsys)["errors"] == []
    assert call(pack, "check", str(az.path / "nothing")) == 2
    assert call(pack, "show", "xx", "--on", "2014-01-01") == 2


@pytest.mark.parametrize("module", ["pack", "clock"])
def test_these_commands_load_no_django(module: str) -> None:
    code = f"import sys, dayaq.site.commands.{module}; sys.exit(any(name.split('.')[0] in ('django', 'psycopg') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
