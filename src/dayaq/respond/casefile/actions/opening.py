"""Opening a case."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import connection

from dayaq.base.access.rules import Actor
from dayaq.core.casecode import make_code
from dayaq.core.decision import require
from dayaq.core.pack import Pack, load
from dayaq.respond.casefile import rules
from dayaq.respond.casefile.access import may_open
from dayaq.respond.casefile.actions.child import protect_child
from dayaq.respond.casefile.actions.record import record
from dayaq.respond.casefile.actions.status import assert_status
from dayaq.respond.casefile.models import Case, CaseCode

Known = tuple[str, str]
NOT_ASKED: Known = ("", "not_asked")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What is known at the first contact; facts are ``(value, state)``, everything else may stay open."""

    source_kind: str = ""
    status: str = "suspected"
    sex: Known = NOT_ASKED
    nationality: Known = NOT_ASKED
    age_band: Known = NOT_ASKED
    under_18: str = "not_asked"
    under_18_reason: str = ""
    exploitation: Known = NOT_ASKED
    route: Known = NOT_ASKED
    languages: tuple[str, ...] = ()
    languages_state: str = "not_asked"  # why there is none
    interpreter_needed: bool | None = None
    interpreter_state: str = "not_asked"  # why there is no answer

    def facts(self) -> dict[str, str]:
        """The five facts as columns."""
        pairs = {name: getattr(self, name) for name in ("sex", "nationality", "age_band", "exploitation", "route")}
        return {column: text for name, (value, state) in pairs.items() for column, text in ((name, value), (f"{name}_state", state))}


def open_case(*, new: NewCase, by: Actor, at: datetime, pack: Pack | None = None) -> Case:
    """Open a case at the event time ``at`` (the first suspicion or contact, which may lie before today)."""
    require(may_open(by))
    require(rules.check_age_answer(rules.AgeAnswer(new.under_18), new.under_18_reason))
    country, file = pack or load(settings.HOME_PACK), uuid4()
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.open_case(%s, %s, false)", [file, at])
    case = Case(
        id=file,
        pack=country.code,
        pack_version=country.version,
        opened_at=at,
        opened_unit=by.unit_id,
        source_kind=new.source_kind,
        under_18=new.under_18,
        under_18_reason=new.under_18_reason,
        languages=list(new.languages),
        languages_state="known" if new.languages else new.languages_state,
        interpreter_needed=new.interpreter_needed,
        interpreter_state=new.interpreter_state if new.interpreter_needed is None else "known",
        **new.facts(),
    )
    case.save(force_insert=True)
    CaseCode.objects.create(case=case, organisation=by.organisation_id, code=fresh_code(country))
    record(case=case, kind="casefile.opened", by=by, at=at, facts={"source": new.source_kind})
    if new.status:
        assert_status(case=case, status=new.status, by=by, at=at)
    protect_child(case=case, by=by, at=at)
    return case


def fresh_code(pack: Pack) -> str:
    """A code that tells nothing about the person."""
    return make_code(pack.manifest.country or pack.code[:2], secrets.token_bytes(5))
