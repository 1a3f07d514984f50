"""Reads of referrals: whom one may refer to and why not, inbox and sent, one referral with its two clocks, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import units_of_mechanism
from dayaq.core.clock import ClockState, Deadline
from dayaq.core.decision import Decision, Reason
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.bodies import selects
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import child_mark
from dayaq.respond.referral import rules
from dayaq.respond.referral.models import Breach, Message, Referral

SEND, RECEIVE, DECIDE, FEEDBACK, ALERT = "referral.send", "referral.receive", "referral.decide", "referral.feedback", "referral.breach"
WAITING, OWED = ("sent", "arrived"), ("accepted", "declined")
FINDER_CLOCK, RECEIVER_CLOCK = "referral", "referral_receipt"


def home() -> Pack:
    """The country's rules."""
    return load(settings.HOME_PACK)


def today(pack: Pack, at: datetime) -> date:
    """The country's day at that moment: a referral is judged by the rules of its own day."""
    return pack.calendar.local_date(at)


def term(pack: Pack, code: str, at: datetime) -> Deadline | None:
    """The term of a clock in force at ``at``; None where the pack has none."""
    return pack.on(today(pack, at)).clock(code) if code in pack.clocks else None


# --- whom one may refer to -----------------------------------------------------------------------------------------


def recipient(pack: Pack, unit: Any, at: datetime) -> Decision:
    """Whether the law lets a person be handed over to this unit that day; a refusal says the law's own reason first."""
    body, code = unit.organisation.code, unit.code
    decision = pack.on(today(pack, at)).may_receive(body, code)
    named = [replace(reason, params={"body": dict(unit.organisation.name), "unit": dict(unit.name)}) for reason in decision.reasons]
    return Decision(decision.ok, (*named, *legal_words(pack, body, at))) if not decision.ok else Decision.allow(*named)


def legal_words(pack: Pack, body: str, at: datetime) -> list[Reason]:
    """What the law says about bodies to which nobody may be handed over, in the pack's words."""
    known = pack.bodies.get(body)
    return [
        Reason("referral.legal_reason", "%(words)s", {"words": dict(rule.reason)}, "; ".join(rule.basis))
        for rule in pack.process.referral.forbidden
        if known and rule.in_force(today(pack, at)) and any(selects(s, body, known) for s in rule.bodies)
    ]


def recipients(pack: Pack, at: datetime) -> tuple[list[Any], list[Any]]:
    """Units a referral may go to, and units it may not; the second are offered so that the refusal can be explained."""
    rows = [unit for unit in units_of_mechanism() if unit.organisation.code in pack.bodies]
    lawful = [unit for unit in rows if recipient(pack, unit, at)]
    return lawful, [unit for unit in rows if unit not in lawful]


def sender(pack: Pack, actor: Actor, at: datetime) -> rules.Sender:
    """What the pack says of the acting body as a sender."""
    words, body, day = pack.process.referral, pack.bodies.get(actor.organisation), today(pack, at)
    no = words.person_refusal
    respects = no.allowed and no.in_force(day) and body is not None and any(selects(s, actor.organisation, body) for s in no.respected_by)
    ngo = body.ngo if body else actor.body_type.startswith("ngo")
    return rules.Sender(ngo, respects, rules.NgoDuty(words.ngo_duty_to_refer.bound), "; ".join(no.basis))


def person(case: Any, word: str) -> rules.Person:
    """What about the person matters for sending: the word said now, else the one on file; a doubt about age counts for the child."""
    said = case.refers if word == "not_asked" else word
    return rules.Person(
        refuses=said in {"refused", "withdrawn"},
        child=child_mark(case) != "no",
        guardian=case.guardians.filter(ended_at__isnull=True, independent=True).exists(),
        best_interest=case.tasks.filter(kind="best_interest", done_at__isnull=False).exists(),
    )


def co_assessor(pack: Pack, body: str, at: datetime) -> bool:
    """Whether this referrer may take part in the assessment. Basis: in pack az Cabinet Decision 123 and practice."""
    rule, known = pack.process.referral.co_assessor, pack.bodies.get(body)
    return bool(rule and known and rule.in_force(today(pack, at)) and any(selects(s, body, known) for s in rule.who))


# --- one referral --------------------------------------------------------------------------------------------------


def times(referral: Referral) -> rules.Times:
    """The four times; what was sent through the system went to a recipient the law allows."""
    return rules.Times(referral.suspected_at, referral.sent_at, referral.arrived_at, referral.received_at)


def finder_clock(referral: Referral, now: datetime) -> ClockState:
    """How the finder's duty stands."""
    pack = home()
    return rules.finder_duty(times(referral), term(pack, FINDER_CLOCK, referral.suspected_at), now, pack.calendar)


def receiver_clock(referral: Referral, now: datetime) -> ClockState:
    """How the receiving unit's own measure stands; without a term in the pack no clock runs."""
    pack, begins = home(), referral.arrived_at or referral.sent_at
    return rules.receiver_measure(times(referral), term(pack, RECEIVER_CLOCK, begins or now), now, pack.calendar)


