import csv
import io
import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from dayaq.count.estimate.gates.assumptions import Assumptions, Linkage, Override
from dayaq.count.estimate.reporting.answer import PROFILE, Asked, answer
from dayaq.count.estimate.reporting.pictures import svg
from dayaq.count.estimate.reporting.record import fingerprint, record
from dayaq.count.estimate.reporting.report import as_json, investigate
from dayaq.count.estimate.reporting.rows import COLUMNS, csv_file, xlsx_file
from dayaq.site.cli import main
from tests.count.estimate.tables import DATA, small, table

FOUR = small(("A", 40), ("B", 30), ("C", 20), ("AB", 2), ("BC", 2))
SVG = "{http://www.w3.org/2000/svg}"


@lru_cache
def report(captures, missed=None, override=None):
    given = Assumptions(linkage=Linkage(missed=missed, false=missed))
    return investigate(answer(captures, Asked(replicates=200), given, override), given, whole=True)


def lines(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_json_has_every_part():
    found = as_json(report(table("UKdat_5"), 0.1))
    assert found["range"] == {"methods": [11_000, 23_000], "with_uncertainty": [6_500, 34_000]}
    assert [method["method"] for method in found["methods"]] == ["independence", "stepwise", "bic", "bic_averaged", "all_pairs", "bayes"]
    assert found["multiverse"]["models"] == 1_024
    assert found["multiverse"]["best_bic"][0]["estimate"] == pytest.approx(22_991, abs=1)
    assert found["bayes"]["median"] == pytest.approx(22_990, abs=3)
    assert found["linkage"]["with_such_errors_on_top"]["replicates"] == 200
    assert len(found["backtest"]["lists"]) == len(found["left_out"]) == 5
    assert len(found["merged"]) == 10
    json.dumps(found)


def test_every_step_is_told():
    heard = []
    found = answer(table("UKdat_5"), Asked(ci=PROFILE), Assumptions(linkage=Linkage(missed=0.1)))
    investigate(found, Assumptions(linkage=Linkage(missed=0.1)), whole=True, say=heard.append)
    assert heard[:2] == ["second opinion", "tables with errors of linkage"]
    assert len(heard) == 2 + 5 + 10 + 3  # lists left out, merged, hidden (on LA and GP fewer than 5 are on two other lists)


def test_json_has_no_number_where_a_gate_refuses():
    found = as_json(report(FOUR))
    assert (found["range"], found["methods"], found["bayes"], found["lower_bound"]) == (None, [], None, None)
    assert "multiverse" not in found
    assert found["plain"]["kind"] == "none"


def test_csv_has_every_model_once_and_the_words_first():
    found = lines(csv_file(report(table("UKdat_5"))))
    models = [line for line in found if line["kind"] == "model"]
    assert found[0]["kind"] == "said"
    assert "from 11" in found[0]["what"]
    assert len({line["what"] for line in models}) == len(models) == 1_024
    assert sum(float(line["aic_weight"]) for line in models) == pytest.approx(1)
    assert float(models[0]["aic"]) == min(float(line["aic"]) for line in models)


def test_csv_names_models_without_estimate():
    found = [line for line in lines(csv_file(report(table("Artificial_3")))) if line["kind"] == "model"]
    assert {line["what"]: line["status"] for line in found if not line["estimate"]} == {
        "A:B": "no_mle",
        "A:B A:C": "no_mle",
        "A:B B:C": "no_mle",
        "A:B A:C B:C": "not_identifiable",
    }


def test_counts_of_fewer_than_five_persons_are_written_c():
    captures = small(("A", 60), ("B", 50), ("C", 40), ("D", 2), ("AB", 12), ("AC", 10), ("BC", 9), ("AD", 1), ("BD", 1), lists="ABCD")
    hidden = {line["what"]: line for line in lines(csv_file(report(captures))) if line["kind"] == "hidden list"}
    assert (hidden["D"]["truth"], hidden["D"]["observed"]) == ("c", "c")
    assert hidden["A"]["truth"] == "83"


def test_workbook_has_a_sheet_for_each_kind():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(report(table("UKdat_5"), 0.1))))
    assert book.sheetnames == ["Said", "Method", "Linkage", "Quantile", "Threshold", "Left out", "Merged", "Hidden list", "Model"]
    assert book["Model"].max_row == 1_025


