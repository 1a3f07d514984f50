"""Lists and counts: the filters of the case list, tasks due, tiles that open exactly what they count."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Case as Choose
from django.db.models import Exists, Min, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.pack import load
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.models import Assertion, Case, SearchNotice, Task, TimelineEvent
from dayaq.respond.casefile.queries.cases import visible
from dayaq.respond.casefile.queries.words import waiting_kinds

SORTS = {"": "-opened_at", "oldest": "opened_at", "due": "next_due", "stage": "stage"}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of the case list as they stand in the address; empty means any. No personal values."""

    code: str = ""
    status: str = ""
    stage: str = ""
    child: str = ""  # child | possible | adult
    due: str = ""  # today | overdue
    state: str = ""  # open | closed
    referred: str = ""  # yes | no
    guardian: str = ""  # missing
    notices: str = ""  # new
    sort: str = ""

    def url(self) -> str:
        """The address of the list with these filters."""
        chosen = {name: value for name, value in asdict(self).items() if value}
        return reverse("casefile:list") + (f"?{urlencode(chosen)}" if chosen else "")


def tasks_due(actor: Actor, due: str, now: datetime) -> QuerySet[Task]:
    """Open tasks of the actor's unit: overdue now, or due before the end of today and not overdue."""
    mine = Task.objects.filter(unit=actor.unit_id, done_at__isnull=True)
    if due == "overdue":
        return mine.filter(due_at__lt=now)
    calendar = load(settings.HOME_PACK).calendar
    return mine.filter(due_at__gte=now, due_at__lt=calendar.day_start(calendar.local_date(now) + timedelta(days=1)))


def standing(status: str) -> Exists:
    """Cases of which some body says this status now."""
    words = Assertion.objects.filter(case=OuterRef("pk"), status=status, superseded_by__isnull=True, removed_at__isnull=True)
    return Exists(words)


CHILD = Q(under_18="yes") | (Q(age_band="child") & ~Q(under_18="cannot_be_excluded"))
ADULT = (Q(under_18="no") & ~Q(under_18_reason="") & ~Q(age_band="child")) | (Q(age_band="adult") & Q(under_18__in=["no", "not_asked"]))


def child_filter(choice: str) -> Q:
    """The child mark of the header as a condition."""
    certain = CHILD | Q(age_band="child")
    return {"child": certain, "adult": ADULT & ~certain, "possible": ~certain & ~ADULT}[choice]


def filtered(filters: Filters, actor: Actor) -> QuerySet[Case]:
    """The cases behind a set of filters, sorted; the same rows for the list, its count and the tile."""
    now, rows = timezone.now(), visible()
    if filters.code:
        rows = rows.filter(codes__organisation=actor.organisation_id, codes__code__icontains=filters.code.strip())
    if filters.status:
        rows = rows.filter(standing(filters.status))
    if filters.stage:
        rows = rows.filter(stage=filters.stage)
    if filters.child:
        rows = rows.filter(child_filter(filters.child))
    if filters.due:
        rows = rows.filter(Exists(tasks_due(actor, filters.due, now).filter(case=OuterRef("pk"))))
    return sorted_rows(more_filters(rows, filters), filters.sort)


def more_filters(rows: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    """State, referral, guardian and notices."""
    if filters.state:
        rows = rows.filter(closed_at__isnull=filters.state == "open")
    if filters.referred:
        sent = Exists(TimelineEvent.objects.filter(case=OuterRef("pk"), kind="referral.sent"))
        rows = rows.filter(sent if filters.referred == "yes" else ~sent)
    if filters.guardian:
        rows = rows.filter(Exists(Task.objects.filter(case=OuterRef("pk"), kind="guardian", done_at__isnull=True)))
    if filters.notices:
        rows = rows.filter(Exists(SearchNotice.objects.filter(case=OuterRef("pk"), seen_at__isnull=True)))
    return rows


def sorted_rows(rows: QuerySet[Case], sort: str) -> QuerySet[Case]:
    """Sorted as asked; cases without anything due come last."""
    if sort == "due":
        rows = rows.annotate(next_due=Min("tasks__due_at", filter=Q(tasks__done_at__isnull=True)))
    return rows.order_by(SORTS.get(sort, "-opened_at"), "id")


def open_tasks(actor: Actor) -> QuerySet[Task]:
    """Open tasks of the actor's unit: persons who wait at the door, then by term, then by age."""
    mine = Task.objects.filter(unit=actor.unit_id, done_at__isnull=True)
    return mine.select_related("case").order_by(Choose(When(kind__in=waiting_kinds(), then=0), default=1), "due_at", "started_at", "id")


TILES = (
    (N_("open cases"), Filters(state="open"), "neutral"),
    (N_("cases with something due today"), Filters(due="today"), "amber"),
    (N_("cases with something overdue"), Filters(due="overdue"), "brick"),
    (N_("children without a guardian"), Filters(guardian="missing"), "amber"),
    (N_("somebody searched for a person of yours"), Filters(notices="new"), "plum"),
)


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today; each opens the list of exactly the cases it counts. Empty for roles without cases."""
    if not actor.may("case.read"):
        return []
    counted = [(label, filtered(filters, actor).count(), filters.url(), mood) for label, filters, mood in TILES]
    return [Tile(label, value, url, mood if value else "neutral") for label, value, url, mood in counted]
