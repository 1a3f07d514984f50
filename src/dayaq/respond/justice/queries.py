"""Reads of justice: proceedings the reader was let into, a person's part, the lawyer's desk, the court's page, sums of a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.queries import grants
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import names
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.justice import JusticeFile
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, codes, label, language, statuses
from dayaq.respond.fund.queries import compensation_rows
from dayaq.respond.justice import rules
from dayaq.respond.justice.models import (
    Appearance,
    Asset,
    Charge,
    Fact,
    Gang,
    Hearing,
    Lawyer,
    LegalRequest,
    Mandate,
    MutualRequest,
    Offender,
    Party,
    PrivilegedNote,
    Proceeding,
    Statement,
    Verdict,
)
from dayaq.respond.protection import queries as protection

PHASE_WORDS = {
    "investigation": N_("investigation"),
    "prosecution": N_("with the prosecutor"),
    "court": N_("in court"),
    "final": N_("final"),
}


def home() -> Pack:
    """The country whose law holds."""
    return load(settings.HOME_PACK)


def file() -> JusticeFile:
    """The country's articles, bands, rates and rules of representation."""
    return home().area(JusticeFile)


# --- proceedings ------------------------------------------------------------------------------------------------------


def proceedings(*, text: str = "", phase: str = "", exploitation: str = "") -> QuerySet[Proceeding]:
    """Proceedings of the own unit and those shared with it, the newest first; row security decides."""
    rows = Proceeding.objects.order_by("-opened_at", "number")
    if text:
        rows = rows.filter(number__icontains=text)
    if exploitation:
        rows = rows.filter(exploitation=exploitation)
    if phase:
        order = ["prosecuted_at", "court_at", "final_at"]
        place = list(PHASE_WORDS).index(phase)
        reached = {f"{order[place - 1]}__isnull": False} if place else {}
        rows = rows.filter(**reached, **{f"{column}__isnull": True for column in order[place:]})
    return rows


def proceeding(proceeding_id: UUID) -> Proceeding | None:
    """One proceeding the reader was let into."""
    return Proceeding.objects.filter(id=proceeding_id).first()


def offenders(row: Proceeding) -> list[Offender]:
    """Everybody suspected, accused or convicted in it, by number."""
    return list(Offender.objects.filter(proceeding=row).select_related("group").order_by("number"))


def charges(offender: Offender) -> list[Charge]:
    """Charges against one person, the oldest first."""
    return list(Charge.objects.filter(offender=offender).select_related("verdict").order_by("at"))


def verdicts(offender: Offender) -> list[Verdict]:
    """Verdicts on one person, the newest first; replaced ones stay on the list."""
    return list(Verdict.objects.filter(offender=offender).select_related("replaced_by").order_by("-at", "-recorded_at"))


def band_words(months: int | None) -> str:
    """The band of a prison term in the reader's language."""
    return band_label(rules.band(file().bands, months))


def band_label(code: str) -> str:
    """A band by its code; empty for a term that falls into none."""
    texts = file().bands[code].label if code in file().bands else {}
    return texts.get(reader(), next(iter(texts.values()), ""))


def reader() -> str:
    """The reader's language."""
    return language()


def article_words(code: str) -> str:
    """An article in the reader's language."""
    article = file().articles.get(code)
    return (article.label.get(reader()) or next(iter(article.label.values()))) if article else code


def gangs(row: Proceeding) -> list[Gang]:
    """Criminal groups met in it."""
    return list(Gang.objects.filter(proceeding=row).order_by("broken_at"))


def facts(row: Proceeding) -> int:
    """Registered facts that belong to it, as far as the own body registered them."""
    return Fact.objects.filter(proceeding=row.id).aggregate(n=Sum("n"))["n"] or 0


def assets(row: Proceeding) -> list[Asset]:
    """Assets seized and confiscated in it."""
    return list(Asset.objects.filter(proceeding=row).order_by("recorded_at"))


def requests(row: Proceeding) -> list[MutualRequest]:
    """Requests to and from other countries."""
    return list(MutualRequest.objects.filter(proceeding=row).order_by("-asked_at"))