def one(referral_id: UUID) -> Referral | None:
    """One referral with its case, if the actor sees it."""
    return Referral.objects.select_related("case").filter(id=referral_id).first()


def of_case(case: Any) -> QuerySet[Referral]:
    """The referrals of a case, the newest first."""
    return Referral.objects.filter(case=case).order_by("-suspected_at", "-recorded_at", "id")


def messages(referral: Referral) -> list[Message]:
    """What it says beyond the envelope; empty without a grant of G3."""
    return list(Message.objects.filter(referral=referral).order_by("at"))


def breaches(case: Any) -> QuerySet[Breach]:
    """What went wrong on a case, the newest first."""
    return Breach.objects.filter(case=case).order_by("-at", "id")


# --- lists ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a list as they stand in the address; empty means any."""

    code: str = ""
    status: str = ""
    due: str = ""  # overdue
    owed: str = ""  # feedback

    def url(self, name: str) -> str:
        """The address of a list with these filters."""
        chosen = {key: value for key, value in asdict(self).items() if value}
        return reverse(name) + (f"?{urlencode(chosen)}" if chosen else "")


def late(kind: str, unit: UUID | None, now: datetime) -> Exists:
    """Referrals whose case has an overdue task of this kind for this unit."""
    tasks = {"kind": kind, "unit": unit, "done_at__isnull": True, "due_at__lt": now}
    return Exists(Referral.objects.filter(pk=OuterRef("pk"), **{f"case__tasks__{name}": value for name, value in tasks.items()}))


def inbox(actor: Actor, filters: Filters, now: datetime) -> QuerySet[Referral]:
    """What was sent to the actor's unit; drafts of others never show."""
    rows = Referral.objects.filter(to_unit=actor.unit_id).exclude(status__in=("draft", "kept_back"))
    return narrowed(rows, actor, filters, late(RECEIVE, actor.unit_id, now))


def sent(actor: Actor, filters: Filters, now: datetime) -> QuerySet[Referral]:
    """What the actor's unit sent or still has to send."""
    return narrowed(Referral.objects.filter(from_unit=actor.unit_id), actor, filters, late(SEND, actor.unit_id, now))


def narrowed(rows: QuerySet[Referral], actor: Actor, filters: Filters, overdue: Exists) -> QuerySet[Referral]:
    """The rows behind a set of filters, the newest first."""
    if filters.code:
        rows = rows.filter(case__codes__organisation=actor.organisation_id, case__codes__code__icontains=filters.code.strip())
    if filters.status == "waiting":
        rows = rows.filter(status__in=WAITING)
    elif filters.status:
        rows = rows.filter(status=filters.status)
    if filters.due:
        rows = rows.filter(overdue, status__in=("draft", *WAITING))
    if filters.owed:
        rows = rows.filter(status__in=OWED)
    return rows.select_related("case").order_by("-suspected_at", "-recorded_at", "id")


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today; each opens exactly the rows it counts."""
    now, found = timezone.now(), []
    if actor.may("referral.receive"):
        found += [_tile(N_("referrals waiting for receipt"), inbox, Filters(status="waiting"), "amber", actor, now)]
        found += [_tile(N_("overdue to receive"), inbox, Filters(due="overdue"), "brick", actor, now)]
        found += [_tile(N_("referrers waiting for an answer"), inbox, Filters(owed="feedback"), "amber", actor, now)]
    if actor.may("referral.send"):
        found += [_tile(N_("overdue to send"), sent, Filters(due="overdue"), "brick", actor, now)]
    if actor.may("overview.read"):
        found += [Tile(N_("breaches this year"), breaches_this_year(now), f"{reverse('referral:overview')}#breaches", "neutral")]
    return found


def _tile(label: str, rows: Any, filters: Filters, mood: str, actor: Actor, now: datetime) -> Tile:
    number = rows(actor, filters, now).count()
    return Tile(label, number, filters.url(f"referral:{rows.__name__}"), mood if number else "neutral")


# --- sums ----------------------------------------------------------------------------------------------------------


def year_start(now: datetime) -> datetime:
    """The first moment of the country's year."""
    calendar = home().calendar
    return calendar.day_start(calendar.local_date(now).replace(month=1, day=1))


def overview(now: datetime) -> list[tuple[str, str, int]]:
    """(measure, body, number) for whoever watches over the response: no rows, no codes, no name; people known to an
    organisation only are not in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT measure, body, n FROM guard.referral_overview(%s, %s)", [now, year_start(now)])
        return [(measure, body, number) for measure, body, number in cursor.fetchall()]


def breaches_this_year(now: datetime) -> int:
    """The sum of recorded breaches since the first of January."""
    return sum(number for measure, _, number in overview(now) if measure.startswith("breach."))


def by_measure(now: datetime) -> Mapping[str, dict[str, int]]:
    """The overview as measure -> body -> number."""
    table: dict[str, dict[str, int]] = {}
    for measure, body, number in overview(now):
        table.setdefault(measure, {})[body] = number
    return table


def hidden(case_id: UUID) -> bool:
    """Whether the State may not even hear of this case as one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.hidden_from_state(%s)", [case_id])
        row = cursor.fetchone()
        return bool(row and row[0])
