"""What the tests of justice start from: a proceeding, a person linked to it, a lawyer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from dayaq.base.access.context import acting
from dayaq.base.access.rules import NO_GROUP, Group
from dayaq.respond.casefile.models import Case
from dayaq.respond.justice import actions
from dayaq.respond.justice.models import Lawyer, Party, Proceeding
from dayaq.respond.support.models import Consent
from tests.cast import Person, person

AT = datetime(2017, 3, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def opened(number: str = "17/001", at: datetime = AT, who: str = "investigator", **began: Any) -> Proceeding:
    by = person(who).actor
    with acting(by):
        return actions.open_proceeding(number=number, by=by, at=at, **began)


def linked(case: Case, row: Proceeding, who: str = "officer", role: str = "victim", consent: str = "agreed") -> Party:
    by = person(who).actor
    with acting(by):
        return actions.link_person(case=case, proceeding=row, role=role, consent=consent, by=by, at=AT + DAY)


def shared_case(case: Case, owner: str, to: Person, groups: Group, writes: Group = NO_GROUP) -> Consent:
    """The owner lets a unit into a case on the person's consent, which is kept."""
    by = person(owner).actor
    with acting(by), connection.cursor() as cursor:
        kept = Consent(
            case=case, service="legal", unit=to.actor.unit_id, provider=to.actor.organisation_id, groups=list(groups.names),
            language="az", method="spoken", at=AT, by=by.user_id, organisation=by.organisation_id,
        )  # fmt: skip
        kept.save(force_insert=True)
        cursor.execute(
            "SELECT guard.share(%s, NULL, %s, %s, %s, 'legal-aid', 'consent', %s, NULL, '')",
            [case.id, to.actor.unit_id, int(groups), int(writes), kept.id],
        )
    return kept


def shared(row: Proceeding, to: str, *, who: str = "investigator", write: bool = False, people: bool = True) -> int:
    by, other = person(who).actor, person(to).actor
    with acting(by):
        return actions.share(proceeding=row, to_unit=other.unit_id, write=write, people=people, by=by, at=AT)


def lawyer_row(bar: bool = True, who: str = "lawyer", name: str = "Invented Lawyer") -> Lawyer:
    by = person(who).actor
    with acting(by):
        return actions.register_lawyer(name=name, bar_member=bar, languages=["az", "ru"], by=by, at=AT)
