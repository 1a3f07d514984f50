"""Findings: the list, one finding with both sides' words, writing, reviewing, replies and answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings import actions, queries
from dayaq.assess.findings.forms.words import Choices, ReasonForm
from dayaq.assess.findings.forms.writing import AloneForm, AnswerForm, ConflictForm, FilterForm, FindingForm, ReplyForm
from dayaq.assess.findings.models import Finding
from dayaq.assess.findings.queries import Data, written
from dayaq.assess.findings.queries.attention import attention
from dayaq.assess.findings.queries.written import author_of, bare_sentences, searched, shown, steps, text_faults
from dayaq.assess.findings.rules.evidence import KINDS
from dayaq.assess.findings.rules.tokens import rendered
from dayaq.assess.findings.rules.writing import ACCEPTED, ATTRIBUTION, STAGES, STANCES, STATUSES, paragraphs, sentences
from dayaq.assess.findings.views.evidence import Place, asked
from dayaq.assess.findings.views.page import ASKED, PAGE, context, formed, team, there, working
from dayaq.base.access.gate import Request, gate
from dayaq.ui.templatetags.dayaq import say

KIND = {"draft": "neutral", "reviewed": "amber", "final": "leaf"}
SHAPE = {"draft": "circle", "reviewed": "half", "final": "full"}
STANCE = {"agrees": "leaf", "corrects": "amber", "disputes": "brick"}


@require_safe
@gate("assess.read")
def listing(request: Request, assessment: str) -> HttpResponse:
    """Findings with search, filters and pages; what lacks a recommendation says so."""
    row = desk.opened(request, assessment)
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = searched(
        row, text=wanted.get("q", ""), area=int(wanted.get("area") or 0), status=wanted.get("status", ""), lacks=wanted.get("lacks", "")
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lines = [lined(one) for one in page]
    return render(request, "findings/list.html", context(row, form=form, page=page, lines=lines, searching=any(wanted.values())))


def lined(row: Finding) -> dict[str, Any]:
    """A finding as a line of the list."""
    disputed = any(one.stance == "disputes" for one in row.positions.all())
    recommended = sorted(ground.recommendation.code for ground in row.grounds.all())
    return {"row": row, "status": status(row), "disputed": disputed, "recommended": recommended}


def status(row: Finding) -> dict[str, str]:
    """The status as a chip."""
    return {"label": say(STATUSES[row.status]), "kind": KIND[row.status], "shape": SHAPE[row.status]}


def finding_of(row: Assessment, code: str) -> Finding:
    """A finding by its code, or 404."""
    return there(queries.finding(row, code))


@require_safe
@gate("assess.read")
def finding(request: Request, assessment: str, code: str) -> HttpResponse:
    """One finding: its words with numbers in them, the proof of each part, replies and answers, what it leads to."""
    row = desk.opened(request, assessment)
    one = finding_of(row, code)
    data = Data(row)
    view = written.view(one, data)
    looks = attention(one) if data.reads else []
    said = {
        "one": one,
        "view": view,
        "status": status(one),
        "attribution": say(ATTRIBUTION[one.attribution]),
        "paragraphs": printed(one, data),
        "evidence": [{"piece": piece, "kind": say(KINDS[piece.kind])} for piece in view.evidence],
        "kinds": [{"code": kind, "label": say(label)} for kind, label in KINDS.items()],
        "faults": text_faults(one, data),
        "looks": looks,
        "named": any(look.named for look in looks),
        "bare": bare_sentences(one).get(language(one), []),
        "positions": [replied(position) for position in view.positions],
        "suggested": queries.suggested(one),
        "events": [happened(step, team(row)) for step in steps(one)],
        "own": author_of(one) == request.actor.user_id,
        "criteria": [linked(row, code) for code in one.criteria],
    }
    return render(request, "findings/finding.html", context(row, **said))


def language(row: Finding) -> str:
    """The language a finding is shown in: the reader's, else English, else the first it is written in."""
    own = (get_language() or "en").split("-")[0]
    return own if row.text.get(own) else "en" if row.text.get("en") else next(iter(row.text), "en")


def printed(row: Finding, data: Data) -> list[str]:
    """The paragraphs in the reader's language, numbers from data."""
    return [rendered(text, data.lookup, say) for text in paragraphs(shown(row.text, language(row)))]


def linked(row: Assessment, criterion: str) -> dict[str, str]:
    """A criterion as a link to its area of the matrix."""
    return {"label": criterion, "url": f"{reverse('findings:matrix', args=[row.code])}?area={criterion.partition('.')[0]}"}


def replied(position: queries.PositionView) -> dict[str, Any]:
    """A reply as the template draws it."""
    chip = {"label": say(STANCES[position.stance]), "kind": STANCE[position.stance]}
    accepted = say(ACCEPTED[position.accepted]) if position.accepted else ""
    return {"position": position, "stage": say(STAGES[position.stage]), "chip": chip, "accepted": accepted}


def happened(step: Any, names: dict[UUID, str]) -> dict[str, Any]:
    """One step in words."""
    return {"at": step.at, "by": names.get(step.by, ""), "what": say(STATUSES[step.status]), "note": step.note, "kind": KIND[step.status]}


@require_http_methods(ASKED)
@gate("assess.work")
def new(request: Request, assessment: str) -> HttpResponse:
    """Write a finding."""
    row = working(request, assessment)
    form = FindingForm(request.POST or None)

    def keep() -> None:
        actions.write(assessment=row, draft=form.draft, by=request.actor, at=timezone.now())

    return formed(request, row, form, keep, title=_("New finding"), back=reverse("findings:list", args=[row.code]), wide=True)


