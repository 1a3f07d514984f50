"""The command line: a workbook out, faults in words and as JSON, without a database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from dayaq.assess.framework.rules.loading import DATA
from dayaq.assess.framework.rules.shape import plain
from dayaq.site import cli
from tests.assess.framework.world import small


def test_the_workbook_is_written_and_found_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "survey.xlsx"
    assert cli.main(["instrument", "xlsform", "ct-nat-survey", "--out", str(out), "--country", "az"]) == 0
    assert "79 questions" in capsys.readouterr().out
    assert cli.main(["instrument", "check", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


@pytest.mark.parametrize(
    "code",
    [
        "ct-nat-survey",
        "ct-nat-interview",
        "ct-nat-criteria",
        str(DATA),
        *(str(DATA / f"{name}.yaml") for name in ("survey", "interview", "criteria")),
    ],
)
def test_what_comes_with_dayaq_is_whole(code: str) -> None:
    assert cli.main(["instrument", "check", code]) == 0


def test_a_gap_is_a_finding_that_names_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in DATA.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(
            text.replace("Which country do you mostly work in?", "") if file.stem == "survey" else text, encoding="utf-8"
        )
    assert cli.main(["instrument", "check", str(tmp_path), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [(one["where"], one["code"]) for one in said["faults"] if one["level"] == "error"] == [("1.1", "gap")]


def test_a_file_that_is_no_form_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    assert cli.main(["instrument", "check", str(path)]) == 1
    assert "form.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["check", "no-such"],
        ["check", str(DATA / "scales.yaml")],
        ["xlsform", "no-such", "--out", "x.xlsx"],
        ["xlsform", "ct-nat-survey", "--out", "no/folder/x.xlsx"],
    ],
)
def test_usage_is_two(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["instrument", *words]) == 2


def test_neither_django_nor_a_database_is_loaded() -> None:
    code = "import sys; from dayaq.site import cli; cli.main(['instrument', 'check', 'ct-nat-survey']); sys.exit(any(m in sys.modules for m in ('django', 'psycopg')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_a_whole_instrument_in_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.yaml"
    data = {**plain(small()), "title": {"en": "Only English"}}
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    assert cli.main(["instrument", "check", str(path)]) == 1
    assert "error: small: The title is missing in: az, ru." in capsys.readouterr().err


def test_a_gap_of_the_guide_is_found_in_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (DATA / "interview.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    del data["sections"][0]["questions"][0]["text"]["ru"]
    (tmp_path / "interview.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    assert cli.main(["instrument", "check", str(tmp_path)]) == 1
    assert "error: 1.1: The question is missing in: ru." in capsys.readouterr().err
