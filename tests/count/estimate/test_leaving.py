"""What leaves the office: no small count of persons, no estimate that is for work inside only, no file replaced by mistake."""

import csv
import io
import json
import re
import sys
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dayaq.count.estimate.gates.assumptions import Assumptions
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.persons import shown, shown_part
from dayaq.count.estimate.reporting.answer import PROFILE, Asked, answer
from dayaq.count.estimate.reporting.answer import as_json as answered
from dayaq.count.estimate.reporting.letters import LINE, SMALL, wrapped
from dayaq.count.estimate.reporting.pictures import svg
from dayaq.count.estimate.reporting.record import published, record
from dayaq.count.estimate.reporting.report import Report, as_json, investigate, warnings
from dayaq.count.estimate.reporting.rows import csv_file
from dayaq.site.cli import main
from dayaq.site.commands.estimate import shown_progress
from tests.count.estimate.tables import DATA, small, table

FOLDER = Path(__file__).resolve().parents[3]
SVG = "{http://www.w3.org/2000/svg}"
AT = datetime(2026, 3, 1, tzinfo=UTC)
FEW_PAIRS = small(("A", 50), ("B", 40), ("C", 30), ("AB", 30), ("AC", 2), ("BC", 1))
Capture = pytest.CaptureFixture[str]


@lru_cache
def report(captures: Captures) -> Report:
    return investigate(answer(captures, Asked(ci=PROFILE)), Assumptions(), whole=True)


def results(captures: Captures) -> dict[str, object]:
    return answered(report(captures).found) | as_json(report(captures))


def estimate(*words: object) -> int:
    return main(["estimate", *map(str, words)])


@pytest.mark.parametrize(("count", "text"), [(0, 0), (1, "c"), (4, "c"), (5, 5)])
def test_one_to_four_persons_are_written_c(count: int, text: int | str) -> None:
    assert shown(count) == text
    assert shown_part(100 - count, 100) == ("c" if text == "c" else 100 - count)


