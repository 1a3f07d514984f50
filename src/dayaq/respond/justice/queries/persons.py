"""A person's part in proceedings, legal help, and what other areas know beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from dayaq.respond.casefile.queries import Case, label, statuses
from dayaq.respond.fund.queries import compensation_rows
from dayaq.respond.justice import rules
from dayaq.respond.justice.models import Appearance, Asset, Lawyer, LegalRequest, Mandate, Party, PrivilegedNote, Statement
from dayaq.respond.justice.queries.words import file, home
from dayaq.respond.protection import queries as protection


def parts_of(case: Case) -> list[Party]:
    """The proceedings the person has a part in, as far as the reader sees both."""
    return list(Party.objects.filter(case=case).select_related("proceeding").order_by("at"))


def statements(case: Case) -> list[Statement]:
    """Every time the person was asked, the oldest first."""
    return list(Statement.objects.filter(case=case).order_by("at"))


def times_asked(case: Case) -> int:
    """How often the person was questioned; a recording shown instead is none."""
    return Statement.objects.filter(case=case, uses__isnull=True).count()


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
