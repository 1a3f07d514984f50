"""The tab Justice of a case: what the reader sees of lawyer, proceedings, questionings, hearings and own notes; its forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import NO_GROUP, Group
from dayaq.respond.casefile.queries import Case, label, opened, pack_of, writes_of
from dayaq.respond.casefile.views.page import draw, writable
from dayaq.respond.identification.views.page import asked
from dayaq.respond.justice import actions, queries, rules
from dayaq.respond.justice import forms as f
from dayaq.respond.justice.models import Hearing, Lawyer, LegalRequest, Mandate, Party
from dayaq.respond.justice.views.page import FORM, coded
from dayaq.respond.justice.views.parts import Made


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


@require_http_methods(FORM)
@gate("case.write")
def add(request: Request, code: str, what: str) -> HttpResponse:
    """One form of the tab."""
    case = opened(request, code)
    if what not in ADDS:
        raise Http404
    group, permission, make = ADDS[what]
    if group:
        writable(case, group)
    if not request.actor.may(permission):
        raise Http404
    form, act, title = make(request, case)
    return asked(request, case, form, act, {"title": title, "button": _("Record it"), "back": reverse("justice:case", args=[code])})


def told(request: Request, case: Case) -> Made:
    """Told what legal help costs and who gives it."""
    form = f.ToldForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = form.cleaned_data
        understood = given["understood"] == "yes"
        actions.tell_legal_aid(case=case, language=given["language"], understood=understood, by=request.actor, at=form.at)
        return None

    return form, act, _("The person was told of legal help")


def wish(request: Request, case: Case) -> Made:
    """The person wishes a lawyer."""
    form = f.WishForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.wish_lawyer(case=case, by=request.actor, at=form.at, **form.given("scopes", "sex_wished", "language", "told_cost"))

    return form, act, _("The person wishes a lawyer")


def lawyer_choices() -> list[tuple[str, Any]]:
    """Lawyers of the register with what decides: bar and training."""
    marks = {
        (True, True): _("bar, trained"),
        (True, False): _("bar"),
        (False, True): _("trained, not of the bar"),
        (False, False): _("not of the bar"),
    }
    return [(str(one.id), f"{one.name} ({marks[one.bar_member, one.specialised]})") for one in queries.lawyers()]


def mandate(request: Request, case: Case) -> Made:
    """Who represents the person."""
    form = f.MandateForm(request.POST or None, pack=pack_of(case), lawyers=lawyer_choices())

    def act() -> object:
        given = form.cleaned_data
        new = actions.NewMandate(
            lawyer=get_object_or_404(Lawyer, id=given["lawyer"]),
            scopes=tuple(given["scopes"]),
            scheme=given["scheme"],
            attorney_at=given["attorney_at"],
            happened_because=given["happened_because"],
        )
        return actions.give_mandate(case=case, new=new, by=request.actor, at=form.at)

    return form, act, _("Mandate")


def note(request: Request, case: Case) -> Made:
    """A privileged note; nobody else reads it."""
    form = f.NoteForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.add_note(case=case, by=request.actor, at=form.at, **form.given("text", "language"))

    return form, act, _("Privileged note: you alone read it")


def statement(request: Request, case: Case) -> Made:
    """One time the person was asked."""
    parts = {str(part.proceeding_id): part.proceeding for part in queries.parts_of(case)}
    kept = {str(one.id): one for one in queries.statements(case) if one.recorded}
    words = {
        "proceedings": [(key, row.number) for key, row in parts.items()],
        "recordings": [(key, f"{row.at:%Y-%m-%d}") for key, row in kept.items()],
    }
    form = f.StatementForm(request.POST or None, pack=pack_of(case), **words)

    def act() -> object:
        given = form.cleaned_data
        row, used = parts.get(given["proceeding"]), kept.get(given["uses"])
        base = form.given("method", "asked_by", "consent", "present")
        return actions.record_statement(case=case, proceeding=row, uses=used, by=request.actor, at=form.at, **base, **form.more)

    return form, act, _("The person was asked")


ADDS: dict[str, tuple[Group, str, Callable[[Request, Case], Made]]] = {
    "told": (Group.G1, "case.write", told),
    "wish": (Group.G1, "case.write", wish),
    "mandate": (Group.G8, "legal.work", mandate),
    "note": (NO_GROUP, "legal.work", note),
    "statement": (Group.G6, "justice.work", statement),
}


@require_http_methods(FORM)
@gate("case.write")
def row(request: Request, code: str, what: str, row: UUID) -> HttpResponse:
    """What became of a wish, a mandate, a part, a hearing."""
    case = opened(request, code)
    if what not in ROWS:
        raise Http404
    group, permission, make = ROWS[what]
    writable(case, group)
    if not request.actor.may(permission):
        raise Http404
    form, act, title = make(request, case, row)
    return asked(request, case, form, act, {"title": title, "button": _("Record it"), "back": reverse("justice:case", args=[code])})


def answer(request: Request, case: Case, row: UUID) -> Made:
    """What came of a wish for a lawyer."""
    one = get_object_or_404(LegalRequest, id=row, case=case, outcome_at__isnull=True)
    form = f.WishAnswerForm(request.POST or None, pack=pack_of(case), lawyers=lawyer_choices())

    def act() -> object:
        given = form.cleaned_data
        lawyer = Lawyer.objects.filter(id=given["lawyer"]).first() if given["lawyer"] else None
        return actions.answer_wish(
            request=one, outcome=given["outcome"], lawyer=lawyer, scheme=given["scheme"], by=request.actor, at=form.at
        )

    return form, act, _("What came of the wish for a lawyer")


def end(request: Request, case: Case, row: UUID) -> Made:
    """A mandate ends."""
    one = get_object_or_404(Mandate, id=row, case=case, ended_at__isnull=True)
    form = f.EndForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.end_mandate(mandate=one, why=form.cleaned_data["why"], by=request.actor, at=form.at)

    return form, act, _("The mandate ends")


def work(request: Request, case: Case, row: UUID) -> Made:
    """Time worked on a mandate."""
    one = get_object_or_404(Mandate, id=row, case=case)
    form = f.WorkForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.log_work(mandate=one, by=request.actor, at=form.at, **form.given("kind", "minutes"))

    return form, act, _("Time worked")


def word(request: Request, case: Case, row: UUID) -> Made:
    """What the person now says; it ends no help."""
    one = get_object_or_404(Party, id=row, case=case)
    form = f.WordForm(request.POST or None, pack=pack_of(case), initial={"word": one.word, "version": one.version})

    def act() -> object:
        given = form.cleaned_data
        return actions.change_word(party=one, word=given["word"], version=given["version"], by=request.actor, at=form.at)

    return form, act, _("What the person says in the proceeding. A changed word ends no help.")


def hearing(request: Request, case: Case, row: UUID) -> Made:
    """A hearing as it touches the person."""
    one = get_object_or_404(Hearing, id=row)
    known = next((a for a in queries.appearances(case) if a.hearing_id == one.id), None)
    start = {name: getattr(known, name) for name in ("asked", "granted", "refused", "no_equipment", "attended")} if known else {}
    start |= {"must_attend": "yes" if known.must_attend else "no"} if known else {}
    form = f.AppearForm(request.POST or None, pack=pack_of(case), initial=start)

    def act() -> object:
        given = form.cleaned_data
        rest = {name: given[name] for name in ("asked", "granted", "refused", "no_equipment", "attended")}
        must = given["must_attend"] == "yes"
        return actions.appear(case=case, hearing=one, must_attend=must, by=request.actor, at=timezone.now(), **rest)

    return form, act, label(pack_of(case), f"codes.hearing_kind.{one.kind}")


ROWS: dict[str, tuple[Group, str, Callable[[Request, Case, UUID], Made]]] = {
    "wish": (Group.G1, "case.write", answer),
    "end": (Group.G8, "legal.work", end),
    "work": (Group.G8, "legal.work", work),
    "word": (Group.G6, "justice.work", word),
    "hearing": (Group.G6, "justice.work", hearing),
}