@require_http_methods(ASKED)
@gate("assess.work")
def edit(request: Request, assessment: str, code: str) -> HttpResponse:
    """Change a finding; it is a draft again."""
    row = working(request, assessment)
    one = finding_of(row, code)
    form = FindingForm(request.POST or None, row=one)

    def keep() -> None:
        version = form.cleaned_data["version"] or 0
        actions.change(finding=one, draft=form.draft, version=version, by=request.actor, at=timezone.now())

    back, title = reverse("findings:finding", args=[row.code, one.code]), _("Change %(code)s") % {"code": one.code}
    return formed(request, row, form, keep, title=title, back=back, versions={"version": lambda: finding_of(row, code).version})


@require_POST
@gate("assess.work")
def step(request: Request, assessment: str, code: str) -> HttpResponse:
    """Review, make final or open again."""
    row = working(request, assessment)
    one = finding_of(row, code)
    form = ReasonForm({"reason": request.POST.get("reason") or "-"})
    version = int(request.POST["version"]) if request.POST.get("version", "").isdigit() else 0
    now: dict[str, Any] = {"finding": one, "version": version, "by": request.actor, "at": timezone.now()}
    steps_known = {
        "review": lambda: actions.review(**now),
        "finish": lambda: actions.finish(**now, looked=request.POST.get("looked", "")),
        "reopen": lambda: actions.reopen(**now, note=request.POST.get("reason", "")),
    }
    back = reverse("findings:finding", args=[row.code, one.code])
    act = steps_known.get(request.POST.get("step", ""))
    if act is None:
        return redirect(back)
    return formed(request, row, form, act, title=_("Not done"), back=back, template="findings/not_done.html")


@require_http_methods(ASKED)
@gate("assess.work")
def evidence(request: Request, assessment: str, code: str, kind: str) -> HttpResponse:
    """Add a piece of evidence to a finding, a paragraph or a sentence."""
    row = working(request, assessment)
    one = finding_of(row, code)
    place = Place(back=reverse("findings:finding", args=[row.code, one.code]), about={"finding": one}, parts=parts(one))
    return asked(request, row, kind, place, lead=one.title)


def parts(row: Finding) -> Choices:
    """Paragraphs and sentences to link evidence to, each with its first words."""
    text = shown(row.text, language(row))
    found: Choices = []
    for number, paragraph in enumerate(paragraphs(text), 1):
        found.append((str(number), _("paragraph %(n)s: %(words)s") % {"n": number, "words": short(paragraph)}))
        found += [(one.place, f"{one.place} {short(one.text)}") for one in sentences(text) if one.paragraph == str(number)]
    return found


def short(text: str) -> str:
    """The first words of a text."""
    return text if len(text) <= 70 else f"{text[:69]}…"


@require_http_methods(ASKED)
@gate("assess.work")
def alone(request: Request, assessment: str, code: str) -> HttpResponse:
    """Say why nothing is recommended for a finding."""
    row = working(request, assessment)
    one = finding_of(row, code)
    form = AloneForm(request.POST or None, initial={"version": one.version, "because": one.alone})

    def keep() -> None:
        actions.leave_alone(finding=one, **form.cleaned_data, by=request.actor, at=timezone.now())

    back, title = reverse("findings:finding", args=[row.code, one.code]), _("Nothing is recommended for %(code)s") % {"code": one.code}
    versions = {"version": lambda: finding_of(row, code).version}
    return formed(request, row, form, keep, title=title, back=back, lead=one.title, versions=versions)


@require_http_methods(ASKED)
@gate("assess.work")
def reply(request: Request, assessment: str, code: str) -> HttpResponse:
    """Keep what a body says to a finding."""
    row = working(request, assessment)
    one = finding_of(row, code)
    form = ReplyForm(request.POST or None)

    def keep() -> None:
        said = {name: form.cleaned_data[name] for name in ("institution", "stage", "stance", "on")}
        actions.reply(finding=one, text=form.words("text"), **said, by=request.actor, at=timezone.now())

    back = reverse("findings:finding", args=[row.code, one.code])
    return formed(request, row, form, keep, title=_("Reply of a body to %(code)s") % {"code": one.code}, back=back, lead=one.title)


@require_http_methods(ASKED)
@gate("assess.work")
def answer(request: Request, assessment: str, code: str, key: UUID) -> HttpResponse:
    """Answer a reply."""
    row = working(request, assessment)
    one = finding_of(row, code)
    position = there(one.positions.filter(id=key).first())
    form = AnswerForm(request.POST or None)

    def keep() -> None:
        accepted = form.cleaned_data["accepted"]
        actions.answer(position=position, accepted=accepted, text=form.words("text"), by=request.actor, at=timezone.now())

    back = reverse("findings:finding", args=[row.code, one.code])
    title = _("Answer to %(body)s") % {"body": position.institution}
    return formed(request, row, form, keep, title=title, back=back, lead=position.text)


@require_http_methods(ASKED)
@gate("assess.work")
def conflict(request: Request, assessment: str, code: str) -> HttpResponse:
    """Record a dual role of a body that informed a finding."""
    row = working(request, assessment)
    one = finding_of(row, code)
    form = ConflictForm(request.POST or None)

    def keep() -> None:
        body, text = form.cleaned_data["institution"], form.words("text")
        actions.declare_conflict(assessment=row, institution=body, text=text, finding=one, by=request.actor, at=timezone.now())

    back = reverse("findings:finding", args=[row.code, one.code])
    return formed(request, row, form, keep, title=_("Conflict of interest"), back=back, lead=one.title)
