"""Finding a case: what is visible, by its code, with its statuses and the groups the actor reads and writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.base.audit.actions import read
from dayaq.core.casecode import parse_code
from dayaq.core.pack import Pack, load
from dayaq.core.text import match_keys
from dayaq.respond.casefile import rules
from dayaq.respond.casefile.models import Assertion, Case, CaseCode, Identity


def asker(request: HttpRequest) -> Actor:
    """The acting person of a request that passed the gate."""
    return request.actor  # type: ignore[attr-defined,no-any-return]


def visible() -> QuerySet[Case]:
    """Every case the acting person sees; row security decides."""
    return Case.objects.all()


def by_code(code: str, actor: Actor) -> Case | None:
    """The case that has this code in the actor's organisation, if the actor sees it."""
    written = parse_code(code)
    if written is None or actor.organisation_id is None:
        return None
    return Case.objects.filter(codes__code=written, codes__organisation=actor.organisation_id).first()


def code_for(case: Case, organisation_id: UUID | None) -> str:
    """The case's code in one organisation; empty when the organisation was never let in or the actor does not see the case."""
    return codes([case.id], organisation_id).get(case.id, "")


def codes(cases: Iterable[UUID], organisation_id: UUID | None) -> dict[UUID, str]:
    """The codes of several cases in one organisation."""
    if organisation_id is None:
        return {}
    rows = CaseCode.objects.filter(case_id__in=list(cases), organisation=organisation_id)
    return dict(rows.values_list("case_id", "code"))


def opened(request: HttpRequest, code: str) -> Case:
    """The case with this code, or 404; writes the read event with the groups that are shown."""
    case = by_code(code, asker(request))
    if case is None:
        raise Http404
    match = request.resolver_match
    read(kind=match.view_name if match else "casefile:case", case=case.id, groups=groups_of(case.id).names)
    return case


def writes_of(case_id: UUID) -> Group:
    """The groups of the case the acting person writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.writes_of(%s)", [case_id])
        return Group(cursor.fetchone()[0])


def pack_of(case: Case) -> Pack:
    """The country pack the case was opened under."""
    return load(case.pack)


def said(case: Case) -> list[Assertion]:
    """Every word ever said about the status, by event time; superseded and removed ones included."""
    return list(case.assertions.order_by("at", "recorded_at", "id"))


def statuses(case: Case) -> list[Assertion]:
    """What stands now: the last word of each body on the status and on the person's stance, side by side."""
    return [word for word in said(case) if word.superseded_by_id is None and word.removed_at is None]


def known_ages(case: Case, on: date, identity: Identity | None = None) -> tuple[int, int] | None:
    """Youngest and oldest possible age: from the date of birth if it is at hand, else from the band; None if not known."""
    if identity is not None and identity.birth_earliest and identity.birth_latest:
        return rules.ages(identity.birth_earliest, identity.birth_latest, on)
    bands: Mapping[str, tuple[int, int]] = {"child": (0, 17), "adult": (18, 120)}
    return bands.get(case.age_band)


def child_mark(case: Case) -> str:
    """``yes``, ``possible`` or ``no``: how the header marks a child. A doubt counts for the child."""
    known = known_ages(case, case.opened_at.date())
    answer = rules.AgeAnswer(case.under_18)
    if answer is rules.AgeAnswer.YES or rules.age_group(known, answer, case.under_18_reason) is rules.AgeGroup.CHILD:
        return "yes"
    return "possible" if rules.treat_as_child(known, answer, case.under_18_reason) else "no"


def found(text: str, born: int | None, actor: Actor) -> list[Case]:
    """Cases the actor sees that answer to a code, or to a name in any spelling (with a birth year one off at most)."""
    keys = list(match_keys(text))
    about = Q(identity__match_keys__overlap=keys)
    if born is not None:
        near = Q(identity__birth_earliest__year__lte=born + 1, identity__birth_latest__year__gte=born - 1)
        about &= near | Q(identity__birth_earliest__isnull=True)
    by_name = list(Case.objects.filter(about).order_by("-opened_at")[:50]) if keys else []
    exact = by_code(text, actor)
    return [exact, *(case for case in by_name if case.id != exact.id)] if exact else by_name
