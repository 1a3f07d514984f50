"""What the guard tells, put into the reader's words. Nothing is asked of tables here: what the guard does not give is not shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from dayaq.base.accounts.queries import names
from dayaq.core.clock import Clock
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import label
from dayaq.respond.identification.queries import review_term, way_label, ways_again
from dayaq.respond.rights.rules import owed
from dayaq.respond.support import queries as support
from dayaq.respond.window.queries.asking import asked, service_context, time
from dayaq.respond.window.queries.money import money
from dayaq.ui.templatetags.dayaq import codes as in_words

GOALS = {"reached": N_("reached"), "partly": N_("partly"), "not_reached": N_("not reached"), "dropped": N_("dropped")}
STEPS = {"done": N_("done"), "not_possible": N_("not possible"), "not_wanted": N_("not wanted")}
WHO = {
    "us": N_("the organisation"),
    "person": N_("you"),
    "together": N_("you and the organisation"),
    "other_body": N_("another organisation"),
}
ENDS = {
    "granted": N_("granted"),
    "partly": N_("granted in part"),
    "refused": N_("refused"),
    "withdrawn": N_("withdrawn by the person"),
    "": N_("open"),
}
REVIEWS = {"upheld": N_("the decision stays"), "changed": N_("the decision was changed"), "refused": N_("not looked at"), "": N_("open")}
UNDERSTOOD = {"yes": N_("understood"), "partly": N_("understood in part"), "no": N_("not understood")}


@dataclass(frozen=True, slots=True)
class Telling:
    """Everything the window shows of one file, in words."""

    language: str
    own: bool
    expires: datetime | None
    decision: Mapping[str, Any] | None
    reviews: list[dict[str, Any]]
    ways: list[str]
    review_until: datetime | None
    plan: Mapping[str, Any] | None
    consents: list[dict[str, Any]]
    told: list[dict[str, Any]]
    untold: list[str]
    seen: list[dict[str, Any]] | None
    leaves: list[dict[str, Any]] | None
    requests: list[dict[str, Any]]
    complaints: list[dict[str, Any]]
    appointments: list[dict[str, Any]]
    money: Mapping[str, Any] | None


def complaint_said(secret: str, number: str) -> dict[str, Any] | None:
    """One complaint of the person by its number."""
    with service_context():
        found = asked("window_complaint", secret, number)
    return complaint(found, load(settings.HOME_PACK)) if found else None


def telling(raw: Mapping[str, Any], now: datetime) -> Telling:
    """The guard's answer in the reader's words."""
    pack = load(raw["pack"])
    decision, until = decided(raw, pack, now)
    negative = bool(decision and decision["negative"])
    return Telling(
        language=raw.get("language", ""),
        own=raw.get("own", False),
        expires=time(raw.get("expires")),
        decision=decision,
        reviews=[review(one, pack) for one in raw["reviews"]],
        ways=[way_label(pack, code) for code in ways_again(pack, now)] if negative else [],
        review_until=until,
        plan=plan(raw["plan"], pack),
        consents=[*(consent(one, pack, now) for one in raw["consents"]), *(sent(one, pack, now) for one in raw["sent"])],
        told=[explained(one, pack) for one in raw["told"]],
        untold=untold(raw, pack, now),
        seen=seen(raw["seen"], pack),
        leaves=None if raw["leaves"] is None else [leave(one, pack) for one in raw["leaves"]],
        requests=[request(one, pack) for one in raw["requests"]],
        complaints=[complaint(one, pack) for one in raw["complaints"]],
        appointments=[{"starts": time(one["starts"]), "ends": time(one["ends"])} for one in raw["appointments"]],
        money=money(raw, pack, now),
    )


def decided(raw: Mapping[str, Any], pack: Pack, now: datetime) -> tuple[dict[str, Any] | None, datetime | None]:
    """The decision that counts, with its reason and law, and until when a second look may be asked for."""
    row = raw["decision"]
    if row is None:
        return None, None
    at, told = time(row["at"]) or now, time(row["told"])
    negative = row["outcome"] == "negative"
    term = review_term(pack, at) if negative else None
    until = Clock(term, told).due(pack.calendar) if term and told else None
    return {
        "at": at,
        "negative": negative,
        "body": label(pack, f"bodies.{row['body']}"),
        "reason": label(pack, f"codes.negative_reason.{row['reason']}") if negative else "",
        "basis": row["basis"],
        "told": told,
        "review": negative and term is not None,
    }, until


def review(row: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """A second look that was asked for."""
    name = way_label(pack, row["route"]) or _("second look")
    return {"name": name, "asked": time(row["asked"]), "decided": time(row["decided"]), "outcome": REVIEWS.get(row["outcome"], "")}


def plan(row: Mapping[str, Any] | None, pack: Pack) -> dict[str, Any] | None:
    """The plan the person agreed to, goal by goal."""
    if row is None:
        return None
    goals = [
        {
            "domain": label(pack, f"codes.need_domain.{goal['domain']}"),
            "outcome": GOALS.get(goal["outcome"], ""),
            "words": goal["words"],
            "steps": [step(one, pack) for one in goal["steps"]],
        }
        for goal in row["goals"]
    ]
    return {"agreed": time(row["agreed"]), "review_on": parse_date(row["review_on"] or ""), "goals": goals}


def step(row: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """One step."""
    return {
        "label": label(pack, f"codes.plan_step.{row['kind']}"),
        "who": WHO.get(row["who"], ""),
        "due": parse_date(row["due_on"] or ""),
        "outcome": STEPS.get(row["outcome"], ""),
    }


def consent(row: Mapping[str, Any], pack: Pack, now: datetime) -> dict[str, Any]:
    """A consent: to what, by whom, with which data, whether it holds."""
    until, back = time(row["expires_at"]), time(row["withdrawn_at"])
    body = names([UUID(row["provider"])]) if row["provider"] else {}
    return {
        "id": row["id"],
        "what": support.consent_words(pack, row["service"]),
        "who": next((in_words(text) for text in body.values()), row["outside"]),
        "groups": [in_words(pack.groups[group]) for group in row["groups"] if group in pack.groups],
        "at": time(row["at"]),
        "until": until,
        "withdrawn": back,
        "holds": back is None and (until is None or until > now),
    }


def sent(row: Mapping[str, Any], pack: Pack, now: datetime) -> dict[str, Any]:
    """A service the person was led to, or told by a link: agreed to and taken back like any other consent."""
    until, back = time(row["expires_at"]), time(row["withdrawn_at"])
    services = ", ".join(label(pack, f"codes.service_offered.{code}") for code in row["services"])
    words = _("Led to a service: %(services)s") if row["kind"] == "led" else _("Told to a service outside by a link: %(services)s")
    return {
        "id": row["id"],
        "what": words % {"services": services},
        "who": label(pack, f"bodies.{row['body']}") if row["body"] else row["outside"],
        "groups": [],
        "at": time(row["at"]),
        "until": until,
        "withdrawn": back,
        "holds": row["stands"] and (until is None or until > now),
    }


def explained(row: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """One right that was explained."""
    rights = pack.area(RightsFile).rights
    return {
        "label": in_words(rights[row["right"]].label) if row["right"] in rights else row["right"],
        "at": time(row["at"]),
        "language": label(pack, f"codes.language.{row['language']}"),
        "understood": UNDERSTOOD.get(row["understood"], ""),
    }


def untold(raw: Mapping[str, Any], pack: Pack, now: datetime) -> list[str]:
    """Rights nobody explained so that they were understood: the person may ask."""
    rights = pack.area(RightsFile).rights
    foreign = raw["nationality"] != pack.manifest.country
    due = owed(rights, [status for status, _at in raw["statuses"]], foreign=foreign, day=pack.calendar.local_date(now))
    known = {one["right"] for one in raw["told"] if one["understood"] == "yes"}
    return [in_words(rights[code].label) for code in due if code not in known]


def seen(rows: list[Mapping[str, Any]] | None, pack: Pack) -> list[dict[str, Any]] | None:
    """Which body looked, for what; no name of staff."""
    if rows is None:
        return None
    bodies = names({UUID(row["body"]) for row in rows})
    return [
        {
            "body": in_words(bodies.get(UUID(row["body"]), {})),
            "purpose": label(pack, f"purposes.{row['purpose']}") if row["purpose"] in pack.access.purposes else "",
            "n": row["n"],
            "last": time(row["last"]),
        }
        for row in rows
    ]


def leave(row: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """A request to go out, be called or visited, and its answer."""
    return {
        "what": label(pack, f"codes.shelter_leave_kind.{row['kind']}"),
        "from": time(row["from"]),
        "until": time(row["until"]),
        "asked": time(row["asked"]),
        "answer": label(pack, f"codes.shelter_leave_answer.{row['answer']}") if row["answer"] else _("no answer yet"),
        "reason": label(pack, f"codes.shelter_leave_reason.{row['reason']}") if row["reason"] else "",
        "answered": time(row["answered"]),
    }


def request(row: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """A request about the own data."""
    return {
        "what": label(pack, f"codes.request_kind.{row['kind']}"),
        "at": time(row["at"]),
        "due": time(row["due"]),
        "outcome": ENDS.get(row["outcome"], ""),
        "reason": label(pack, f"codes.request_reason.{row['reason']}") if row["reason"] else "",
    }


def complaint(row: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """A complaint and its answer."""
    about = names([UUID(row["about"])])
    return {
        "number": row["number"],
        "subject": label(pack, f"codes.complaint_subject.{row['subject']}"),
        "about": next((in_words(text) for text in about.values()), ""),
        "at": time(row["at"]),
        "due": time(row["due"]),
        "outcome": label(pack, f"codes.complaint_outcome.{row['outcome']}") if row["outcome"] else _("no answer yet"),
        "answer": row["answer"],
    }
