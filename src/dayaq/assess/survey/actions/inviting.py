"""Inviting and reminding. A link's secret goes into the mail and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from dayaq.assess.survey.access import raw, work
from dayaq.assess.survey.models import Invitation, Link, Survey
from dayaq.assess.survey.queries import to_remind, today
from dayaq.assess.survey.rules.sealing import link_name, new_token
from dayaq.base.access.rules import Actor
from dayaq.base.jobs.actions import post
from dayaq.core.decision import Decision, Reason, Refused, require
from dayaq.core.words import N_

KNOWN = N_("This address was invited before.")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to ask: address (empty: the link is handed over), how the team calls him or her, language."""

    address: str = ""
    who: str = ""
    language: str = "en"


def address_of(token: str) -> str:
    """The whole address of a link."""
    return settings.SITE_URL.rstrip("/") + reverse("answer:door", args=[token])


def new_link(invitation: Invitation, day: date) -> str:
    """Give out another secret for an invitation; return it, it is not kept."""
    token = new_token()
    Link.objects.create(assessment_id=invitation.assessment_id, invitation=invitation, name=link_name(token), made=day)
    return token


@transaction.atomic
def invite(*, survey: Survey, guest: Guest, by: Actor, at: datetime) -> str:
    """Invite one; return the link's secret, to be shown once when there is no address. Refused for a known address."""
    require(raw(by))
    return asked(survey, guest, at)


@transaction.atomic
def invite_all(*, survey: Survey, guests: Sequence[Guest], by: Actor, at: datetime) -> int:
    """Invite everybody of a list whose address is new; return how many. All or nothing."""
    require(raw(by))
    known = set(Invitation.objects.filter(assessment_id=survey.assessment_id).exclude(address="").values_list("address", flat=True))
    fresh = {guest.address.lower(): guest for guest in guests if guest.address.lower() not in known}
    for guest in fresh.values():
        asked(survey, guest, at)
    return len(fresh)


def asked(survey: Survey, guest: Guest, at: datetime) -> str:
    """Write the invitation and the mail."""
    address, day = guest.address.lower(), today()
    if address and Invitation.objects.filter(assessment_id=survey.assessment_id, address=address).exists():
        raise Refused(Decision.refuse(Reason("survey.known", KNOWN)))
    invitation = Invitation.objects.create(
        assessment_id=survey.assessment_id, address=address, who=guest.who, language=guest.language, sent=day
    )
    token = new_link(invitation, day)
    if address:
        write(survey, invitation, token, at, again=False)
    return token


def write(survey: Survey, invitation: Invitation, token: str, at: datetime, *, again: bool) -> None:
    """The mail: neutral subject, what it is about, the link, the deadline."""
    with translation.override(invitation.language):
        words: dict[str, Any] = {"link": address_of(token), "day": formats.date_format(survey.closes) if survey.closes else ""}
        subject = _("A short questionnaire: reminder") if again else _("A short questionnaire")
        lines = [_("You are asked to fill in a questionnaire about your field of work. It takes 15 to 20 minutes.")]
        lines += [_("Your answers are kept apart from this invitation and shown only together with others.")]
        lines += [_("Please answer by %(day)s.") % words] if survey.closes else []
        lines += [_("Your own link, which can be used once: %(link)s") % words]
        if again:
            lines += [_("If you began with an earlier link, go on with that one: what you filled in is found only there.")]
        lines += [_("Questions: %(contact)s") % {"contact": survey.contact}] if survey.contact else []
    post(to=invitation.address, subject=subject, body="\n\n".join(lines), at=at, private=True)


@transaction.atomic
def remind(*, survey: Survey, by: Actor, at: datetime) -> int:
    """Remind everybody who was invited by mail and has not answered, once a day at most; return how many."""
    require(raw(by))
    require(work(by))
    day, number = today(), 0
    for invitation in to_remind(survey.assessment).select_for_update(of=("self",)):
        write(survey, invitation, new_link(invitation, day), at, again=True)
        Invitation.objects.filter(id=invitation.id).update(reminded=day, reminders=invitation.reminders + 1)
        number += 1
    return number


def withdraw(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Take an invitation back: its links lead nowhere; an answer that came stays."""
    del at
    require(raw(by))
    Invitation.objects.filter(id=invitation.id).update(withdrawn=True)
