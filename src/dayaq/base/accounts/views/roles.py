"""What a role may do and which facts it may at most see, readable for everybody who works with the system."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts import queries
from dayaq.base.accounts.rules import MARKS, PERMISSIONS, exclude
from dayaq.core.pack.schema.roles import Role
from dayaq.ui.templatetags.dayaq import codes, say


@require_safe
@gate(signed_in=True)
def roles(request: Request) -> HttpResponse:
    """Every role, and the matrix of roles by groups of facts."""
    known = {code: role for code, role in queries.roles().items() if role.kind == "person"}
    groups = queries.groups()
    lines = [{"code": code, "role": role, "cells": [marks(role, group) for group in groups]} for code, role in known.items()]
    services = [role for role in queries.roles().values() if role.kind == "service"]
    return render(request, "accounts/roles.html", {"lines": lines, "groups": groups, "services": services, "legend": MARKS})


@require_safe
@gate(signed_in=True)
def role(request: Request, code: str) -> HttpResponse:
    """One role in words."""
    known = queries.roles()
    if code not in known:
        raise Http404
    return render(request, "accounts/role.html", {"role": known[code], "code": code, **in_words(code, known)})


def in_words(code: str, known: Mapping[str, Role]) -> dict[str, Any]:
    """Permissions, groups and exclusions of a role as sentences."""
    found, groups = known[code], queries.groups()
    return {
        "permissions": [PERMISSIONS[p] for p in found.permissions],
        "facts": [{"code": g, "label": codes(text), "marks": marks(found, g)} for g, text in groups.items()],
        "excludes": sorted(codes(role.label) for other, role in known.items() if exclude(code, other, known)),
    }


def marks(role: Role, group: str) -> list[str]:
    """The words of one cell: reads, writes, and under which condition; empty for none."""
    held = {
        "read": role.read,
        "write": role.write,
        "own": role.own,
        "consent": role.consent,
        "order": role.order,
        "break_glass": role.break_glass,
    }
    return [say(MARKS[key]) for key, given in held.items() if group in given]
