"""Roles in proceedings and the questions on coercion that come before anybody is held responsible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.detection import access, queries, rules
from dayaq.respond.detection.models import CoercionCheck, LegalRole

CHECK_TASK = "detection.coercion_check"


def change_role(*, case: Case, role: str, reason: str, by: Actor, at: datetime) -> LegalRole:
    """Record a role in proceedings; whoever is held responsible without the questions gets them as a task. It happened: never refused.

    Help, status and access do not change with a role. Basis: CoE Convention, Article 26.
    """
    require(access.may_write(by, Group.G6, writes_of(case.id)))
    pack = pack_of(case)
    known = role in pack.codes["legal_role"].items and (not reason or reason in pack.codes["turned_why"].items)
    require(allowed(known, "unknown_words", N_("Choose from the lists.")))
    before = queries.legal_roles(case)
    made = LegalRole.objects.create(
        case=case,
        role=role,
        before=before[0].role if before else "",
        reason=reason,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
    )
    if Group.G1 in writes_of(case.id):  # an investigator writes proceedings only
        record(case=case, kind="detection.role", by=by, at=at)
        if rules.needs_check(role, checked=queries.coercion_checked(case)):
            set_task(case=case, kind=CHECK_TASK, unit=by.unit_id, started_at=at, by=by)
    return made


def check_coercion(*, case: Case, answers: Mapping[str, str], result: str, told: tuple[str, ...], by: Actor, at: datetime) -> CoercionCheck:
    """Record the questions on coercion, what follows, and who was told. Basis: CoE Convention, Article 26."""
    require(access.may_write(by, Group.G6, writes_of(case.id)))
    pack = pack_of(case)
    known = result in pack.codes["coerced_result"].items and set(told) <= set(pack.codes["told_whom"].items)
    require(allowed(known, "unknown_words", N_("Choose from the lists.")))
    require(rules.check_coercion(answers, pack.codes["coerced_question"].items, result, told))
    made = CoercionCheck.objects.create(
        case=case, at=at, answers=dict(answers), result=result, told=list(told), organisation=by.organisation_id, by=by.user_id
    )
    if Group.G1 in writes_of(case.id):
        record(case=case, kind="detection.coercion_checked", by=by, at=at)
        finish_tasks(case=case, kind=CHECK_TASK, by=by, at=at)
    return made
