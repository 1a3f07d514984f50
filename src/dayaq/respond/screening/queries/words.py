"""A stored result in words: dimensions, elements, what drove them, what is missing; two screenings compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dayaq.base.accounts.queries import names
from dayaq.core.decision import Reason
from dayaq.core.pack import Pack
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import label
from dayaq.respond.screening import rules
from dayaq.respond.screening.models import Screening
from dayaq.respond.screening.queries.screenings import given


def consent_basis(pack: Pack) -> str:
    """The law by which consent changes nothing, as the pack cites it."""
    return "; ".join(pack.process.identification.test.basis)


def item_words(pack: Pack, code: str) -> Mapping[str, str] | str:
    """The words of an item of any list, or of an act, a purpose; the bare code where a later version dropped it."""
    for source in pack.indicators.values():
        if code in source.items:
            return source.items[code].label
    for codes_ in ("act", "exploitation"):
        if code in pack.codes[codes_].items:
            return pack.codes[codes_].items[code]
    return code


def dimension_rows(pack: Pack, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The six dimensions of a stored result with the words of the answers that drove each."""
    return [
        {
            "code": code,
            "label": label(pack, f"dimensions.{code}"),
            "positive": row["positive"],
            "counts": [(weight, row[weight]) for weight in ("strong", "medium", "weak") if row[weight]],
            "drivers": [item_words(pack, item) for item in row["drivers"]],
            "open": len(row["unanswered"]),
        }
        for code, row in result["dimensions"].items()
    ]


def missing_rows(pack: Pack, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What would change a result: the hint with its dimension in words, topics, open items."""
    return [
        {
            "hint": Reason("missing", row["hint"], in_words(pack, row["params"])),
            "topics": row["topics"],
            "open": [item_words(pack, item) for item in row["unanswered"]],
        }
        for row in result["missing"]
    ]


def in_words(pack: Pack, params: Mapping[str, str]) -> dict[str, str]:
    """Codes of dimensions in a hint as words."""
    return {name: ", ".join(label(pack, f"dimensions.{code}") for code in text.split(", ")) for name, text in params.items()}


def element_rows(pack: Pack, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Act, means and purpose of a stored result, each with what drove it."""
    test, driven = result["element_test"], result["driven_by"]
    asked = "unknown" if driven.get("act") else "not_asked"
    states = {"act": "yes" if test["act"] else asked, "means": test["means"], "purpose": "yes" if test["purpose"] else "no"}
    words = {"act": N_("Act"), "means": N_("Means"), "purpose": N_("Purpose")}
    return [
        {"label": words[part], "state": state, "drivers": [item_words(pack, code) for code in driven.get(part, ())]}
        for part, state in states.items()
    ]


def differences(older: Screening, newer: Screening, pack: Pack) -> list[dict[str, Any]]:
    """Items that were answered differently in two screenings of one case."""
    was, now = given(older), given(newer)
    order = [code for source in pack.indicators.values() for code in source.items if code in was or code in now]
    pairs = [(code, was.get(code, rules.Answer.NOT_ASKED), now.get(code, rules.Answer.NOT_ASKED)) for code in dict.fromkeys(order)]
    return [{"item": item_words(pack, code), "was": str(old), "now": str(new)} for code, old, new in pairs if old != new]


def result_words(row: Screening, pack: Pack) -> dict[str, Any]:
    """The stored results in words."""
    profile = rules.Profile(row.result["profile"])
    incomplete = Reason("list_incomplete", rules.INCOMPLETE, {"list": label(pack, f"indicators.{row.list_code}")})
    return {
        "profile": rules.PROFILES[profile],
        "scored": profile not in (rules.Profile.ANY_YES, rules.Profile.NO_YES, rules.Profile.NOT_SCORED),
        "dimensions": dimension_rows(pack, row.result),
        "elements": element_rows(pack, row.result),
        "met": row.result["element_test"]["met"],
        "missing": missing_rows(pack, row.result),
        "consent": rules.consent_note(consent_basis(pack)) if row.consent_claimed else None,
        "incomplete": None if row.result.get("complete", True) else incomplete,
        "neither": rules.NEITHER_DECIDES,
        "who": names([row.by]).get(row.by, {}),
    }


def sitting_words(row: Screening, pack: Pack) -> dict[str, Any]:
    """The circumstances of a screening in words."""
    people = {code: entry.label for code, entry in pack.process.identification.child_participants.items()}
    return {
        "list": label(pack, f"indicators.{row.list_code}"),
        "language": label(pack, f"codes.language.{row.language}") if row.language else "",
        "present": [people.get(code) or label(pack, f"codes.present.{code}") for code in row.present],
        "absences": [(people.get(code, code), why) for code, why in row.absences.items()],
        "acts": [label(pack, f"codes.act.{act}") for act in row.acts],
        "purpose": label(pack, f"codes.exploitation.{row.purpose}") if row.purpose else "",
    }
