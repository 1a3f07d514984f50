"""Builds that were asked for: which are on their way, what became of the last one, whether anybody works on them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report.models import Build, Order
from dayaq.base.access.rules import Actor
from dayaq.base.jobs.rules import State

BEATS = timedelta(seconds=60)  # a worker that lives says so every ten seconds
OPEN = Q(work__state__in=(State.WAITING, State.RUNNING)) | Q(work__state=State.STOPPED, work__stop_asked=False)


def orders(assessment: Assessment) -> QuerySet[Order]:
    """Builds asked for, the newest first."""
    return Order.objects.filter(assessment=assessment).select_related("work", "build").order_by("-at", "-id")


def on_their_way(assessment: Assessment) -> QuerySet[Order]:
    """Those that wait or are being built; what only the end of a worker stopped is gone on with by the next one."""
    return orders(assessment).filter(OPEN, build__isnull=True, faults__isnull=True)


def open_order(key: UUID) -> Order | None:
    """One that is still to be built."""
    return Order.objects.filter(OPEN, id=key, build__isnull=True, faults__isnull=True).select_related("work", "assessment").first()


def order(assessment: Assessment, key: UUID) -> Order | None:
    """One order."""
    return orders(assessment).filter(id=key).first()


def in_vain(assessment: Assessment, actor: Actor) -> Order | None:
    """The actor's newest order when nothing came of it: refused, stopped or failed."""
    last = orders(assessment).filter(by=actor.user_id).exclude(OPEN, build__isnull=True, faults__isnull=True).first()
    return last if last is not None and built_for(last) is None else None


def built_for(of: Order) -> Build | None:
    """What was built for it."""
    return getattr(of, "build", None)


def asked_by(of: Build) -> UUID:
    """Who wanted a build: the person of the order, else who wrote it down."""
    return of.order.by if of.order else of.by


def somebody_works() -> bool:
    """Whether a background worker gave a sign of life lately."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - BEATS).exists()
