"""The command line as promised: its commands, its exit codes, JSON on standard output; and the two commands for newcomers."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dayaq.site import cli
from dayaq.site.commands import doctor

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "sed", "cat", "cksum", "tr", "dirname")
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", [*cli.PURE, *cli.DATABASE])
def test_every_command_has_a_module_with_help(name: str) -> None:
    part = cli.module(name)
    parser = argparse.ArgumentParser()
    part.add_arguments(parser)
    assert callable(part.run)
    assert (part.__doc__ or "").strip()


def test_the_commands_of_the_contract_are_there() -> None:
    assert {"screen", "pack", "clock", "figures", "import", "demo", "doctor", "serve", "migrate", "init"} <= {*cli.PURE, *cli.DATABASE}


@pytest.mark.parametrize(
    "words",
    [["no-such-command"], [], ["pack"], ["clock", "--no-such-option"], ["screen", "--list"]],
    ids=lambda words: " ".join(words) or "nothing",
)
def test_a_wrong_call_ends_with_2_and_says_so_on_standard_error(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    assert "usage: dayaq" in said.err


def test_what_the_surroundings_lack_ends_with_2(capsys: Capture) -> None:
    assert cli.main(["pack", "show", "no-such-country", "--on", "2016-01-14", "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("dayaq")


def test_findings_end_with_1(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "pack.yaml").write_text("code: nowhere\n")
    assert cli.main(["pack", "check", str(tmp_path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)


@pytest.mark.django_db
def test_the_doctor_speaks_json(capsys: Capture) -> None:
    code = doctor.run(argparse.Namespace(json=True))
    report = json.loads(capsys.readouterr().out)
    wrong = [check["check"] for check in report["checks"] if not check["ok"]]
    assert (code, report["ok"]) == (1 if wrong else 0, not wrong)
    assert {"check", "ok", "text"} == set(report["checks"][0])
    assert "row security enabled and forced" in {check["check"] for check in report["checks"]}
    assert report["level"][0] in "AB"


def script(folder: Path, *words: str, path: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(folder / "run"), *words], env={"PATH": path}, capture_output=True, text=True, timeout=60, check=False
    )


def test_run_without_words_explains_itself() -> None:
    answer = script(ROOT, path=os.environ["PATH"])
    assert (answer.returncode, answer.stderr) == (0, "")
    for command in ("./run demo", "./run test", "./run dayaq ARGS"):
        assert command in answer.stdout


def test_run_with_a_wrong_word_ends_with_2() -> None:
    assert script(ROOT, "no-such-word", path=os.environ["PATH"]).returncode == 2


@pytest.mark.parametrize("command", ["demo", "test", "dayaq"])
def test_run_without_python_says_what_to_install(tmp_path: Path, command: str) -> None:
    shutil.copy(ROOT / "run", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    answer = script(tmp_path, command, path=str(tools))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "Python 3.11 or newer" in answer.stderr
    assert not (tmp_path / ".venv").exists()
