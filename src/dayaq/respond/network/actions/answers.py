"""Words to the referrer beside the coded answer, and the reminder that one is owed (REF-07)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import code_for, language
from dayaq.respond.network import queries, rules
from dayaq.respond.network.actions.steps import tell_apart
from dayaq.respond.network.models import AnswerNote
from dayaq.respond.referral.access import may_answer, may_follow
from dayaq.respond.referral.actions.letters import tell_unit
from dayaq.respond.referral.actions.steps import demand

KIND = "network:answers"


def say_to_referrer(*, referral: Any, text: str, by: Actor, at: datetime) -> AnswerNote:
    """Write some words to the body that referred: no name and no story, both see it with the envelope.

    Basis: US TIP report 2018, recommendation 4 (feedback to referring bodies).
    """
    demand(may_answer(by, referral.to_unit), KIND, referral.case_id)
    demand(allowed(bool(text.strip()), "empty", N_("Write the words, or leave the page.")), KIND, referral.case_id)
    note = _note(referral, "answer", text.strip(), by, at)
    casefile.record(case=referral.case, kind="network.words", by=by, at=at, facts={"referral": str(referral.id)})
    return note


def remind(*, referral: Any, by: Actor, at: datetime) -> AnswerNote:
    """Ask for the answer again, once a day at most; the mail says a case code and nothing else."""
    mine = allowed(may_follow(by, referral.from_unit), "not_yours", N_("Only the unit that referred can ask for the answer."))
    demand(mine, KIND, referral.case_id)
    owed = queries.owed(referral)
    demand(allowed(owed is not None, "not_received", N_("Nobody has received the person yet.")), KIND, referral.case_id)
    if owed is not None:
        demand(rules.may_remind(owed, queries.last_reminder(referral), at), KIND, referral.case_id)
    note = _note(referral, "reminder", "", by, at)
    casefile.record(case=referral.case, kind="network.reminded", by=by, at=at, facts={"referral": str(referral.id)})
    code = code_for(referral.case, referral.to_organisation)
    tell_unit(referral.to_unit, "answered", at=at, code=code, link=reverse("network:answers"))
    return note


def _note(referral: Any, kind: str, text: str, by: Actor, at: datetime) -> AnswerNote:
    note = AnswerNote(
        case_id=referral.case_id, referral_id=referral.id, kind=kind, language=language(),
        organisation=by.organisation_id, at=at, by=by.user_id,
    )  # fmt: skip
    note.save(force_insert=True)
    if text:
        tell_apart(note, text, by, to=referral.from_organisation)
    return note