def test_the_text_hides_few_persons_on_two_lists(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "few.csv"
    path.write_text("A,B,C,count\n1,0,0,50\n0,1,0,40\n0,0,1,20\n1,1,0,2\n0,1,1,1\n")
    assert estimate(path, "--ci", "profile") == 1
    assert capsys.readouterr().out.startswith("113 persons on 3 lists, c of them on two or more\n")


def test_the_run_record_holds_no_small_overlap_and_none_that_gives_it_back() -> None:
    kept = record(report(FEW_PAIRS).found, results(FEW_PAIRS), Assumptions(), at=AT)
    assert kept["results"]["overlap"] == [["c"] * 3] * 3
    assert (kept["results"]["observed"], kept["results"]["on_two_or_more"]) == (153, 33)
    many = small(("A", 50), ("B", 40), ("C", 30), ("AB", 30), ("AC", 12), ("BC", 7))
    assert record(report(many).found, results(many), Assumptions(), at=AT)["results"]["overlap"] == many.overlap().tolist()
    assert results(FEW_PAIRS)["overlap"] == FEW_PAIRS.overlap().tolist()  # on standard output: office output like the lists


def test_persons_lost_with_a_list_are_no_difference_of_two_printed_numbers() -> None:
    captures = small(("A", 60), ("B", 50), ("C", 40), ("D", 3), ("AB", 12), ("AC", 10), ("BC", 9), ("AD", 9), ("BD", 8), lists="ABCD")
    lost = {
        line["what"]: line["observed"]
        for line in csv.DictReader(io.StringIO(csv_file(report(captures)).decode()))
        if line["kind"] == "left out"
    }
    assert lost["D"] == "c"
    assert lost["A"] == str(captures.observed - 60)


def test_the_fingerprint_does_not_depend_on_the_order_of_columns() -> None:
    uk = table("UKdat_5")
    one, other = (record(report(found).found, results(found), Assumptions(), at=AT) for found in (uk, uk.reordered(uk.lists[::-1])))
    assert one["fingerprint"] == other["fingerprint"]


def test_the_picture_of_a_weak_overlap_has_words_and_no_estimate() -> None:
    root = ElementTree.fromstring(svg(report(table("Artificial_3"))))  # noqa: S314 - our own picture
    words = root.find(f"{SVG}desc")
    assert words is not None
    assert words.text is not None
    assert words.text.startswith("The lists overlap too little for an estimate to be published.")
    assert "methods give" not in words.text
    assert "539" not in words.text
    assert root.find(f".//{SVG}g[@id='axes_1']") is None


def test_numbers_of_a_weak_overlap_are_marked_in_text_rows_and_json(capsys: Capture) -> None:
    assert estimate(DATA / "Artificial_3.csv", "--ci", "profile") == 0
    told = capsys.readouterr().out
    assert told.index("For work inside the office only. Asked for:") < told.index("stepwise: ")
    found = report(table("Artificial_3"))
    assert b"All numbers below are for work inside the office only." in csv_file(found)
    assert (as_json(found)["inside_only"], as_json(report(table("UKdat_5")))["inside_only"]) == (True, False)


def test_a_lower_bound_above_a_method_has_a_note() -> None:
    thin = report(table("Artificial_3"))
    bound = as_json(thin)["lower_bound"]
    assert bound["at_least"] > min(opinion.low for opinion in thin.given)
    assert bound["note"].startswith("The lower bound lies above the lower end of a method's interval")
    assert bound["note"] in warnings(thin)


def test_the_axis_is_called_logarithmic_only_when_it_is() -> None:
    said: list[str] = []

    def heard(text: str) -> str:
        said.append(text)
        return text

    svg(report(table("UKdat_5")), heard)
    assert "presumed victims, including those known (logarithmic)" in said
    said.clear()
    svg(report(small(("A", 50), ("B", 40), ("C", 30), ("AB", 30), ("AC", 22), ("BC", 21), ("ABC", 19))), heard)
    assert "presumed victims, including those known" in said
    assert "presumed victims, including those known (logarithmic)" not in said


def test_lines_of_the_picture_are_as_wide_as_their_letters() -> None:
    latin, cyrillic = ("persons who are known " * 12).strip(), ("лица жертвами известны " * 12).strip()
    assert " ".join(wrapped(cyrillic, SMALL)) == cyrillic
    assert max(map(len, wrapped(cyrillic, SMALL))) < max(map(len, wrapped(latin, SMALL)))
    assert len(wrapped(latin, SMALL, LINE / 2)) > len(wrapped(latin, SMALL))


def example() -> str:
    """The assumptions as the document shows them."""
    blocks = re.findall(r"(?:^    .*\n)+", (FOLDER / "docs" / "methods" / "files.md").read_text(), re.MULTILINE)
    return next("".join(line[4:] + "\n" for line in block.splitlines()) for block in blocks if "same_period:" in block)


def test_the_example_of_the_document_is_read(tmp_path: Path, capsys: Capture) -> None:
    stated = tmp_path / "stated.yaml"
    stated.write_text(example(), encoding="utf-8")
    assert estimate(DATA / "UKdat.csv", "--assumptions", stated, "--ci", "profile", "--json") == 1
    gates = {gate["code"]: " ".join(gate["reasons"]) for gate in json.loads(capsys.readouterr().out)["gates"]}
    assert "List NCA has no way of its own to find people." in gates["G1"]
    assert "Part of list NCA came by referral from PF (40 %)." in gates["G1"]
    assert "About 10 % of the links were missed" in gates["G5"]


def test_a_list_may_be_called_no(tmp_path: Path, capsys: Capture) -> None:
    lists, stated = tmp_path / "lists.csv", tmp_path / "stated.yaml"
    lists.write_text("NO,SE,7,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n1,1,0,30\n1,0,1,22\n0,1,1,11\n")
    stated.write_text("lists:\n  NO: {own_recruitment: true}\n  SE: {own_recruitment: true}\n  7: {own_recruitment: true}\n")
    assert estimate(lists, "--assumptions", stated, "--ci", "profile", "--json") == 0
    assert "not stated" not in json.loads(capsys.readouterr().out)["gates"][0]["reasons"][0]


def test_no_file_that_is_read_is_replaced(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "lists.csv"
    path.write_bytes((DATA / "UKdat_5.csv").read_bytes())
    (tmp_path / "again.csv").symlink_to(path)
    for target in (path, tmp_path / "again.csv", tmp_path / "." / "lists.csv"):
        assert estimate(path, "--out", target) == 2
        assert "it is read by this run; name another file" in capsys.readouterr().err
    assert path.read_bytes() == (DATA / "UKdat_5.csv").read_bytes()


def test_all_targets_are_looked_at_before_the_work(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "folder.csv").mkdir()
    for second, said in (("folder.csv", "this is a folder"), ("a.csv", "it is named twice"), ("no/a.csv", "there is no folder")):
        assert estimate(DATA / "UKdat_5.csv", "--out", tmp_path / "a.csv", "--out", tmp_path / second) == 2
        assert f"--out {tmp_path / second}: {said}" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]


def test_a_file_that_cannot_be_written_is_named_as_the_user_named_it(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert estimate(DATA / "UKdat_5.csv", "--ci", "profile", "--out", tmp_path / "a.json") == 2
    assert capsys.readouterr().err == f"dayaq estimate: --out {tmp_path / 'a.json'}: it cannot be written (No space left on device)\n"


def test_a_run_is_compared_with_an_earlier_record(tmp_path: Path, capsys: Capture) -> None:
    stated, old = tmp_path / "stated.yaml", tmp_path / "old.json"
    stated.write_text("definition: presumed victims\n")
    words = (DATA / "UKdat_5.csv", "--ci", "profile", "--assumptions", stated)
    assert estimate(*words, "--out", old) == 0
    capsys.readouterr()
    assert estimate(*words, "--compare", old, "--json") == 0
    assert json.loads(capsys.readouterr().out)["change"] == {
        "ok": False,
        "code": "uncertain",
        "said": "The ranges of the two estimates overlap; a change cannot be told.",
    }
    earlier = json.loads(old.read_text())
    earlier["results"]["range"]["with_uncertainty"] = [3_000, 5_000]
    old.write_text(json.dumps(earlier))
    assert estimate(*words, "--compare", old) == 0
    assert "The estimate is higher than before: both ranges lie apart." in capsys.readouterr().out
    old.write_text("[1]")
    assert estimate(*words, "--compare", old) == 2
    assert "old.json is no run record of an estimate" in capsys.readouterr().err


def test_a_record_without_a_range_that_may_be_published_cannot_be_compared() -> None:
    thin = record(report(table("Artificial_3")).found, results(table("Artificial_3")), Assumptions(definition="presumed"), at=AT)
    assert published(json.loads(json.dumps(thin)), "old.json") is None


@pytest.mark.parametrize("words", [("--bootstrap", "-5"), ("--seed", "-1"), ("--bootstrap", "100000000")])
def test_replicates_out_of_range_are_refused_for_every_interval(words: tuple[str, str], capsys: Capture) -> None:
    assert estimate(DATA / "UKdat_5.csv", "--ci", "profile", *words) == 2
    assert capsys.readouterr().err.startswith("dayaq estimate: at least 2 replicates and a seed from 0")


def test_the_chosen_method_is_that_of_the_band(capsys: Capture) -> None:
    assert estimate(DATA / "UKdat_5.csv", "--ci", "profile", "--method", "main", "--missed", 0.15, "--false", 0.05, "--json") == 0
    found = json.loads(capsys.readouterr().out)["linkage"]
    assert found["method"] == "main"
    assert found["with_such_errors_undone"]["median"] == found["with_such_errors_undone"]["independence"]


def test_an_extended_model_is_marked_and_models_with_an_estimate_are_counted(capsys: Capture) -> None:
    assert estimate(DATA / "Artificial_3.csv", "--ci", "profile", "--multiverse") == 0
    told = capsys.readouterr().out
    assert "8 models of pairs, with an estimate: 4" in told
    assert estimate(DATA / "UKdat_5.csv", "--ci", "profile") == 0
    assert re.search(r"all pairs: [^\n]*\[extended\]", capsys.readouterr().out)


def test_a_list_with_a_colon_in_its_name_is_estimated_from(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "colon.csv"
    path.write_text((DATA / "UKdat_5.csv").read_text().replace("LA,", "Shelter: east,", 1))
    assert estimate(path, "--bootstrap", 60, "--multiverse", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert estimate(DATA / "UKdat_5.csv", "--bootstrap", 60, "--json") == 0
    assert found["estimate"] == pytest.approx(json.loads(capsys.readouterr().out)["estimate"], rel=1e-6)


def test_progress_off_a_terminal_tells_the_end_when_it_told_anything(capsys: Capture) -> None:
    assert not sys.stderr.isatty()
    told, silent = shown_progress(every=0.0), shown_progress(every=1e9)
    for done in (125, 1_000):
        told(done, 1_000)
        silent(done, 1_000)
    assert capsys.readouterr().err == "replicates: 125 of 1,000\nreplicates: 1,000 of 1,000\n"
