"""The person: core facts, identity shown on demand, safe contact, guardian, and what was told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import gate
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import log
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.access import may_reveal
from dayaq.respond.casefile.forms import (
    CHANNELS,
    REVEAL_REASONS,
    ContactForm,
    FactsForm,
    GuardianForm,
    IdentityForm,
    StoryForm,
    facts_initial,
)
from dayaq.respond.casefile.models import Case, Identity
from dayaq.respond.casefile.queries import asker, opened
from dayaq.respond.casefile.views.case import fact_words, facts_of, stored_core
from dayaq.respond.casefile.views.conflict import differing, kept, side_by_side
from dayaq.respond.casefile.views.page import asked, back, draw, header_code, tried, writable


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.read")
def facts(request: HttpRequest, code: str) -> HttpResponse:
    """The core facts, saved by themselves; when somebody was faster both values are shown and nothing typed is lost."""
    record = opened(request, code)
    if not queries.writes_of(record.id) & Group.G1 or not asker(request).may("case.write"):
        if request.method == "POST":
            raise Http404
        return draw(request, "casefile/facts.html", record, facts=facts_of(record))
    pack = queries.pack_of(record)
    form = FactsForm(request.POST or None, pack=pack, initial=facts_initial(record))
    context: dict[str, Any] = {"form": form, "facts": facts_of(record)}
    if request.method == "POST" and form.is_valid():
        changes = kept(request, form.core(), stored_core(record))
        try:
            actions.change_core(case=record, version=form.cleaned_data["version"], changes=changes, by=asker(request), at=form.at)
        except Refused as refusal:
            context["refused"] = refusal.decision
        except Stale:
            record.refresh_from_db()
            return facts_conflict(request, record, form)
        else:
            return back(record, request, "facts")
    return draw(request, "casefile/facts.html", record, **context)


def facts_conflict(request: HttpRequest, record: Case, form: FactsForm) -> HttpResponse:
    """The facts as they stand and as they were typed."""
    labels = {name: field.label for name, field in form.fields.items()}
    fields = differing(form.core(), stored_core(record), labels, lambda name, value: fact_words(record, name, value))
    return side_by_side(
        request, record, fields, version=record.version, title=_("Facts"), back=queries.case_url("facts", header_code(record, request))
    )


@require_safe
@gate("case.read")
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Identity and contact masked; guardians of a child."""
    return person_page(request, opened(request, code))


def person_page(request: HttpRequest, record: Case, **shown: Any) -> HttpResponse:
    """The page about the person; what is revealed is only in this one answer."""
    head = queries.header(record, asker(request))
    context = {
        "has_identity": bool(head.reads & Group.G2) and Identity.objects.filter(case=record).exists(),
        "has_contact": bool(head.reads & Group.G5) and record.contacts.filter(ended_at__isnull=True).exists(),
        "guardians": list(record.guardians.order_by("appointed_at")) if head.reads & Group.G7 else [],
        "may": {name: bool(head.writes & Group[group]) for name, group in (("identity", "G2"), ("contact", "G5"), ("guardian", "G7"))},
        "reads": {"identity": bool(head.reads & Group.G2), "contact": bool(head.reads & Group.G5), "guardian": bool(head.reads & Group.G7)},
        "reasons": [{"value": value, "label": label} for value, label in REVEAL_REASONS],
    }
    return draw(request, "casefile/person.html", record, **context, **shown)