def hearings(row: Proceeding | None = None, *, ahead: bool = False) -> QuerySet[Hearing]:
    """Hearings of one proceeding, or of all the reader was let into; ``ahead``: those to come."""
    rows = Hearing.objects.select_related("proceeding").order_by("at")
    if row is not None:
        rows = rows.filter(proceeding=row)
    return rows.filter(at__gte=timezone.now()) if ahead else rows


def parties(row: Proceeding) -> list[Party]:
    """The persons of a proceeding whose file the reader was let into; of others nothing is said, not even how many."""
    return list(Party.objects.filter(proceeding=row).select_related("case").order_by("at"))


def units_of_justice() -> set[UUID]:
    """Units a proceeding may be opened to: they work on proceedings, or stand beside a person in one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.units_of_justice()")
        return {row[0] for row in cursor.fetchall()}


def shared_with(row: Proceeding) -> list[dict[str, Any]]:
    """Units that were let into the proceeding."""
    rows = [grant for grant in grants(row.id) if grant.basis != "owner"]
    words = names([grant.subject_unit for grant in rows if grant.subject_unit])
    return [
        {"unit": unit, "name": words.get(unit, {}), "writes": bool(g.writes), "until": g.valid_to}
        for unit, g in {g.subject_unit: g for g in rows if g.subject_unit}.items()
    ]


# --- a person ---------------------------------------------------------------------------------------------------------


def parts_of(case: Case) -> list[Party]:
    """The proceedings the person has a part in, as far as the reader sees both."""
    return list(Party.objects.filter(case=case).select_related("proceeding").order_by("at"))


def statements(case: Case) -> list[Statement]:
    """Every time the person was asked, the oldest first."""
    return list(Statement.objects.filter(case=case).order_by("at"))


def times_asked(case: Case) -> int:
    """How often the person was questioned; a recording shown instead is none."""
    return Statement.objects.filter(case=case, uses__isnull=True).count()


def asked_distribution() -> Mapping[str, int]:
    """Persons by how often they were questioned, of the files the reader sees (a measure of procedure)."""
    rows = Statement.objects.values_list("case_id", "uses_id")
    return rules.distribution(rules.times_asked(rules.Asked(person, used is not None) for person, used in rows))


def appearances(case: Case) -> list[Appearance]:
    """Hearings as they touch the person."""
    return list(Appearance.objects.filter(case=case).select_related("hearing", "hearing__proceeding").order_by("hearing__at"))


def wishes(case: Case) -> list[LegalRequest]:
    """The person's wishes for a lawyer, the newest first."""
    return list(LegalRequest.objects.filter(case=case).order_by("-at"))


def mandates(case: Case) -> list[Mandate]:
    """Who represents or represented the person."""
    return list(Mandate.objects.filter(case=case).select_related("lawyer").prefetch_related("work").order_by("-at"))


def owed(mandate: Mandate) -> Decimal | None:
    """What the time worked comes to at the mandate's rate; None where the mandate has none (``LEG-04``)."""
    minutes = sum(work.minutes for work in mandate.work.all())
    return rules.pay(minutes, mandate.rate) if mandate.rate is not None else None


def notes(case: Case) -> list[PrivilegedNote]:
    """The reader's own privileged notes; nobody else's are there."""
    return list(PrivilegedNote.objects.filter(case=case).order_by("-at"))


def lawyers(*, bar_only: bool = False, text: str = "") -> QuerySet[Lawyer]:
    """The register of lawyers: everybody's entries that are active, the specialised first."""
    rows = Lawyer.objects.filter(active=True).order_by("-specialised", "-bar_member", "name")
    rows = rows.filter(bar_member=True) if bar_only else rows
    return rows.filter(name__icontains=text) if text else rows


def claim_words(case: Case, *, departed: bool = False) -> Sequence[Any]:
    """What a civil claim hangs on under the country's practice, explained."""
    day = home().calendar.local_date(timezone.now())
    return rules.claim_words(file().civil_claim, [word.status for word in statuses(case)], departed=departed, day=day)


