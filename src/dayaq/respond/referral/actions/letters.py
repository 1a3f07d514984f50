"""Mail about referrals: it says that there is something to do, a case code and a link, and nothing else.

Basis: CoE Convention, Article 11 (protection of private life); in pack az the Law, Article 17.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from dayaq.base.accounts.queries import colleagues, role_holders
from dayaq.base.jobs.actions import post

COORDINATOR = "national_coordinator"


def tell(people: Iterable[Any], letter: str, *, at: datetime, link: str, code: str = "", **words: object) -> int:
    """Queue one letter (a template of ``referral/mail``: first line subject, rest body) for each person in his or her language."""
    told = 0
    for someone in people:
        with translation.override(someone.language):
            values = {"code": code, "link": settings.SITE_URL + link, **words}
            subject, _, body = render_to_string(f"referral/mail/{letter}.txt", values).strip().partition("\n")
        post(to=someone.email, subject=subject, body=body.strip(), at=at, case_code=code)
        told += 1
    return told


def tell_unit(unit: UUID, letter: str, *, at: datetime, link: str, code: str = "", **words: object) -> int:
    """Tell the people of a unit."""
    return tell(colleagues(unit, at), letter, at=at, link=link, code=code, **words)


def tell_coordinator(letter: str, *, at: datetime, link: str, **words: Any) -> int:
    """Tell the office of the national co-ordinator: counts only."""
    return tell(role_holders(COORDINATOR, at), letter, at=at, link=link, **words)
