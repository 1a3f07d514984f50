"""The tab Justice of a case: what the reader sees of lawyer, proceedings, questionings, hearings and own notes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import Case, opened, writes_of
from dayaq.respond.casefile.views.page import draw
from dayaq.respond.justice import queries, rules
from dayaq.respond.justice.models import Hearing, Lawyer, LegalRequest, Mandate, Party
from dayaq.respond.justice.views.page import coded


@require_safe
@gate("case.read")
def index(request: Request, code: str) -> HttpResponse:
    """Justice as it touches the person."""
    case = opened(request, code)
    may = {name: bool(writes_of(case.id) & group) for name, group in (("G1", Group.G1), ("G6", Group.G6), ("G8", Group.G8))}
    actor = request.actor
    context = {
        "arranges": may["G1"] and actor.may("case.write"),
        "represents": may["G8"] and actor.may("legal.work"),
        "keeps_notes": actor.may("legal.work"),
        "leads": may["G6"] and actor.may("justice.work"),
        "court": actor.may("justice.court"),
        "wishes": [wish_line(one) for one in queries.wishes(case)],
        "mandates": [mandate_line(one) for one in queries.mandates(case)],
        "parts": [part_line(one, request) for one in queries.parts_of(case)],
        "statements": [statement_line(one) for one in queries.statements(case)],
        "times": queries.times_asked(case),
        "appearances": [appearance_line(one) for one in queries.appearances(case)],
        "hearings": unnoted(case),
        "notes": queries.notes(case) if actor.may("legal.work") else [],
        "claim": queries.claim_words(case),
        "providers": provider_lines(),
        "currency": queries.home().currency or "",
        "aid": rules.aid_words(queries.file(), queries.home().calendar.local_date(timezone.now())),
    }
    return draw(request, "justice/case.html", case, **context)


def wish_line(one: LegalRequest) -> dict[str, Any]:
    """A wish for a lawyer in words."""
    lawyer = Lawyer.objects.filter(id=one.lawyer).first() if one.lawyer else None
    scopes = ", ".join(coded("legal_scope", code) for code in one.scopes)
    return {
        "row": one,
        "scopes": scopes,
        "lawyer": lawyer,
        "outcome": coded("legal_outcome", one.outcome),
        "wish": sex_words(one.sex_wished),
    }


def sex_words(code: str) -> str:
    """Which sex the person chose."""
    return {"female": _("a woman"), "male": _("a man"), "any": _("either")}.get(code, _("not asked"))


def mandate_line(one: Mandate) -> dict[str, Any]:
    """A mandate in words, with what its time comes to."""
    scopes = ", ".join(coded("legal_scope", code) for code in one.scopes)
    minutes = sum(work.minutes for work in one.work.all())
    return {"row": one, "scopes": scopes, "scheme": coded("legal_scheme", one.scheme), "minutes": minutes, "owed": queries.owed(one)}


def part_line(one: Party, request: Request) -> dict[str, Any]:
    """A part in a proceeding; its page where the reader may open it."""
    roles = {"victim": _("victim"), "witness": _("witness"), "both": _("victim and witness")}
    pages = request.actor.may("justice.work") or request.actor.may("justice.court")
    url = reverse("justice:proceeding", args=[one.proceeding_id]) if pages else ""
    return {"row": one, "role": roles[one.role], "word": coded("change_of_word", one.word) if one.word else "", "url": url}


def statement_line(one: Any) -> dict[str, Any]:
    """A questioning in words."""
    met = rules.wish_met(one.sex_wished, one.asker_sex)
    wish = {True: _("as the person wished"), False: _("not as the person wished"), None: ""}[met]
    present = ", ".join(coded("present", code) for code in one.present)
    return {
        "row": one,
        "method": coded("statement_method", one.method),
        "asked_by": coded("asker_kind", one.asked_by),
        "wish": wish,
        "met": met,
        "present": present,
        "again": coded("asker_reason", one.again_why) if one.again_why else "",
    }


def appearance_line(one: Any) -> dict[str, Any]:
    """A hearing as it touches the person, with what was asked and answered."""
    came = {"person": _("in person"), "video": _("by video"), "absent": _("did not come"), "": ""}
    measures = [(coded("court_measure", code), code in one.granted, code in one.refused) for code in one.asked]
    return {"row": one, "kind": coded("hearing_kind", one.hearing.kind), "measures": measures, "came": came[one.attended]}


def unnoted(case: Case) -> list[dict[str, Any]]:
    """Hearings of the person's proceedings that were not noted for the person yet."""
    noted = {one.hearing_id for one in queries.appearances(case)}
    of = [part.proceeding_id for part in queries.parts_of(case)]
    rows = Hearing.objects.filter(proceeding_id__in=of).exclude(id__in=noted).order_by("at")
    return [{"row": row, "kind": coded("hearing_kind", row.kind)} for row in rows]


def provider_lines() -> list[dict[str, Any]]:
    """Who gives legal help and what it costs."""
    day = queries.home().calendar.local_date(timezone.now())
    return [{**one, "scheme": coded("legal_scheme", one["scheme"])} for one in queries.providers(day)]
