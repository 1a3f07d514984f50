"""Every rule of the field is kept by code or a pack and shown by a test, or stands here with the reason why it waits."""

from __future__ import annotations

from pathlib import Path

from dayaq.core.pack.duties import SOURCE, duties, places

OPEN = {
    "MON-01": "the yearly report of the co-ordinator comes with the rest of count; its calendar is in the packs",
    "MON-03": "plans and their goals come with plan",
    "COO-01": "meetings of the committee come with plan",
    "DAT-06": "accounts know the code of conduct, not yet trainings",
}
ALWAYS = ("REF", "IDN", "CHI", "RFL")
CODES = [duty.code for duty in duties()]


def test_the_list_is_whole() -> None:
    per_area = {area: sum(code.startswith(area) for code in CODES) for area in dict.fromkeys(code[:3] for code in CODES)}
    assert per_area == {
        "HOT": 4, "REF": 9, "IDN": 11, "CHI": 8, "RFL": 6, "SHE": 10, "ASS": 10, "FND": 8, "LEG": 7, "RES": 5, "RET": 4, "VWP": 5,
        "NPU": 1, "DAT": 6, "MON": 4, "COO": 1, "CRM": 3, "INS": 1,
    }  # fmt: skip
    assert len(set(CODES)) == len(CODES)


def test_every_rule_is_named_where_it_is_kept() -> None:
    kept = places(SOURCE)
    assert [code for code in CODES if not kept[code] and code not in OPEN] == []


def test_every_rule_is_named_by_a_test() -> None:
    shown = places(Path(__file__).resolve().parents[1])
    assert [code for code in CODES if not shown[code] and code not in OPEN] == []


def test_little_is_open_and_none_of_the_first() -> None:
    assert len(OPEN) <= 5
    assert [code for code in OPEN if code.startswith(ALWAYS)] == []
