"""dayaq screen: the contract of the command line, and the scenarios of the field through it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.respond.screening.rules import Counts, Dimension
from dayaq.site.commands import screen

Capture = pytest.CaptureFixture[str]


def asked(*words: str) -> int:
    parser = argparse.ArgumentParser()
    screen.add_arguments(parser)
    return screen.run(parser.parse_args(words))


def answered(capsys: Capture, *words: str) -> dict[str, Any]:
    assert asked(*words, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: Capture, *words: str) -> str:
    assert asked(*words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.strip()


@pytest.fixture
def answers(tmp_path: Path) -> Any:
    def write(content: object) -> str:
        path = tmp_path / "answers.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


def test_counts_give_every_dimension_and_the_keys_of_the_contract(capsys: Capture) -> None:
    found = answered(capsys, "--counts", "D4=1S1M,D5=2S")
    assert {"dimensions", "profile", "element_test", "drivers", "missing"} <= set(found)
    assert list(found["dimensions"]) == ["D1", "D2", "D3", "D4", "D5", "D6"]
    assert found["dimensions"]["D4"] == {"strong": 1, "medium": 1, "weak": 0, "positive": True}
    assert found["dimensions"]["D1"] == {"strong": 0, "medium": 0, "weak": 0, "positive": False}
    assert found["profile"] == "unclassified_coercion"
    assert found["element_test"] == {"act": False, "means": "yes", "purpose": True, "met": False}
    assert found["drivers"] == ["D4=1S1M", "D5=2S"]


@pytest.mark.parametrize(
    ("counts", "positive"),
    [("1S", False), ("1S1W", True), ("2M", False), ("2M1W", True), ("1M4W", False), ("9W", False)],
)
def test_published_vectors_through_the_command(capsys: Capture, counts: str, positive: bool) -> None:
    assert answered(capsys, "--counts", f"D2={counts}")["dimensions"]["D2"]["positive"] is positive


@pytest.mark.parametrize("age", [("--age", "16"), ("--child",), ("--age-unknown",)])
def test_child_or_one_who_may_be_meets_the_test_without_means(capsys: Capture, age: tuple[str, ...]) -> None:
    found = answered(capsys, "--counts", "D4=2S", "--acts", "harbouring", *age)
    assert found["element_test"] == {"act": True, "means": "not_required", "purpose": True, "met": True}


@pytest.mark.parametrize("age", [("--age", "18"), ()])
def test_adult_without_means_does_not_meet_the_test(capsys: Capture, age: tuple[str, ...]) -> None:
    found = answered(capsys, "--counts", "D4=2S", "--acts", "harbouring", *age)
    assert found["element_test"] == {"act": True, "means": "no", "purpose": True, "met": False}


def test_agreement_to_prostitution_changes_nothing(capsys: Capture) -> None:
    words = ("--counts", "D5=2S", "--acts", "recruitment", "--purpose", "sexual_exploitation")
    plain, claimed = answered(capsys, *words), answered(capsys, *words, "--consent-claimed")
    assert plain["element_test"] == {"act": True, "means": "yes", "purpose": True, "met": True}
    notes = plain.pop("notes"), claimed.pop("notes")
    assert plain == claimed
    assert len(notes[1]) == len(notes[0]) + 1


def test_unknown_act_or_purpose_is_no_finding(capsys: Capture) -> None:
    found = answered(capsys, "--counts", "D5=2S", "--acts", "unknown", "--purpose", "unknown")
    assert (found["element_test"]["act"], found["element_test"]["purpose"]) == (False, False)


def test_text_says_the_same_without_json(capsys: Capture) -> None:
    assert asked("--counts", "D4=1S1M,D5=1S") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[3:5] == [
        "D4  strong 1  medium 1  weak 0  positive",
        "D5  strong 1  medium 0  weak 0  negative",
    ]
    assert "Missing: one more indicator of any weight makes D5 positive (ask: isolation, debt, threats)" in lines


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--counts", "D7=1S"), "D7=1S"),
        (("--counts", "D4="), "D4="),
        (("--counts", "D4=1S,D4=2S"), "D4"),
        (("--counts", ""), "empty"),
        (("--counts", "D4=1S", "--acts", "harbouring,selling"), "selling"),
        (("--counts", "D4=1S", "--purpose", "gold"), "gold"),
        (("--counts", "D4=1S", "--age", "-3"), "-3"),
        (("--counts", "D4=1S", "--answers", "x.json"), "--answers"),
        (("--counts", "D4=1S", "--pack", "atlantis"), "atlantis"),
        (("--list", "no-such-list", "--answers", "x.json"), "no-such-list"),
        (("--list", "az-labour"), "--answers"),
        (("--list", "az-labour", "--answers", "no-such-file.json"), "no-such-file.json"),
    ],
)
def test_bad_usage_names_what_is_wrong(capsys: Capture, words: tuple[str, ...], named: str) -> None:
    assert named in refused(capsys, *words)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({"AZ-L06": "yes", "AZ-X99": "yes"}, "AZ-X99"),
        ({"AZ-L06": "perhaps"}, "AZ-L06"),
        ({"AZ-L06": True}, "AZ-L06"),
        ({"AZ-L06": ["yes"]}, "AZ-L06"),
        ('{"AZ-L06": "yes", "AZ-L06": "no"}', "AZ-L06"),
        (["AZ-L06"], "object"),
        ("yes", "JSON"),
    ],
)
def test_bad_answers_name_the_code(capsys: Capture, answers: Any, content: object, named: str) -> None:
    assert named in refused(capsys, "--list", "az-labour", "--answers", answers(content))


def test_papers_kept_long_hours_and_low_pay_are_exploitation_only_and_ask_on(capsys: Capture, answers: Any) -> None:
    given_yes = answers({"AZ-L06": "yes", "AZ-L08": "yes", "AZ-L09": "yes"})
    found = answered(capsys, "--list", "az-labour", "--answers", given_yes, "--age", "30")
    assert found["dimensions"]["D5"] == {"strong": 1, "medium": 0, "weak": 0, "positive": False}
    assert found["dimensions"]["D4"] == {"strong": 1, "medium": 1, "weak": 0, "positive": True}
    assert found["profile"] == "exploitation_only"
    assert set(found["drivers"]) == {"AZ-L06", "AZ-L08", "AZ-L09"}
    ask = {entry["dimension"]: entry for entry in found["missing"]}["D5"]
    assert ask["ask"] == ["isolation", "debt", "threats"]
    assert {"AZ-L03", "AZ-L15"} <= set(ask["unanswered"])
    assert found["element_test"] == {"act": False, "means": "unknown", "purpose": True, "met": False}


def test_open_answers_count_like_silence(capsys: Capture, answers: Any) -> None:
    silent = answered(capsys, "--list", "az-labour", "--answers", answers({"AZ-L08": "yes"}))
    said = {"AZ-L08": "yes", "AZ-L06": "unknown", "AZ-L03": "not_asked"}
    assert answered(capsys, "--list", "az-labour", "--answers", answers(said)) == silent


def test_consent_cites_the_law_of_the_pack(capsys: Capture, answers: Any) -> None:
    words = ("--list", "az-labour", "--answers", answers({"AZ-L06": "yes"}), "--consent-claimed")
    assert any("1.0.2" in note for note in answered(capsys, *words)["notes"])


counts_of_one = st.builds(Counts, st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))


@given(st.dictionaries(st.sampled_from(Dimension), counts_of_one.filter(lambda c: c != Counts()), min_size=1))
def test_counts_written_are_the_counts_read(counts: dict[Dimension, Counts]) -> None:
    text = ",".join(f"{key}={c.strong}S{c.medium}M{c.weak}W" for key, c in counts.items())
    read = screen.parse_counts(text)
    assert {key: found.counts for key, found in read.items() if found.counts != Counts()} == counts