def test_names_of_lists_that_a_spreadsheet_would_run_are_made_harmless():
    captures = small(("A", 60), ("B", 50), ("C", 40), ("AB", 12), ("AC", 10), ("BC", 9)).__class__
    table_ = captures(("=A", "B", "C"), small(("A", 60), ("B", 50), ("C", 40), ("AB", 12), ("AC", 10), ("BC", 9)).counts)
    assert not re.search(rb"(^|,)=", csv_file(report(table_)), re.MULTILINE)


@pytest.mark.parametrize("name", ["UKdat_5", "Ned_5", "Artificial_3"])
def test_picture_is_narrow_says_itself_and_is_the_same_again(name):
    picture = svg(report(table(name)))
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own picture
    assert float(root.attrib["width"].removesuffix("pt")) * 96 / 72 <= 390
    assert root.attrib["role"] == "img"
    assert root.find(f"{SVG}title").text == "Estimate of presumed victims"
    assert root.find(f"{SVG}desc").text.startswith(report(table(name)).words.lines()[0])
    assert picture == svg(report(table(name)))
    assert root.find(f".//{SVG}text") is None  # letters are outlines


def test_picture_of_a_refusal_holds_the_words_only():
    root = ElementTree.fromstring(svg(report(FOUR)))  # noqa: S314 - our own picture
    assert "cannot be estimated" in root.find(f"{SVG}desc").text
    assert root.find(f".//{SVG}g[@id='axes_1']") is None


def test_picture_speaks_the_language_it_is_given():
    picture = svg(report(table("UKdat_5")), lambda text: text.replace("presumed victims", "Opfer")).decode()
    assert '<title id="title">Estimate of Opfer</title>' in picture
    assert "Estimated number of Opfer, including the 2" in picture
    assert "presumed victims" not in picture


def recorded(seed=1, replicates=60, at=datetime(2026, 3, 1, tzinfo=UTC)):
    found = answer(table("UKdat_5"), Asked(seed=seed, replicates=replicates))
    return record(found, as_json(investigate(found, Assumptions())) | {"seconds": found.seconds}, Assumptions(), at=at)


def test_record_of_two_runs_has_one_fingerprint():
    one, other = recorded(), recorded(at=datetime(2026, 3, 2, tzinfo=UTC))
    assert one["fingerprint"] == other["fingerprint"] != recorded(seed=2)["fingerprint"]
    assert one["made"] == "2026-03-01T00:00:00+00:00"
    assert one["data"]["sha256"] == table("UKdat_5").digest()
    assert one["asked"]["seed"] == 1
    assert "seconds" not in one["results"]


def test_fingerprint_forgives_the_last_digits_and_nothing_else():
    assert fingerprint({"x": 1 / 3}) == fingerprint({"x": 1 / 3 + 1e-15})
    assert fingerprint({"x": 1 / 3}) != fingerprint({"x": 1 / 3 + 1e-6})
    assert fingerprint({"a": 1, "b": [1, 2]}) == fingerprint({"b": [1, 2], "a": 1})


def test_record_names_who_went_on_and_why():
    decided = Override("Invented Person", "asked for by the parliament")
    found = answer(FOUR, Asked(ci=PROFILE), Assumptions(), decided)
    kept = record(found, {}, Assumptions(), at=datetime(2026, 3, 1, tzinfo=UTC))
    assert kept["override"] == {"by": "Invented Person", "reason": "asked for by the parliament"}
    assert kept["gone_through"] == ["G2"]


def estimate(*words):
    return main(["estimate", *map(str, words)])


