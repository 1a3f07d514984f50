"""The plan, the team, the steps, what is declared for the limitations, the record of the publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from dayaq.assess.assessment import rules
from dayaq.assess.assessment.access import may_engage, may_plan
from dayaq.assess.assessment.models import Assessment, Member, Step
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an assessment is to be: titles as language map, ISO countries (the first is the main one), codes of purposes and methods."""

    code: str
    title: Mapping[str, str]
    countries: tuple[str, ...]
    commissioner: UUID
    purposes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    level: str = "national"
    starts: date | None = None
    ends: date | None = None
    comparative: bool = False
    comparative_because: str = ""
    earlier: UUID | None = None

    def columns(self) -> dict[str, Any]:
        """The plan as columns."""
        return {
            "title": {lang: text for lang, text in self.title.items() if text},
            "countries": list(self.countries),
            "commissioner_id": self.commissioner,
            "purposes": list(self.purposes),
            "methods": list(self.methods),
            "level": self.level,
            "starts": self.starts,
            "ends": self.ends,
            "comparative": self.comparative,
            "comparative_because": self.comparative_because.strip() if self.comparative else "",
            "earlier_id": self.earlier,
        }


def open_assessment(
    *, plan: Plan, by: Actor, at: datetime, instruments: Mapping[str, str] | None = None, rebuilt: bool = False
) -> Assessment:
    """Open an assessment; whoever works on assessments leads it from today, a commissioner appoints somebody."""
    del at
    require(may_plan(by))
    require(check(plan))
    row = Assessment(code=plan.code, by=by.user_id, instruments=dict(instruments or {}), rebuilt=rebuilt, **plan.columns())
    row.save(force_insert=True)
    return row


def change_plan(*, assessment: Assessment, plan: Plan, version: int, by: Actor, at: datetime) -> Assessment:
    """Change the plan (not the code)."""
    del at
    require(may_plan(by))
    require(check(plan))
    if plan.commissioner != assessment.commissioner_id == by.organisation_id:
        raise Refused(
            Decision.refuse(Reason("commissioner", N_("The body that commissioned an assessment does not put another in its place.")))
        )
    return step(assessment, version, **plan.columns())


def check(plan: Plan) -> Decision:
    """Whether the plan hangs together. Basis: CT-NAT report (IOM 2016, 1.3): three single reports instead of a comparison."""
    found = []
    if not plan.countries:
        found.append(Reason("no_country", N_("Name at least one country.")))
    if not any(plan.title.values()):
        found.append(Reason("no_title", N_("Give a title in at least one language.")))
    if plan.starts and plan.ends and plan.ends < plan.starts:
        found.append(Reason("ends_before", N_("The period ends before it begins.")))
    if plan.comparative and len(plan.countries) < 2:
        found.append(Reason("nothing_to_compare", N_("A comparison needs at least two countries.")))
    if plan.comparative and not plan.comparative_because.strip():
        text = N_("Say why countries are to be compared: comparison can change what people answer.")
        found.append(Reason("compare_because", text))
    return Decision.refuse(*found) if found else Decision.allow()


def step(assessment: Assessment, version: int, **columns: Any) -> Assessment:
    """Write columns and the next version; Stale when the version read is no longer the one kept."""
    if not Assessment.objects.filter(id=assessment.id, version=version).update(version=F("version") + 1, **columns):
        raise Stale
    assessment.refresh_from_db()
    return assessment


def use_instruments(*, assessment: Assessment, instruments: Mapping[str, str], version: int, by: Actor, at: datetime) -> Assessment:
    """Choose the versions of questionnaire, guide and criteria ("survey" -> "ct-nat-survey@1")."""
    del at
    require(may_plan(by))
    return step(assessment, version, instruments={kind: reference for kind, reference in instruments.items() if reference})


def engage(*, assessment: Assessment, user: UUID, role: str, since: date, by: Actor, at: datetime) -> Member:
    """Let somebody work on the assessment; a running role of the same person ends the day before."""
    del at
    require(may_engage(by))
    if role not in rules.TEAM:
        raise Refused(Decision.refuse(Reason("no_such_role", N_("There is no such role."))))
    assessment.members.filter(user_id=user, until=None).update(until=since)
    row = Member(assessment=assessment, user_id=user, role=role, since=since)
    row.save(force_insert=True)
    return row


def dismiss(*, member: Member, until: date, by: Actor, at: datetime) -> Member:
    """End somebody's work on the assessment; the last lead stays until another one is there."""
    del at
    require(may_engage(by))
    leads = Member.objects.filter(assessment=member.assessment_id, role="lead", until=None).exclude(id=member.id)
    if member.role == "lead" and not leads.exists():
        raise Refused(Decision.refuse(Reason("last_lead", N_("Name another lead first: an assessment is never without one."))))
    Member.objects.filter(id=member.id, until=None).update(until=until)
    member.refresh_from_db()
    return member


def mark_step(
    *, assessment: Assessment, code: str, started: date | None, finished: date | None, note: str = "", by: Actor, at: datetime
) -> Step:
    """Note when a step was begun and finished."""
    del at
    require(may_plan(by))
    if code not in rules.STEPS:
        raise Refused(Decision.refuse(Reason("no_such_step", N_("There is no such step."))))
    if finished and (started is None or finished < started):
        raise Refused(Decision.refuse(Reason("finished_before", N_("A step ends on or after the day it began."))))
    found, _made = Step.objects.update_or_create(
        assessment=assessment, code=code, defaults={"started": started, "finished": finished, "note": note}
    )
    return found


def declare(*, assessment: Assessment, circumstances: Mapping[str, str], version: int, by: Actor, at: datetime) -> Assessment:
    """Declare circumstances (code -> note) that the limitations are written from."""
    del at
    require(may_plan(by))
    known_only(circumstances, rules.CIRCUMSTANCES)
    return step(assessment, version, remarks=dict(circumstances))


def known_only(codes: Iterable[str], known: Mapping[str, str]) -> None:
    """Refuse codes that do not exist."""
    strangers = [code for code in codes if code not in known]
    if strangers:
        text = N_("There is no such code: %(codes)s.")
        raise Refused(Decision.refuse(Reason("no_such_code", text, {"codes": ", ".join(strangers)})))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The catalogue record: reference number, pages, languages, day it went up, abstract as language map (AS-23)."""

    reference: str = ""
    pages: int | None = None
    languages: tuple[str, ...] = ()
    uploaded: date | None = None
    abstract: Mapping[str, str] = field(default_factory=dict)


def record_publication(*, assessment: Assessment, publication: Publication, version: int, by: Actor, at: datetime) -> Assessment:
    """Keep the catalogue record of the printed report."""
    del at
    require(may_plan(by))
    said = {
        "reference": publication.reference,
        "pages": publication.pages,
        "languages": list(publication.languages),
        "uploaded": publication.uploaded.isoformat() if publication.uploaded else None,
        "abstract": {lang: text for lang, text in publication.abstract.items() if text},
    }
    return step(assessment, version, catalogue={name: value for name, value in said.items() if value})
