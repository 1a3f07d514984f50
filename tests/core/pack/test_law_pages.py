"""docs/law: each basis of code and packs leads to the rule and its place."""

from __future__ import annotations

from pathlib import Path

from dayaq.core.pack import load
from dayaq.core.pack.law import Line, of_code, of_pack, page, write


def test_basis_lines_of_docstrings_are_found_with_their_place(tmp_path: Path) -> None:
    source = tmp_path / "area"
    source.mkdir()
    (source / "rules.py").write_text(
        '"""Area."""\n\ndef deadline() -> int:\n    """How long.\n\n    Basis: Law 1,\n        article 2.\n    """\n    return 24\n\ndef other() -> int:\n    """No number."""\n    return 1\n',
        encoding="utf-8",
    )
    assert list(of_code(source)) == [Line("Law 1, article 2.", "How long.", "area/rules.py:deadline")]


def test_rules_of_a_pack_are_listed_under_the_name_of_the_act() -> None:
    lines = list(of_pack(load("az")))
    (referral,) = [line for line in lines if line.place == "packs/az: process.clocks.referral.terms[0]"]
    assert referral.basis == "Rules on referral of victims (Cabinet Decision 21), 7"
    assert referral.rule == "value: PT24H; kind: max; end rule: same_time (from 2008-02-01 to open; seed)"
    assert any("(disputed)" in line.basis for line in lines)


def test_a_page_is_the_same_whatever_the_order() -> None:
    lines = [Line("b", "rule | two", "there"), Line("a", "rule one", "here")]
    assert page("T", lines) == page("T", reversed(lines))
    assert "rule \\| two" in page("T", lines)


def test_pages_are_written(tmp_path: Path) -> None:
    names = {file.name for file in write(tmp_path / "law")}
    assert {"code.md", "az.md", "demo.md", "intl-minimum.md"} <= names
    assert "`dayaq/core/pack/floors.py`" in (tmp_path / "law" / "code.md").read_text(encoding="utf-8")
