"""The sampling list: bodies, what they were asked, whom one reaches there."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from dayaq.assess.assessment import rules
from dayaq.assess.assessment.models import Approach, Assessment, Contact, Stakeholder


def stakeholders(
    assessment: Assessment, *, text: str = "", kind: str = "", place: str = "", purpose: str = "", state: str = ""
) -> QuerySet[Stakeholder]:
    """Bodies by code, narrowed; what they were asked is seen by those who may read raw material only."""
    rows = assessment.stakeholders.prefetch_related("approaches").order_by("code")
    if text:
        rows = rows.filter(Q(institution__icontains=text) | Q(code__icontains=text) | Q(proposed_by__icontains=text))
    for name, wanted in (("kind", kind), ("place", place)):
        rows = rows.filter(**{name: wanted}) if wanted else rows
    asked = Approach.objects.filter(stakeholder=OuterRef("pk"), **({"purpose": purpose} if purpose else {}))
    if state == "not_asked":
        return rows.filter(~Exists(asked))
    if state:
        return rows.filter(Exists(asked.filter(state=state)))
    return rows.filter(Exists(asked)) if purpose else rows


def approaches(assessment: Assessment) -> QuerySet[Approach]:
    """Everything bodies were asked."""
    return Approach.objects.filter(assessment=assessment).select_related("stakeholder").order_by("stakeholder__code", "purpose")


def contacts(stakeholder: Stakeholder) -> QuerySet[Contact]:
    """People to reach at a body."""
    return stakeholder.contacts.order_by("name")


def sample(assessment: Assessment) -> rules.Sample:
    """The sampling overview by kind and place; asked and accepted are zero for those who may not see approaches."""
    states: dict[str, set[str]] = {}
    for body, state in Approach.objects.filter(assessment=assessment).values_list("stakeholder_id", "state"):
        states.setdefault(str(body), set()).add(state)
    rows = assessment.stakeholders.values_list("id", "kind", "place")
    return rules.sampled((kind, place, str(body) in states, "accepted" in states.get(str(body), set())) for body, kind, place in rows)


def invited_twice(assessment: Assessment) -> list[Stakeholder]:
    """Bodies asked for an interview and for the survey (AS-13): the survey is meant for those not interviewed."""
    to = Approach.objects.filter(stakeholder=OuterRef("pk"))
    rows = assessment.stakeholders.filter(
        Exists(to.filter(purpose="interview").exclude(state="refused")), Exists(to.filter(purpose="survey"))
    )
    return list(rows.order_by("code"))


def dual_roles(assessment: Assessment) -> int:
    """How many people to be asked have a second role that could be a conflict of interest."""
    return Contact.objects.filter(assessment=assessment).exclude(dual_role="").count()
