"""Roles in proceedings and the questions on coercion, for readers of proceedings."""

from __future__ import annotations

from typing import Any

from dayaq.base.accounts.queries import names
from dayaq.core.pack import Pack
from dayaq.respond.casefile.queries import Case, label
from dayaq.respond.detection import rules
from dayaq.respond.detection.models import CoercionCheck, LegalRole


def legal_roles(case: Case) -> list[LegalRole]:
    """Every role the person has had in proceedings, the newest first; empty for who does not read proceedings."""
    return list(LegalRole.objects.filter(case=case).order_by("-at", "-recorded_at"))


def coercion_checks(case: Case) -> list[CoercionCheck]:
    """The answers to the questions on coercion, the newest first."""
    return list(CoercionCheck.objects.filter(case=case).order_by("-at", "-recorded_at"))


def coercion_checked(case: Case) -> bool:
    """Whether the questions on coercion were ever answered for this person."""
    return CoercionCheck.objects.filter(case=case).exists()


def roles_page(case: Case, pack: Pack) -> dict[str, Any]:
    """Roles and answers in words; whether the questions are due."""
    found, checks = legal_roles(case), coercion_checks(case)
    whose = names({row.organisation for row in found} | {row.organisation for row in checks})
    return {
        "roles": [
            {
                "row": row,
                "role": label(pack, f"codes.legal_role.{row.role}"),
                "before": label(pack, f"codes.legal_role.{row.before}") if row.before else "",
                "reason": label(pack, f"codes.turned_why.{row.reason}") if row.reason else "",
                "body": whose.get(row.organisation, {}),
            }
            for row in found
        ],
        "checks": [
            {
                "row": row,
                "result": label(pack, f"codes.coerced_result.{row.result}"),
                "told": ", ".join(label(pack, f"codes.told_whom.{code}") for code in row.told),
                "answers": [(label(pack, f"codes.coerced_question.{code}"), said) for code, said in row.answers.items()],
                "body": whose.get(row.organisation, {}),
            }
            for row in checks
        ],
        "check_due": bool(found) and rules.needs_check(found[0].role, checked=bool(checks)),
    }
