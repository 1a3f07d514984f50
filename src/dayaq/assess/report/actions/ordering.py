"""Building in the background: a person asks, the desk builds in nobody's name, and the order says who asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report import queries
from dayaq.assess.report.access import may_build
from dayaq.assess.report.actions.building import KEPT, Stamp, checked, stored, written
from dayaq.assess.report.models import Order
from dayaq.assess.report.rules.refusal import kept
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.jobs import actions as jobs
from dayaq.core.decision import require
from dayaq.core.report import BuildFailed, Fault
from dayaq.core.words import N_

KIND = "report.build"
PURPOSE = "report that was asked for"
LABEL = N_("Report of an assessment")
STEPS = (N_("Numbers, citations and translations are checked"), *(kind.upper() for kind in KEPT))


def ask(*, assessment: Assessment, language: str, draft: bool, as_of: date, by: Actor, at: datetime) -> Order:
    """Note that somebody wants a report and put it into the queue; the one that is on its way when there is one like it."""
    require(may_build(by))
    same = queries.on_their_way(assessment).filter(language=language, draft=draft, as_of=as_of).first()
    if same is not None:
        return same
    with transaction.atomic():
        work = jobs.ask_work(kind=KIND, label=LABEL, by=by, at=at, total=len(STEPS))
        row = Order.objects.create(
            id=uuid4(), assessment=assessment, language=language, draft=draft, as_of=as_of, work=work, by=by.user_id, at=at
        )  # fmt: skip
        app.configure_task(KIND).defer(order=str(row.id))
    return row


def stop(*, order: Order, by: Actor) -> bool:
    """Stop at the next step; who asked may, and who looks after the installation."""
    return jobs.ask_stop(work=order.work, by=by)


def carry_out(*, order: UUID, by: Actor) -> bool:
    """Build what was asked for, step by step; False when the process was told to leave and the work waits to begin again."""
    with acting(by, PURPOSE):
        row = queries.open_order(order)
    if row is None:
        return True
    with suppress(BuildFailed), jobs.carrying_out(row.work_id):
        _build(row, by)
    with acting(by, PURPOSE):
        return queries.open_order(order) is None


def _build(order: Order, by: Actor) -> None:
    """Each step between two transactions; a refusal is written down before the work counts as ended."""

    def step(done: int) -> None:
        jobs.advance(work=order.work_id, done=done)

    step(0)
    try:
        with acting(by, PURPOSE):
            found = checked(order.assessment, order.language, draft=order.draft, as_of=order.as_of)
    except BuildFailed as failed:
        with acting(by, PURPOSE):
            refuse(order, failed.faults)
        raise
    files = written(found, KEPT, step)
    with acting(by, PURPOSE):
        stored(found, files, Stamp(order.assessment, order.language, order.draft, by, timezone.now()), order=order)


def refuse(order: Order, faults: Sequence[Fault]) -> None:
    """Say what stopped it."""
    Order.objects.filter(id=order.id).update(faults=kept(faults))
