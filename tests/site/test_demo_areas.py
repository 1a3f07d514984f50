"""The small demonstration has something in every area: what each of the new people finds at once, and what is refused to others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.respond.casefile.models import Case
from dayaq.respond.casework.models import Conference, Flag, Letter
from dayaq.respond.detection.models import Event, EventPerson, Signal, Suspect
from dayaq.respond.fund.models import Claim, Line, Payment, Request
from dayaq.respond.hotline.models import Call, CallBack, Shift
from dayaq.respond.inspection.models import Mediation, Sheet
from dayaq.respond.justice.models import Asset, Hearing, PrivilegedNote, Proceeding
from dayaq.respond.network.models import Service as Listed
from dayaq.respond.protection.models import Liability, Risk, Subject, Threat
from dayaq.respond.residence.models import Permit, Reflection, Return
from dayaq.respond.rights.models import Complaint, Told
from dayaq.respond.shelter.models import Accreditation, Bed, Leave, Place, Stay, Visit
from dayaq.respond.support.models import Appointment, HealthNeed, Plan, Service
from dayaq.site import demo
from dayaq.site.demo import company as cast


@pytest.fixture(scope="module")
def company(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The small set, loaded once for all tests here and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load_small(invented=True, national=False)
        yield cast.company()
        transaction.set_rollback(True)


FOUND = (  # who finds at least how many of what
    ("sevda", Call, 13), ("sevda", CallBack, 2), ("sevda", Shift, 7),
    ("leyla", Listed, 6), ("leyla", Signal, 2), ("kamran", Event, 1), ("kamran", EventPerson, 20), ("kamran", Suspect, 1),
    ("rena", Stay, 3), ("rena", Leave, 2), ("gunel", Bed, 54), ("nazim", Accreditation, 1), ("lale", Visit, 2), ("lale", Complaint, 2),
    ("tomris", Plan, 1), ("tomris", Service, 4), ("tomris", Appointment, 2), ("tomris", Told, 6), ("sebine", HealthNeed, 2),
    ("tomris", Flag, 2), ("tomris", Conference, 2), ("tomris", Letter, 3),
    ("vefa", Request, 4), ("ceyhun", Payment, 1), ("leyla", Claim, 1), ("vefa", Line, 8),
    ("kamran", Reflection, 3), ("nurlan", Permit, 1), ("leyla", Return, 1), ("arzu", Return, 1),
    ("leyla", Risk, 2), ("leyla", Threat, 2), ("leyla", Liability, 1), ("leyla", Subject, 2),
    ("togrul", Proceeding, 1), ("reshad", Hearing, 3), ("togrul", Asset, 2), ("elnare", PrivilegedNote, 1),
    ("ruslan", Sheet, 3), ("zaur", Mediation, 1),
)  # fmt: skip


@pytest.mark.parametrize(("key", "table", "least"), FOUND, ids=lambda value: getattr(value, "__name__", str(value)))
def test_everybody_finds_the_own_work(company: Any, key: str, table: Any, least: int) -> None:
    with acting(company[key]):
        assert table.objects.count() >= least


def test_what_is_not_theirs_stays_hidden(company: Any) -> None:
    hidden = {
        "zaur": (Stay, Proceeding, Request, Threat, Plan, Event),
        "nazim": (Case, Stay, Threat),
        "lale": (Case, Stay, Proceeding),
        "vefa": (Stay, Proceeding, Plan),
        "leyla": (PrivilegedNote, Proceeding, Suspect),
        "nigar": (Case, Call, Request),
    }
    for key, tables in hidden.items():
        with acting(company[key]):
            assert {table.__name__: table.objects.count() for table in tables} == {table.__name__: 0 for table in tables}, key


def test_a_hidden_flat_is_known_to_its_own_unit_alone(company: Any) -> None:
    with acting(company["rena"]):
        assert Place.objects.filter(hidden=True).count() == 1
    for key in set(company) - {"rena"}:
        with acting(company[key]):
            assert Place.objects.filter(hidden=True).count() == 0, key


def test_one_request_waits_for_its_second_word_and_the_ledger_adds_up_to_zero(company: Any) -> None:
    with acting(company["ceyhun"]):
        waiting = [row for row in Request.objects.filter(state="waiting") if row.opinions.count() == 1]
        assert [row.item for row in waiting] == ["medicine"]
        assert sum(line.amount for line in Line.objects.all()) == 0


def test_a_permit_ends_in_the_next_weeks_and_a_hearing_lies_ahead(company: Any) -> None:
    now = timezone.now()
    with acting(company["nurlan"]):
        assert [0 < (row.ends_at - now).days < 60 for row in Permit.objects.filter(ended_at=None) if row.ends_at] == [True]
    with acting(company["togrul"]):
        assert Hearing.objects.filter(at__gt=now).count() == 1


def test_some_rights_are_told_and_some_are_not(company: Any) -> None:
    with acting(company["tomris"]):
        told = set(Told.objects.values_list("right", flat=True))
    assert "safety" in told
    assert {"complaint", "data_protection"} & told == set()
