"""How people and roles are put before the reader: rows and lists for the templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dayaq.base.access.gate import Request
from dayaq.base.access.rules import Actor
from dayaq.base.accounts import access, queries
from dayaq.base.accounts.forms import FilterForm
from dayaq.base.accounts.models import Affiliation, Membership, User
from dayaq.base.accounts.rules import STATES, State, conflicts
from dayaq.core.decision import Reason
from dayaq.ui.templatetags.dayaq import codes, say

KINDS = {State.ACTIVE: "leaf", State.INVITED: "amber", State.DEACTIVATED: "neutral"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of people."""

    id: UUID
    name: str
    email: str
    roles: list[str]
    state: str
    kind: str
    conflicts: tuple[Reason, ...]


def row_of(user: User) -> Row:
    """A line of the list, from what the query prefetched."""
    held, declared = user.held, user.declared  # type: ignore[attr-defined] # prefetched by queries.people
    ties = [queries.membership_tie(m) for m in held] + [queries.affiliation_tie(a) for a in declared]
    state = queries.state_of(user)
    return Row(
        user.id, user.name, user.email, [role_in(m) for m in held], say(STATES[state]), KINDS[state], conflicts(ties, queries.roles())
    )


def role_label(code: str) -> str:
    """A role in the reader's language; its code when the pack no longer has it."""
    role = queries.roles().get(code)
    return codes(role.label) if role else code


def place(membership: Membership) -> str:
    """Body and unit in words."""
    body, unit = codes(membership.unit.organisation.name), codes(membership.unit.name)
    return body if body == unit else f"{body}: {unit}"


def role_in(membership: Membership) -> str:
    """Role and place in words."""
    return f"{role_label(membership.role)} · {place(membership)}"


def profile_of(user: User, reader: Actor) -> dict[str, Any]:
    """What a page about one person shows; ``reader`` decides which roles offer to be ended."""
    state = queries.state_of(user)
    found = conflicts(queries.ties(user.id), queries.roles())
    return {
        "about": user,
        "state": {"label": say(STATES[state]), "kind": KINDS[state], "code": state.value},
        "memberships": [membership_line(m, reader) for m in queries.memberships_of(user)],
        "ties": [tie_line(a, reader) for a in queries.affiliations_of(user)],
        "conflicts": found,
        "second_factor": queries.has_second_factor(user.id),
    }


def membership_line(membership: Membership, reader: Actor) -> dict[str, Any]:
    """A role with its dates, and the address that ends it where the reader may."""
    now = timezone.now()
    over = membership.valid_to is not None and membership.valid_to <= now
    mine = not over and access.may_manage(reader, membership.unit.organisation_id) and access.may_change_rights(reader, membership.user_id)
    url = reverse("accounts:end_role", args=[membership.user_id, membership.id]) if mine else ""
    when = _("over") if over else _("from later on") if membership.valid_from > now else _("in force")
    kind = "neutral" if over or membership.valid_from > now else "leaf"
    return {
        "role": role_label(membership.role),
        "code": membership.role,
        "place": place(membership),
        "row": membership,
        "when": when,
        "kind": kind,
        "url": url,
    }


def tie_line(affiliation: Affiliation, reader: Actor) -> dict[str, Any]:
    """A declared tie with its dates, and the address that ends it where the reader may."""
    today = timezone.now().astimezone(queries.zone()).date()
    over = affiliation.valid_to is not None and affiliation.valid_to <= today
    mine = not over and reader.may("people.manage") and access.may_change_rights(reader, affiliation.user_id)
    url = reverse("accounts:end_tie", args=[affiliation.user_id, affiliation.id]) if mine else ""
    return {"place": codes(affiliation.organisation.name), "row": affiliation, "over": over, "url": url}


def body_of(user: User) -> str:
    """The address of a person's page."""
    return reverse("accounts:person", args=[user.id])


def filters(request: Request, form: FilterForm) -> list[dict[str, str]]:
    """The filters in force, each with the address without it."""
    found = []
    for name, value in (form.cleaned_data if form.is_valid() else {}).items():
        if value:
            rest = request.GET.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            label = dict(form.fields[name].choices).get(value, value)  # type: ignore[attr-defined] # all are choices
            found.append({"label": f"{form.fields[name].label}: {label}", "url": f"{request.path}?{rest.urlencode()}"})
    return found