def test_command_writes_all_four_files(tmp_path: Path, capsys):
    outs = [tmp_path / f"out{ending}" for ending in (".csv", ".xlsx", ".svg", ".json")]
    words = [word for out in outs for word in ("--out", out)]
    assert estimate(DATA / "UKdat_5.csv", "--bootstrap", 60, "--multiverse", "--missed", 0.15, "--false", 0.05, "--json", *words) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found)[:9] == ["observed", "estimate", "interval", "model", "aic", "status", "gates", "warnings", "seconds"]
    assert found["multiverse"]["quantiles"]["0.5"] == pytest.approx(13_495, abs=1)
    assert (found["linkage"]["missed"], found["linkage"]["false"]) == (0.15, 0.05)
    assert any("undone" in warning for warning in found["warnings"])
    assert lines(outs[0].read_bytes())[0].keys() == set(COLUMNS)
    assert outs[2].read_bytes().startswith(b"<?xml")
    assert json.loads(outs[3].read_text())["results"]["estimate"] == found["estimate"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(out.name for out in outs)


def test_command_says_the_range_before_any_number_of_a_method(capsys):
    assert estimate(DATA / "UKdat_5.csv", "--ci", "profile", "--multiverse") == 0
    told = capsys.readouterr().out
    places = [told.index(part) for part in ("from 11,000 to 23,000", "It depends on", "stepwise: 11,313", "1,024 models", "lowest: 5,289")]
    assert places == sorted(places)
    assert "2.5% of them up to: 9,881" in told
    assert "GP (336): no estimate" in told


def test_command_without_multiverse_keeps_it_out_of_the_json(capsys):
    assert estimate(DATA / "UKdat_5.csv", "--ci", "profile", "--json") == 0
    assert "multiverse" not in json.loads(capsys.readouterr().out)


def test_command_reads_assumptions_and_stops_at_a_gate(tmp_path: Path, capsys):
    stated = tmp_path / "stated.yaml"
    stated.write_text("same_period: true\nsame_definition: false\nages: all\n")
    assert estimate(DATA / "UKdat_5.csv", "--assumptions", stated, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["estimate"] is None
    assert {gate["code"]: gate["state"] for gate in found["gates"]}["G4"] == "fail"
    assert "- The lists do not define a victim in the same way." in found["plain"]["lines"]


def test_command_goes_on_for_a_named_person_with_a_reason(tmp_path: Path, capsys):
    stated, out = tmp_path / "stated.json", tmp_path / "run.json"
    stated.write_text('{"same_definition": false}')
    words = ("--assumptions", stated, "--override-by", "Invented Person", "--override-reason", "a study of definitions", "--out", out)
    assert estimate(DATA / "UKdat_5.csv", "--ci", "profile", "--json", *words) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["estimate"] == pytest.approx(11_313, rel=1e-3)
    assert found["gone_through"] == ["G4"]
    assert json.loads(out.read_text())["override"]["by"] == "Invented Person"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "picture.pdf"), "a file that ends in .csv, .xlsx, .svg, .json is expected"),
        (("--out", "no/such/folder/a.csv"), "there is no folder no/such/folder"),
        (("--override-by", "Invented Person"), "--override-by NAME and --override-reason TEXT belong together"),
        (("--override-by", "Invented Person", "--override-reason", "so"), "an override needs a reason in words"),
        (("--missed", "1"), "--missed 1: a share from 0 to below 0.9 is expected"),
        (("--false", "nan"), "--false nan: a share from 0 to below 0.9 is expected"),
    ],
)
def test_command_refuses_what_it_cannot_use(words, said, capsys):
    assert estimate(DATA / "UKdat_5.csv", *words) == 2
    assert said in capsys.readouterr().err


def test_command_names_what_is_wrong_in_the_assumptions(tmp_path: Path, capsys):
    stated = tmp_path / "stated.yaml"
    stated.write_text("lists: [")
    assert estimate(DATA / "UKdat_5.csv", "--assumptions", stated) == 2
    assert capsys.readouterr().err.startswith("dayaq estimate: stated.yaml is neither YAML nor JSON")
    stated.write_text("lists:\n  XX: {own_recruitment: true}\n")
    assert estimate(DATA / "UKdat_5.csv", "--assumptions", stated) == 2
    assert "'XX' is not known; there are: GO, GP, LA, NG, PFNCA" in capsys.readouterr().err
