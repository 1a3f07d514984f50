"""What a summary of a case says, part by part; row security leaves out what the reader does not see."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.rules import Group
from dayaq.respond.casefile.models import Case, Guardian, Identity, SafeContact, StoryNote


def identity_of(case: Case) -> Identity | None:
    """Who the person is; whoever shows it logs it."""
    return Identity.objects.filter(case=case).first()


def personal_parts(case: Case, groups: Group) -> dict[str, Any]:
    """Identity, account, contacts and guardians, as far as they are in ``groups``."""
    parts: dict[str, Any] = {}
    if groups & Group.G2:
        parts["identity"] = identity_of(case)
    if groups & Group.G3:
        parts["story"] = list(StoryNote.objects.filter(case=case).order_by("at"))
    if groups & Group.G5:
        parts["contacts"] = list(SafeContact.objects.filter(case=case, ended_at__isnull=True).order_by("recorded_at"))
    if groups & Group.G7:
        parts["guardians"] = list(Guardian.objects.filter(case=case).order_by("appointed_at"))
    return parts
