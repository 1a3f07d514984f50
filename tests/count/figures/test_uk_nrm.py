"""The tables of the United Kingdom: sums equal the file, twice is once, a broken line stops nothing else."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from django.db import ProgrammingError, connections

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.core.pack import load
from dayaq.core.period import Period
from dayaq.count.figures import actions, queries
from dayaq.count.figures.rules.uk_nrm import LISTS, UnknownTable, Words, recognise
from dayaq.count.register import queries as register
from tests.cast import company

DATA = Path(__file__).parents[1] / "data" / "uk_nrm"
LEAVES = DATA / "referrals_leaf_2022q2_2023q2.csv"
EXCERPT = DATA / "excerpt.csv"
COLUMNS = {"from": "responder_type", "exploitation": "exploitation", "age": "age", "sex": "gender"}


def straight(column: str, path: Path = LEAVES) -> Counter[str]:
    """Sums taken from the file, by nothing of ours."""
    sums: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            sums[row[column]] += int(row["people"])
    return sums


def ours(*by: str) -> dict[tuple[str, ...], int | None]:
    with acting(service("register")):
        return register.measure("referral", "uk", None, None, by)


def load_file(path: Path) -> actions.Report:
    return actions.import_uk_nrm(path=path, by=service("importer"))


@pytest.mark.usefixtures("committed")
def test_sums_equal_the_file_and_twice_is_once() -> None:
    first, second = load_file(LEAVES), load_file(LEAVES)
    assert (first.referrals, first.rows, first.new, first.errors) == (21918, 8000, 8000, [])
    assert (second.referrals, second.rows, second.new, second.errors) == (21918, 8000, 0, [])
    assert ours() == {(): 21918}
    pack = load("uk")
    for dim, column in COLUMNS.items():
        labels = {code: text["en"] for code, text in pack.codes[LISTS[column]].items.items()}
        assert {labels[key[0]]: value for key, value in ours(dim).items()} == straight(column)
    assert {key[0].replace("-Q", "_q"): value for key, value in ours("quarter").items()} == straight("quarter")
    assert {key[0]: value for key, value in ours("nationality").items()} == {name.strip(): n for name, n in merged("nationality").items()}


def merged(column: str) -> Counter[str]:
    """Names that differ by a blank at the end are one name."""
    sums: Counter[str] = Counter()
    for name, n in straight(column).items():
        sums[name.strip()] += n
    return sums


@pytest.mark.usefixtures("committed")
def test_broken_lines_are_named_and_stop_nothing_else(tmp_path: Path) -> None:
    lines = EXCERPT.read_text(encoding="utf-8").splitlines()
    parts = lines[4].split(",")
    lines[4] = ",".join([*parts[:-1], "many"])
    lines[7] = "2022_q5," + lines[7].split(",", 1)[1]
    lines[9] = lines[9] + ",too,long"
    lines[11] = lines[11].replace("Government agency", "Circus").replace("Police", "Circus").replace("Local Authority", "Circus")
    lines.append(lines[1])
    broken = tmp_path / "broken.csv"
    broken.write_text("\n".join(lines), encoding="utf-8")
    report = load_file(broken)
    assert [fault.line for fault in report.errors] == [5, 8, 10, 12, 42]
    assert [fault.expected.split(":")[0] for fault in report.errors[:2]] == ["people", "quarter"]
    assert "a whole number of 0 or more expected, found 'many'" in report.errors[0].expected
    assert "stands in line 2 already" in report.errors[4].expected
    assert (report.rows, report.new) == (36, 36)
    repaired = load_file(EXCERPT)
    assert (repaired.rows, repaired.new, repaired.errors) == (40, 4, [])
    assert ours() == {(): sum(straight("age", EXCERPT).values())}


@pytest.mark.usefixtures("committed")
def test_another_number_supersedes_and_the_old_row_stays(tmp_path: Path) -> None:
    load_file(EXCERPT)
    lines = EXCERPT.read_text(encoding="utf-8").splitlines()
    before = int(lines[1].rsplit(",", 1)[1])
    lines[1] = f"{lines[1].rsplit(',', 1)[0]},{before + 7}"
    corrected = tmp_path / "corrected.csv"
    corrected.write_text("\n".join(lines), encoding="utf-8")
    assert load_file(corrected).new == 1
    assert ours() == {(): sum(straight("age", corrected).values())}
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute("SELECT n, superseded_at >= recorded_at FROM register_row WHERE superseded_at IS NOT NULL")
        assert cursor.fetchall() == [(before, True)]
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("committed")
def test_a_stopped_import_keeps_what_is_loaded_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 10)

    def stop(done: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.import_uk_nrm(path=EXCERPT, by=service("importer"), progress=stop)
    assert load_file(EXCERPT).new == 20
    assert ours() == {(): sum(straight("age", EXCERPT).values())}


@pytest.mark.usefixtures("committed")
def test_the_other_tables_stand_beside_ours() -> None:
    for name, figures in (("nrm_referrals_longitudinal", 885), ("nrm_reasonable_grounds", 500), ("nrm_conclusive_grounds", 500)):
        report = load_file(DATA / f"{name}.csv")
        assert (report.rows, report.new, report.errors) == (figures, figures, [])
    assert load_file(DATA / "nrm_conclusive_grounds.csv").new == 0
    measure = queries.find("conclusive_grounds")
    assert measure
    with acting(service("register")):
        found = queries.cells(measure, queries.Query(Period.year(2014), "uk", ("age", "outcome"), protect=False))
        year = {(f.dims["age"], f.dims["outcome"]): f.value for f in found if f.period == "2014"}
    assert year == {
        ("adult", "negative"): 439,
        ("adult", "positive"): 707,
        ("child", "negative"): 175,
        ("child", "positive"): 271,
        ("unknown", "negative"): 0,
        ("unknown", "positive"): 0,
    }


@pytest.mark.usefixtures("committed")
def test_a_total_that_does_not_hold_is_reported(tmp_path: Path) -> None:
    text = (DATA / "nrm_reasonable_grounds.csv").read_text(encoding="utf-8").replace("2014.0,Total,210.0", "2014.0,Total,211.0")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(text, encoding="utf-8")
    report = load_file(wrong)
    assert {(fault.line, fault.expected) for fault in report.errors} == {
        (2, "a total of 1706 by outcome expected, found 1705"),
        (2, "a total of 210 over the quarters expected, found 211"),
    }


@pytest.mark.usefixtures("committed")
def test_only_those_who_load_figures_load_some() -> None:
    people = company()
    for name in ("coordinator", "officer", "outsider", "administrator"):
        with pytest.raises(ProgrammingError, match="may not load figures"):
            actions.import_uk_nrm(path=EXCERPT, by=people[name].actor)
    assert actions.import_uk_nrm(path=EXCERPT, by=people["analyst"].actor).new == 40


def test_an_unknown_table_is_refused_with_what_is_expected() -> None:
    with pytest.raises(UnknownTable, match="quarter,responder_type,responder"):
        recognise(["a", "b"])


def test_every_label_of_the_file_has_a_code() -> None:
    words = Words.of(load("uk"))
    with LEAVES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {column: {row[column] for row in rows} - set(words.codes[column]) for column in LISTS} == {column: set() for column in LISTS}
