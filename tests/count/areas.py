"""Loads of records of the areas, written straight into their tables: years of a country, as a body types them in afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connections, transaction

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation, Unit
from dayaq.base.accounts.queries import service
from dayaq.core.period import Period
from dayaq.count.figures import queries
from dayaq.respond.casefile.models import Case
from dayaq.respond.identification.models import FormalDecision

NOBODY = uuid4()
WOMAN = {"sex": "female", "sex_state": "known", "exploitation": "sexual", "exploitation_state": "known", "under_18": "no"}
MAN = {"sex": "male", "sex_state": "known", "exploitation": "forced_labour", "exploitation_state": "known", "under_18": "no"}
AT_HOME = {"nationality": "AZ", "nationality_state": "known", "route": "abroad_returned", "route_state": "known"}


@contextmanager
def loading() -> Iterator[None]:
    """Rows written in here are written by the migrating role; the register learns of them as of all others."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE dayaq_guard")
        yield
        cursor.execute("RESET ROLE")


def write(rows: Iterable[Any]) -> list[Any]:
    """Insert rows of one table."""
    made = list(rows)
    type(made[0])._default_manager.using("owner").bulk_create(made)
    return made


def body(code: str) -> Organisation:
    return Organisation.objects.using("owner").get(code=code)


def house(code: str) -> dict[str, Any]:
    """Whose a row is: body, unit, writer."""
    unit = Unit.objects.using("owner").filter(organisation=body(code)).order_by("-receives_referrals", "code")[0]
    return {"organisation": unit.organisation_id, "unit": unit.id, "by": NOBODY}


def mine(code: str) -> dict[str, Any]:
    """Whose a row of a table without units is."""
    return {"organisation": body(code).id, "by": NOBODY}


def people(n: int, at: datetime, code: str = "ctmd", *, closed: bool = False, **facts: Any) -> list[Case]:
    """``n`` case files of a body."""
    own = house(code)
    cases = [
        Case(id=uuid4(), pack="az", pack_version="t", opened_at=at, opened_unit=own["unit"], ngo_only=closed, **facts) for _ in range(n)
    ]
    with connections["owner"].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO access_file (id, owner_unit, owner_organisation, closed_to_state, opened_at) VALUES (%s, %s, %s, %s, %s)",
            [(case.id, own["unit"], own["organisation"], closed, at) for case in cases],
        )
    return write(cases)


def recognised(cases: Iterable[Case], at: datetime) -> None:
    """The competent body's decision on each."""
    own = mine("ctmd")
    write(
        FormalDecision(
            case=case, outcome="positive", at=at, step="indicators", body="ctmd", act="yes", means="yes", purpose="yes", reason_code="elements_met", **own
        )
        for case in cases
    )  # fmt: skip


def figure(code: str, year: int | str, *by: str, protect: bool = False) -> dict[tuple[str, ...], Any]:
    """What the measure says: groups in the order of ``by`` -> value; groups nobody is in are left out."""
    measure = queries.find(code)
    assert measure, code
    with acting(service("register")):
        cells = queries.cells(measure, queries.Query(Period.parse(str(year)), "", by, protect=protect))
    assert all(cell.source.startswith("National register") for cell in cells), cells
    return {tuple(cell.dims[dim] for dim in by): cell.value for cell in cells if cell.value != 0}


def total(code: str, year: int | str) -> Any:
    """The one total of a measure."""
    return figure(code, year).get((), 0)
