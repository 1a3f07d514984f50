"""Referrals to the national referral mechanism of the United Kingdom by quarter, read line by line."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "uk_nrm" / "referrals_leaf_2022q2_2023q2.csv"
QUARTERS = ("2022_q2", "2022_q3", "2022_q4", "2023_q1", "2023_q2")
Record = dict[str, str]


def records(quarter: str, nationalities: int | None = None) -> list[Record]:
    """The lines of a quarter with columns form (six groups), all_forms, age, sex, nationality and people.

    ``nationalities``: how many groups, of which the last is Other.
    """
    with FILE.open(newline="", encoding="utf-8") as file:
        lines = [line for line in csv.DictReader(file) if line["quarter"] == quarter]
    sizes: Counter[str] = Counter()
    for line in lines:
        sizes[line["nationality"]] += int(line["people"])
    kept = {name for name, _ in sizes.most_common(None if nationalities is None else nationalities - 1)}
    return [
        {
            "form": _form(line["exploitation"]),
            "all_forms": line["exploitation"],
            "age": line["age"],
            "sex": line["gender"],
            "nationality": line["nationality"] if line["nationality"] in kept else "Other",
            "people": line["people"],
        }
        for line in lines
    ]


def _form(text: str) -> str:
    if "&" in text:
        return "Several"
    return {"Not specified or unknown": "Unknown"}.get(text, text)