@require_POST
@gate("case.reveal_identity")
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Show identity or safe contact once, with a reason; the look is logged before the page leaves."""
    record, what, reason = opened(request, code), request.POST.get("what", ""), request.POST.get("reason", "")
    group = {"identity": Group.G2, "contact": Group.G5}.get(what)
    if group is None or not may_reveal(asker(request), group, queries.header(record, asker(request)).reads):
        raise Http404
    if reason not in dict(REVEAL_REASONS):
        return person_page(request, record, reason_missing=True)
    log("reveal", kind=f"casefile:{what}", case=record.id, groups=group.name or "", detail={"reason": reason})
    if what == "identity":
        return person_page(request, record, identity=Identity.objects.filter(case=record).first())
    ways = dict(CHANNELS)
    contacts = [(ways.get(row.channel, row.channel), row) for row in record.contacts.filter(ended_at__isnull=True).order_by("-recorded_at")]
    return person_page(request, record, contacts=contacts)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.write")
def identity(request: HttpRequest, code: str) -> HttpResponse:
    """Write who the person is. Whoever may read it sees it here, and the look is logged."""
    record = opened(request, code)
    writable(record, Group.G2)
    row = Identity.objects.filter(case=record).first() if asker(request).may("case.reveal_identity") else None
    if row is not None and request.method != "POST":
        log("reveal", kind="casefile:identity", case=record.id, groups="G2", detail={"reason": "change"})
    names = ("given_name", "family_name", "other_names", "document", "version")
    start = {**{name: getattr(row, name) for name in names}, "birth": row.birth_value} if row else {}
    form = IdentityForm(request.POST or None, pack=queries.pack_of(record), initial=start)
    title = _("Who the person is")

    def act() -> None:
        stored = stored_identity(Identity.objects.filter(case=record).first()) if row is not None else {}
        actions.record_identity(case=record, by=asker(request), at=form.at, **kept(request, form.values(), stored))

    try:
        return asked(request, record, form, act, title=title, button=_("Save"), to="person")
    except Stale:
        fresh = Identity.objects.filter(case=record).first() if asker(request).may("case.reveal_identity") else None
        log("reveal", kind="casefile:identity", case=record.id, groups="G2", detail={"reason": "change"})
        labels = {name: field.label for name, field in form.fields.items() if name in IDENTITY}
        fields = differing(form.values(), stored_identity(fresh), labels, lambda _name, value: str(value))
        version = fresh.version if fresh else 0
        return side_by_side(request, record, fields, version=version, title=title, back=queries.case_url("person", code))


IDENTITY = ("given_name", "family_name", "other_names", "birth", "document")


def stored_identity(row: Identity | None) -> dict[str, str]:
    """The identity as it stands, by the names of the form; empty where the reader may not see it."""
    if row is None:
        return {}
    return {name: row.birth_value if name == "birth" else getattr(row, name) for name in IDENTITY}


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.write")
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Write how the person may be reached without danger."""
    record = opened(request, code)
    writable(record, Group.G5)
    form = ContactForm(request.POST or None, pack=queries.pack_of(record))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("channel", "value", "safe_times", "leave_message", "caution")}
        return actions.record_contact(case=record, by=asker(request), at=form.at, **given)

    return asked(request, record, form, act, title=_("Safe contact"), button=_("Save"), to="person")


@require_POST
@gate("case.write")
def end_contact(request: HttpRequest, code: str, contact: UUID) -> HttpResponse:
    """This way is no longer safe."""
    record = opened(request, code)
    row = get_object_or_404(record.contacts, id=contact)
    tried(request, lambda: actions.end_contact(contact=row, by=asker(request), at=timezone.now()))
    return back(record, request, "person")


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.write")
def guardian(request: HttpRequest, code: str) -> HttpResponse:
    """Appoint a representative of a child."""
    record = opened(request, code)
    writable(record, Group.G7)
    form = GuardianForm(request.POST or None, pack=queries.pack_of(record))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("name", "kind", "independent")}
        return actions.appoint_guardian(case=record, by=asker(request), at=form.at, **given)

    note = _("Where the guardian belongs to the body that shelters the child, an independent one is needed as well; the task stays.")
    return asked(request, record, form, act, title=_("Guardian or other representative"), button=_("Save"), to="person", note=note)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.read")
def story(request: HttpRequest, code: str) -> HttpResponse:
    """What the person told, in the language it was told in; only for readers of this group."""
    record = opened(request, code)
    head = queries.header(record, asker(request))
    if not (head.reads | head.writes) & Group.G3:
        raise Http404
    form = StoryForm(request.POST or None, pack=queries.pack_of(record))
    if request.method == "POST":
        writable(record, Group.G3)
        if form.is_valid():
            given = form.cleaned_data
            tried(
                request,
                lambda: actions.add_story(case=record, text=given["text"], language=given["language"], by=asker(request), at=form.at),
            )
            return back(record, request, "story")
    pack = queries.pack_of(record)
    notes = [(queries.label(pack, f"codes.language.{note.language}"), note) for note in record.story.order_by("-at")]
    return draw(request, "casefile/story.html", record, notes=notes, form=form if head.writes & Group.G3 else None)
