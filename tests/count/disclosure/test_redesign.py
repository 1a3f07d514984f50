"""Another design of a table: what it saves is worked out, not guessed, and the command asks for it."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from dayaq.core.table.reading import Line, Sheet, read_sheet
from dayaq.count.disclosure.publishing.protecting import to_hide
from dayaq.count.disclosure.publishing.redesign import Proposal, outcome, propose
from dayaq.count.disclosure.tables.cutting import Cut, cut_out
from dayaq.count.disclosure.tables.relations import Hierarchy, Release

UK = Path(__file__).parents[1] / "data" / "uk_nrm" / "referrals_leaf_2022q2_2023q2.csv"


def sheet(text: str) -> Sheet:
    head, *below = csv.reader(StringIO(text.strip()))
    lines = [Line(number, dict(zip(head, row, strict=True))) for number, row in enumerate(below, 2)]
    return Sheet("t.csv", tuple(head), tuple(lines))


SMALL = sheet("""
year,form,sex,n
2015,Labour,f,30
2015,Labour,m,30
2015,Sexual,f,30
2015,Sexual,m,30
2015,Begging,f,30
2015,Begging,m,30
2016,Labour,f,20
2016,Labour,m,31
2016,Sexual,f,44
2016,Sexual,m,12
2016,Begging,f,3
2016,Begging,m,9
""")
CUT = Cut("n", ("form", "sex"), {"year": ("2016",)})


def hide(release: Release) -> frozenset[frozenset[tuple[str, str]]]:
    return to_hide(release, 5, 1.0)


def by_kind(proposals: tuple[Proposal, ...]) -> dict[str, Proposal]:
    return {one.kind: one for one in reversed(proposals)}


def test_each_way_out_of_a_small_cell_is_found() -> None:
    found = by_kind(propose(SMALL, CUT, 5, hide))
    assert set(found) == {"drop", "merge", "pool"}
    assert {str(one.what) for one in found.values()} >= {"Leave out sex.", "Count 2015, 2016 of year together."}
    assert all(one.after.hidden == 0 and one.saves == 4 for one in found.values())


def test_what_a_proposal_saves_is_what_its_own_cut_hides() -> None:
    for one in propose(SMALL, CUT, 5, hide):
        release = cut_out(SMALL, one.cut)
        assert one.after == outcome(release, hide(release))
        assert one.saves > 0


def test_the_proposals_come_with_most_numbers_first() -> None:
    numbers = [one.after.numbers for one in propose(SMALL, CUT, 5, hide)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) > 2


def test_a_table_with_nothing_hidden_needs_no_other_design() -> None:
    assert propose(SMALL, Cut("n", ("form", "sex"), {"year": ("2015",)}), 5, hide) == ()


def test_the_share_of_people_counts_the_finest_cells_only() -> None:
    levels = {"form": Hierarchy("form", {"Labour": "Work", "Begging": "Work"})}
    release = cut_out(SMALL, Cut("n", ("form", "sex"), {"year": ("2016",)}, levels))
    found = outcome(release, {frozenset({("form", "Begging"), ("sex", "m")}), frozenset({("form", "Work"), ("sex", "m")})})
    assert found.people == pytest.approx(1 - 9 / 119)
    assert (found.cells, found.hidden, found.numbers) == (15, 2, 13)


def test_the_upper_level_is_proposed_where_there_is_one() -> None:
    levels = {"form": Hierarchy("form", {"Labour": "Work", "Begging": "Work"})}
    found = by_kind(propose(SMALL, Cut("n", ("form", "sex"), {"year": ("2016",)}, levels), 5, hide))
    assert str(found["level"].what) == "Show form at its upper level only."
    assert cut_out(SMALL, found["level"].cut).table.groups("form") == ("Work", "Sexual")


def test_a_long_list_of_citizenships_is_cut_after_the_largest() -> None:
    uk = read_sheet(UK)
    cut = Cut("people", ("nationality",), {"quarter": ("2022_q3",)})
    found = by_kind(propose(uk, cut, 5, hide))["top"]
    kept = cut_out(uk, found.cut).table.groups("nationality")
    assert kept[-1] == "Other"
    assert len(kept) == int(str(found.what.params["count"])) + 1
    assert found.before.hidden > 100 > found.after.hidden


def test_merging_a_group_with_the_rest_keeps_the_others() -> None:
    uk = read_sheet(UK)
    cut = Cut("people", ("exploitation", "gender"), {"quarter": ("2022_q3",)}, top={"exploitation": 5})
    before = set(cut_out(uk, cut).table.groups("exploitation"))
    for one in propose(uk, cut, 5, hide):
        if one.what.params["dim"] == "exploitation" and one.kind == "merge":
            pair = set(str(one.what.params["groups"]).split(" / "))
            after = set(cut_out(uk, one.cut).table.groups("exploitation"))
            assert before - pair == after - pair - {" / ".join(sorted(pair)), " / ".join(sorted(pair, reverse=True))}
