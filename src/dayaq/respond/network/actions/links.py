"""Links for services outside: made, opened once or a few times by whoever has both parts, answered, taken back at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from dayaq.base.access.context import acting
from dayaq.base.access.queries import file as access_file
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.queries import service
from dayaq.core.decision import allowed
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.access import may_write
from dayaq.respond.casefile.queries import child_mark, language, writes_of
from dayaq.respond.network import queries, rules
from dayaq.respond.network.access import may_lead_on, may_take_back
from dayaq.respond.network.actions.steps import tell_apart
from dayaq.respond.network.models import Link, LinkText
from dayaq.respond.referral.actions.steps import demand, write

KIND = "network:link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What goes by a link or to a partner abroad."""

    recipient: str
    fields: Sequence[str]
    consent_at: datetime | None
    consent_by: str = "person"
    identity_consent: bool = False
    services: Sequence[str] = ()
    message: str = ""
    to_state: bool = False
    link_channel: str = ""
    code_channel: str = ""

    def rule(self, case: Any, allowed_fields: Sequence[str]) -> rules.Parcel:
        """The same as the rule takes it."""
        return rules.Parcel(
            recipient=self.recipient,
            fields=self.fields,
            allowed_fields=allowed_fields,
            consent_at=self.consent_at,
            identity_consent=self.identity_consent,
            reads_identity=queries.reads_identity(case.id),
            message=self.message,
            link_channel=self.link_channel,
            code_channel=self.code_channel,
        )


@dataclass(frozen=True, slots=True)
class Secrets:
    """The two parts, known at this moment only: the link's secret and the code."""

    link: Link
    token: str
    code: str


def make_link(*, case: Any, parcel: Parcel, by: Actor, at: datetime) -> Secrets:
    """Make a link to the chosen fields; the database keeps digests, so that it is shown once and never again."""
    demand(may_lead_on(by), KIND, case.id)
    demand(may_write(by, Group.G1, writes_of(case.id)), KIND, case.id)
    demand(rules.may_lead(parcel.consent_by, child=child_mark(case) != "no"), KIND, case.id)
    demand(rules.check_link(parcel.rule(case, queries.link_fields()), at), KIND, case.id)
    demand(_open_to(case, parcel), KIND, case.id)
    demand(
        allowed(not parcel.message or bool(writes_of(case.id) & Group.G3), "not_yours", N_("Your role writes no message.")), KIND, case.id
    )
    agreed = parcel.consent_at or at  # the rule has made sure of it
    settings, token, code = queries.file().links, rules.new_token(), rules.new_code()
    row = Link(
        case=case, organisation=by.organisation_id, unit=by.unit_id, recipient_state=parcel.to_state,
        services=list(parcel.services), fields=list(parcel.fields), consent_at=agreed, consent_by=parcel.consent_by,
        identity_consent=parcel.identity_consent, link_channel=parcel.link_channel, code_channel=parcel.code_channel,
        token_hash=rules.digest(token), code_hash=rules.code_digest(token, code), at=at, by=by.user_id,
        expires_at=queries.after(at, settings.life), attempts_left=settings.attempts, views_left=settings.views,
    )  # fmt: skip
    row.save(force_insert=True)
    tell_apart(row, parcel.recipient, by)
    if parcel.message.strip():
        own = {"organisation": by.organisation_id, "by": by.user_id}
        LinkText(case=case, link=row, language=language(), text=parcel.message.strip(), at=at, **own).save(force_insert=True)
    casefile.record(case=case, kind="network.link_made", by=by, at=at, facts={"link": str(row.id), "fields": list(parcel.fields)})
    return Secrets(row, token, code)


def _open_to(case: Any, parcel: Parcel) -> Any:
    """Nothing to the State from a file closed to it."""
    kept = access_file(case.id)
    shut = parcel.to_state and (case.ngo_only or (kept is not None and kept.closed_to_state))
    return allowed(not shut, "closed_to_state", N_("The person refused: this file is closed to the State until the person agrees."))


def withdraw_link(*, link: Link, by: Actor, at: datetime, why: str = "consent") -> None:
    """The person takes her consent back, or it was sent wrongly: from this moment nothing opens any more."""
    demand(may_take_back(by, link.unit), KIND, link.case_id)
    demand(allowed(link.status != "withdrawn", "taken_back", N_("It was taken back already.")), KIND, link.case_id)
    write(link, status="withdrawn", withdrawn_at=at, withdrawn_why=why)
    casefile.record(case=link.case, kind="network.link_withdrawn", by=by, at=at, facts={"link": str(link.id), "why": why})


def door(token: str) -> Mapping[str, Any] | None:
    """For whom the link is and until when; None for one that is not or no longer."""
    with acting(service("courier"), "link"), connection.cursor() as cursor:
        cursor.execute("SELECT recipient, expires_at, status FROM guard.link_door(%s)", [rules.digest(token)])
        row = cursor.fetchone()
    return {"recipient": row[0], "expires_at": row[1], "status": row[2]} if row else None


def open_link(*, token: str, code: str) -> Mapping[str, Any]:
    """What stands behind a link for whoever has both parts; wrong codes are counted, also when many try at once."""
    with acting(service("courier"), "link"), connection.cursor() as cursor:
        cursor.execute("SELECT guard.link_open(%s, %s)", [rules.digest(token), rules.code_digest(token, code)])
        told = cursor.fetchone()[0]
    answer: Mapping[str, Any] = json.loads(told) if isinstance(told, str) else told
    return answer


def answer_link(*, token: str, code: str, answer: str, reason: str = "", outcome: str = "", words: str = "") -> str:
    """The recipient's answer: accepted, declined (with a reason), and how it went on."""
    said = [rules.digest(token), rules.code_digest(token, code), answer, reason, outcome, words.strip(), language()]
    with acting(service("courier"), "link"), connection.cursor() as cursor:
        cursor.execute("SELECT guard.link_answer(%s, %s, %s, %s, %s, %s, %s)", said)
        return str(cursor.fetchone()[0])
