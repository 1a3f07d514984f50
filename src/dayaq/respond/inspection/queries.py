"""Reads of labour inspection: visits and their lawfulness, sheets, mediations with their sums, numbers by outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.clock import Clock, ClockState
from dayaq.core.decision import Decision
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.indicators import Indicator
from dayaq.core.pack.schema.inspection import InspectionFile, VisitRule
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.fund.queries import Mediated
from dayaq.respond.inspection import rules
from dayaq.respond.inspection.models import Employer, Mediation, Sheet, SheetAnswer, Visit
from dayaq.respond.referral.queries import FINDER_CLOCK

ABOUT = "workplace"  # what information from an inspection is about


def source_kind(actor: Actor) -> str:
    """Who brings a case or information: the inspection, or an organisation that visits work places."""
    return "ngo" if actor.body_type.startswith("ngo") else "labour_inspection"


def home() -> Pack:
    """The country whose rules hold."""
    return load(settings.HOME_PACK)


def file() -> InspectionFile:
    """The country's rules of inspection."""
    return home().area(InspectionFile)


def items() -> Mapping[str, Indicator]:
    """The indicators a sheet asks for: those of the list whose any yes opens a screening."""
    chosen = file().indicators
    return home().indicators[chosen].items if chosen and chosen in home().indicators else {}


def visit_rule(at: datetime) -> VisitRule | None:
    """The rule of visits in force at that time."""
    return rules.visit_rule(file(), home().calendar.local_date(at))


def may_visit(plan: rules.Plan) -> Decision:
    """Whether a visit is lawful under the country's rules of its day."""
    pack = home()
    day = pack.calendar.local_date(plan.at)
    rule = pack.process.inspection
    bound = rule if rule.in_force(day) else None
    notice = pack.on(day).clock(rule.clock) if bound and rule.clock else None
    return rules.may_visit(file(), plan, pack.calendar, notice=notice, registered_only=bound if bound and rule.registered_only else None)


def plannable(lawful: Decision, permission: str) -> Decision:
    """What may stand in the plan: a visit may wait for its permission and its notice; the rest is refused."""
    waits = {"permission"} if permission in ("asked", "not_needed") else set()
    against = [reason for reason in lawful.reasons if reason.code not in waits | {"notice"}]
    return Decision.refuse(*against) if against else Decision.allow()


def earliest(visit: Visit) -> datetime | None:
    """The first moment of a visit after its notice; None where no notice was given or needed."""
    rule = home().process.inspection
    day = home().calendar.local_date(visit.planned_at)
    notice = home().on(day).clock(rule.clock) if rule.clock and rule.in_force(day) else None
    kind = rules.visit_rule(file(), day)
    if notice is None or kind is None or visit.kind not in kind.notice_kinds or visit.notice_at is None:
        return None
    return Clock(notice, visit.notice_at).due(home().calendar)


def visits(*, kind: str = "", outcome: str = "", text: str = "", state: str = "") -> QuerySet[Visit]:
    """Visits of the own body, the newest first."""
    rows = Visit.objects.select_related("employer").order_by("-planned_at", "id")
    if kind:
        rows = rows.filter(kind=kind)
    if outcome:
        rows = rows.filter(outcome=outcome)
    if text:
        rows = rows.filter(employer__name__icontains=text)
    if state:
        rows = rows.filter(outcome="") if state == "open" else rows.exclude(outcome="")
    return rows


def visit(visit_id: UUID) -> Visit | None:
    """One visit, if it is the own body's."""
    return Visit.objects.select_related("employer").filter(id=visit_id).first()


def employers() -> QuerySet[Employer]:
    """Employers the own body entered."""
    return Employer.objects.order_by("name")


YES = SheetAnswer.objects.filter(sheet=OuterRef("pk"), kind="indicator", answer="yes")


def open_sheets(visit: Visit) -> list[Sheet]:
    """Sheets with an indicator whose worker was not asked yet."""
    return list(Sheet.objects.filter(visit=visit, decision="not_asked").filter(Exists(YES)).order_by("number"))


def given(sheet: Sheet, kind: str) -> dict[str, str]:
    """Answers of a sheet by their code."""
    return dict(sheet.answers.filter(kind=kind).values_list("code", "answer"))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet as the visit's page shows it."""

    sheet: Sheet
    yes: tuple[str, ...]
    denied: Mapping[str, tuple[str, ...]]
    hints: list[str]
    clock: ClockState | None


def sheet_rows(visit: Visit) -> list[SheetRow]:
    """Sheets of a visit with what they touch; the clock of the referral runs from a yes, whoever has decided what."""
    term = home().on(home().calendar.local_date(visit.planned_at)).clock(FINDER_CLOCK) if FINDER_CLOCK in home().clocks else None
    found = []
    for sheet in Sheet.objects.filter(visit=visit).order_by("number"):
        yes, rights = rules.positive(given(sheet, "indicator")), given(sheet, "right")
        waits = bool(yes) and sheet.decision == "not_asked" and term is not None
        clock = Clock(term, sheet.at).state(timezone.now(), home().calendar) if waits and term else None
        hints = [code for code in rules.hints(file().rights, rights) if code not in yes]
        found.append(SheetRow(sheet, yes, rules.touched(file().rights, rights), hints, clock))
    return found


def mediations(*, text: str = "", state: str = "") -> QuerySet[Mediation]:
    """Mediations of the own body, the newest first."""
    rows = Mediation.objects.select_related("employer").prefetch_related("steps").order_by("-at", "id")
    if text:
        rows = rows.filter(employer__name__icontains=text)
    return rows.filter(ended_at__isnull=state == "open") if state else rows


def amounts(mediation: Mediation) -> rules.Amounts:
    """What was claimed, agreed and paid."""
    return rules.amounts((step.kind, step.amount) for step in mediation.steps.all())


def mediated() -> list[Mediated]:
    """Mediations of the own body as a claim for wages shows them (``LEG-06``)."""
    found = []
    for row in mediations():
        url, over, known = reverse("inspection:mediation", args=[row.id]), row.ended_at is not None, amounts(row)
        sums_ = (known.claimed, known.agreed, known.paid)
        found.append(Mediated(row.id, row.employer.name, row.at, row.currency, *sums_, over=over, url=url))
    return found


def sums(since: datetime, until: datetime) -> dict[str, dict[str, Decimal]]:
    """Numbers of all bodies by measure and key, for who watches over the response; empty for anybody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT measure, key, n FROM guard.inspection_sums(%s, %s)", [since, until])
        table: dict[str, dict[str, Decimal]] = {}
        for measure, key, n in cursor.fetchall():
            if n:
                table.setdefault(measure, {})[key] = n
        return table


def waiting() -> int:
    """Sheets with an indicator whose workers were not asked yet, of the own body."""
    return Sheet.objects.filter(decision="not_asked").filter(Exists(YES)).count()


def tiles(actor: Actor) -> list[Tile]:
    """The number for Today."""
    if not actor.may("inspection.work"):
        return []
    n, url = waiting(), reverse("inspection:list")
    return [Tile(N_("workers with an indicator who were not asked about a screening"), n, url, "brick" if n else "neutral")]