def providers(day: date) -> list[dict[str, Any]]:
    """Who gives legal help and what it costs, by scheme (``LEG-01``, ``LEG-02``, ``LEG-05``)."""
    pack = home()
    found = []
    for one in file().providers:
        if one.in_force(day):
            rate = rules.rate_of(file().rates, one.scheme, day)
            bodies = [label(pack, f"bodies.{code}") for code in pack.bodies_meant(one.by)]
            found.append({"scheme": one.scheme, "free": one.free, "bodies": bodies, "told": one.told, "basis": one.basis, "rate": rate})
    return found


# --- lists of work ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One running mandate on the lawyer's desk."""

    mandate: Mandate
    code: str
    next_hearing: Hearing | None


def desk(actor: Actor) -> list[DeskRow]:
    """Running mandates of the files the reader sees, with the next hearing."""
    rows = list(Mandate.objects.filter(ended_at__isnull=True).select_related("lawyer", "case").order_by("at")[:200])
    known = codes([row.case_id for row in rows], actor.organisation_id)
    ahead = Appearance.objects.filter(case_id__in=[row.case_id for row in rows], hearing__at__gte=timezone.now())
    soonest: dict[UUID, Hearing] = {}
    for one in ahead.select_related("hearing").order_by("hearing__at"):
        soonest.setdefault(one.case_id, one.hearing)
    return [DeskRow(row, known[row.case_id], soonest.get(row.case_id)) for row in rows if row.case_id in known]


def open_wishes(actor: Actor) -> list[tuple[LegalRequest, str]]:
    """People who wish a lawyer and have none, the longest wait first, with their codes."""
    rows = list(LegalRequest.objects.filter(outcome_at__isnull=True).select_related("case").order_by("at")[:200])
    known = codes([row.case_id for row in rows], actor.organisation_id)
    return [(row, known[row.case_id]) for row in rows if row.case_id in known]


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today."""
    if not actor.may("legal.work"):
        return []
    n = len(open_wishes(actor))
    return [Tile(N_("people who wish a lawyer and have none"), n, reverse("justice:desk"), "amber" if n else "neutral")]


# --- sums -------------------------------------------------------------------------------------------------------------


def year(number: int) -> tuple[datetime, datetime]:
    """The first moment of the country's year and of the next."""
    calendar = home().calendar
    return calendar.day_start(date(number, 1, 1)), calendar.day_start(date(number + 1, 1, 1))


def sums(since: datetime, until: datetime) -> dict[str, dict[str, dict[str, int]]]:
    """measure -> dimension -> key -> number over every proceeding, for who watches over the response; empty for others.

    Sentences by months are added as bands of the pack (``CRM-01``, ``CRM-02``).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT measure, dim, key, n FROM guard.justice_sums(%s, %s)", [since, until])
        table: dict[str, dict[str, dict[str, int]]] = {}
        for measure, dim, key, n in cursor.fetchall():
            if n:
                table.setdefault(measure, {}).setdefault(dim, {})[key] = int(n)
    months = table.get("convicted", {}).pop("months", {})
    if months:
        table["convicted"]["band"] = rules.by_band(file().bands, {int(term): n for term, n in months.items()})
    return table


def total(sums: Mapping[str, Mapping[str, Mapping[str, int]]], measure: str, dim: str) -> int:
    """A measure summed over one dimension."""
    return sum(sums.get(measure, {}).get(dim, {}).values())


def in_bodies(cells: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    """Cells by body, in the reader's words."""
    return [(label(home(), f"bodies.{body}"), n) for body, n in cells.items()]


# --- beside the proceeding --------------------------------------------------------------------------------------------


def to_fund(case: Case) -> list[Asset]:
    """Assets of the person's proceedings that were confiscated: what the relief fund got of them, and what not."""
    of = [part.proceeding_id for part in parts_of(case)]
    return list(Asset.objects.filter(proceeding_id__in=of, confiscated_at__isnull=False).order_by("confiscated_at"))


def beside(case: Case) -> dict[str, Any]:
    """What other areas know for the court's page, each within what the reader may see."""
    place, pack = protection.letter_address(case), home()
    return {
        "claims": compensation_rows(case),
        "threats": [protection.threat_words(one, pack) for one in protection.threats_in_record(case)],
        "measures": [protection.measure_words(one, pack) for one in protection.court_measures(case)],
        "address": f"{place.receiver}\n{place.address}" if place else "",
    }
