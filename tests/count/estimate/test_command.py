"""dayaq estimate: the contract of the command line."""

import argparse
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dayaq.site.commands import estimate
from tests.count.estimate.tables import DATA

Capture = pytest.CaptureFixture[str]
KEYS = ["observed", "estimate", "interval", "model", "aic", "status", "gates", "warnings", "seconds"]


def asked(*words: str) -> int:
    parser = argparse.ArgumentParser()
    estimate.add_arguments(parser)
    return estimate.run(parser.parse_args(words))


def answered(capsys: Capture, name: str, *words: str, code: int = 0) -> dict[str, Any]:
    assert asked(str(DATA / f"{name}.csv"), *words, "--json") == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_conditional_interval_of_the_uk_table(capsys: Capture) -> None:
    found = answered(capsys, "UKdat", "--ci", "profile")
    assert list(found)[: len(KEYS)] == KEYS
    assert (found["observed"], found["status"]) == (2_744, "ok")
    assert found["estimate"] == pytest.approx(11_418, rel=1e-3)
    assert found["interval"]["0.95"] == pytest.approx([9_977, 13_146], rel=1e-3)
    assert list(found["interval"]) == ["0.8", "0.95"]
    assert found["model"] == ["PF:NCA", "LA:NG", "NG:GP", "LA:PF", "PF:GP", "GO:GP", "NG:GO"]
    assert found["aic"] == pytest.approx(162.659, abs=1e-3)
    assert found["bootstrap"] is None
    assert "too short" in found["warnings"][0]


def test_the_other_methods_stand_beside_the_chosen_one(capsys: Capture) -> None:
    found = answered(capsys, "Ned_5", "--ci", "profile", "--method", "main")
    beside = found["beside"]
    assert list(beside) == ["independence", "stepwise", "bic", "bic_averaged", "all_pairs"]
    numbers = {name: round(method["estimate"]) for name, method in beside.items()}
    assert numbers == {"independence": 52_924, "stepwise": 121_522, "bic": 48_013, "bic_averaged": 51_833, "all_pairs": 45_135}
    assert {method["status"] for method in beside.values()} == {"ok", "extended"}
    assert all(method["interval"]["0.95"][0] < method["estimate"] < method["interval"]["0.95"][1] for method in beside.values())
    assert found["estimate"] == beside["independence"]["estimate"]


@pytest.mark.parametrize(("method", "expected"), [("main", 12_214), ("stepwise", 11_418), ("bic", 12_350), ("all", 10_569)])
def test_every_method_gives_its_estimate(capsys: Capture, method: str, expected: float) -> None:
    assert answered(capsys, "UKdat", "--ci", "profile", "--method", method)["estimate"] == pytest.approx(expected, rel=1e-3)


def test_the_bootstrap_is_told_with_seed_and_is_the_same_again(capsys: Capture) -> None:
    first = answered(capsys, "UKdat_5", "--bootstrap", "250", "--seed", "5")
    second = answered(capsys, "UKdat_5", "--bootstrap", "250", "--seed", "5")
    assert {**first, "seconds": 0} == {**second, "seconds": 0}
    assert first["bootstrap"]["replicates"] == 250
    assert first["bootstrap"]["seed"] == 5
    low, high = first["interval"]["0.95"]
    assert low < first["interval"]["0.8"][0] < first["estimate"] < first["interval"]["0.8"][1] < high
    assert "With 250 replicates the ends of the interval move with the seed; use 1000 or more." in first["warnings"]
    assert answered(capsys, "UKdat_5", "--bootstrap", "250", "--seed", "6")["interval"] != first["interval"]


def test_a_model_without_estimate_gives_no_number_and_exit_1(capsys: Capture) -> None:
    found = answered(capsys, "Artificial_3", "--method", "all", code=1)
    assert (found["estimate"], found["aic"], found["status"]) == (None, None, "not_identifiable")
    assert found["interval"] == {"0.8": None, "0.95": None}
    assert found["in_the_way"] == ["A:B"]
    assert {gate["code"]: gate["state"] for gate in found["gates"]}["G3"] == "fail"
    assert found["beside"]["independence"]["estimate"] == pytest.approx(539, rel=1e-3)


def test_a_gate_that_refuses_leaves_no_number_anywhere(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("A,B,count\n1,0,40\n0,1,30\n1,1,20\n", encoding="utf-8")
    assert asked(str(path), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["estimate"] is None
    assert {method["estimate"] for method in found["beside"].values()} == {None}


def test_an_empty_list_is_left_out_and_said(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "four.csv"
    path.write_text("A,B,C,D,count\n1,0,0,0,40\n0,1,0,0,30\n0,0,1,0,30\n1,1,0,0,20\n1,0,1,0,9\n0,1,1,0,12\n", encoding="utf-8")
    assert asked(str(path), "--ci", "profile", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["lists"] == ["A", "B", "C"]
    assert found["warnings"][0] == "List D has nobody on it and is left out."


def test_the_text_names_the_reasons_and_every_method(capsys: Capture) -> None:
    assert asked(str(DATA / "Artificial_3.csv"), "--method", "all") == 1
    said = capsys.readouterr().out
    assert "The number of presumed victims cannot be estimated from these lists, because:" in said
    assert "independence: 539 (95 %: 279 to 1,171)" in said
    assert "all pairs: no estimate" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--threshold", "2"), "a threshold of 2.0: a probability from 0 to 1 is expected"),
        (("--threshold", "nan"), "a threshold of nan: a probability from 0 to 1 is expected"),
        (("--bootstrap", "1"), "at least 2 replicates and a seed from 0"),
        (("--seed", "-1"), "at least 2 replicates and a seed from 0"),
    ],
)
def test_an_option_out_of_range_gets_a_sentence_and_exit_2(capsys: Capture, words: tuple[str, str], said: str) -> None:
    assert asked(str(DATA / "UKdat_5.csv"), *words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"dayaq estimate: {said}")


def test_a_bad_file_gets_a_sentence_with_file_line_and_column_and_exit_2(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("A,B,count\n1,0,3\n1,1,2.5\n", encoding="utf-8")
    assert asked(str(path)) == 2
    assert capsys.readouterr().err == (
        "dayaq estimate: bad.csv, line 3, column count: 2.5 is not a whole number; a whole number from 0 is expected\n"
    )


def test_an_interrupt_stops_the_replicates_with_a_sentence_and_exit_2() -> None:
    # whoever runs the tests in the background leaves interrupts switched off for what is started from there
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from dayaq.site.cli import main; sys.exit(main())"
    )
    words = [sys.executable, "-c", program, "estimate", str(DATA / "UKdat_5.csv"), "--method", "bic", "--bootstrap", "200000"]
    source = str(Path(estimate.__file__).parents[3])
    with subprocess.Popen(words, env={**os.environ, "PYTHONPATH": source}, stdout=-1, stderr=-1, text=True) as process:
        assert process.stderr is not None
        first = process.stderr.readline()  # the first line of progress: the replicates are being drawn
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert first.startswith("replicates: ")
    assert (process.returncode, out) == (2, "")
    assert err.splitlines()[-1] == "dayaq estimate: stopped; nothing was estimated"
