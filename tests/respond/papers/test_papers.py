"""Papers: filled as far as the maker may read, names on a ground only, kept as they were handed out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import Error
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.core.decision import Refused
from dayaq.core.pack import load
from dayaq.core.pack.schema.papers import PapersFile
from dayaq.respond.casefile.actions import NewCase, open_case, record_identity
from dayaq.respond.papers import queries
from dayaq.respond.papers.actions import make, sign
from dayaq.respond.papers.rules import sources
from tests.cast import person

pytestmark = pytest.mark.django_db
NOW = timezone.now() - timedelta(minutes=5)


@pytest.fixture
def case() -> Any:
    ngo = person("ngo").actor
    with acting(ngo):
        made = open_case(new=NewCase(sex=("female", "known")), by=ngo, at=NOW)
        record_identity(case=made, given_name="Uydurma", family_name="Sınaqova", by=ngo, at=NOW)
    return made


@pytest.mark.parametrize("pack", ["az", "demo", "ge", "intl-minimum"])
def test_every_blank_of_every_template_is_filled_by_somebody(pack: str) -> None:
    assert sources.unknown(load(pack).area(PapersFile), queries.BLANKS) == []
    assert set(queries.BLANKS) == set(queries.SOURCES)


def test_a_paper_without_a_ground_has_no_name(case: Any) -> None:
    ngo = person("ngo").actor
    with acting(ngo):
        paper = make(case=case, template="handover_act", language="az", by=ngo, at=NOW)
        assert "person.name" not in paper.filled["values"]
        assert not Group(paper.groups) & Group.G2
        assert paper.filled["values"]["case.sex"]


def test_a_name_needs_a_ground_of_the_template_and_a_recipient(case: Any) -> None:
    """DAT-02: consent to a named provider, hand-over by law, or an order."""
    ngo = person("ngo").actor
    with acting(ngo):
        with pytest.raises(Refused):
            make(case=case, template="handover_act", language="az", by=ngo, at=NOW, ground="consent", recipient="x")
        with pytest.raises(Refused):
            make(case=case, template="handover_act", language="az", by=ngo, at=NOW, ground="statutory_handover")
        paper = make(case=case, template="handover_act", language="az", by=ngo, at=NOW, ground="statutory_handover", recipient="ctmd")
        assert paper.filled["values"]["person.name"] == "Uydurma Sınaqova"


def test_a18_a_neutral_certificate_tells_nothing_of_what_happened(case: Any) -> None:
    ngo = person("ngo").actor
    with acting(ngo):
        said = {"ground": "consent", "recipient": "bank"}
        paper = make(case=case, template="certificate", language="en", by=ngo, at=NOW, **said)
        whole = " ".join([*paper.filled["values"].values()])
        assert "maker.body" not in whole
        with pytest.raises(Refused) as refusal:
            make(case=case, template="certificate", language="en", by=ngo, at=NOW, written={"2": "She is a victim of trafficking."}, **said)
        assert "victim" in str(refusal.value.decision)


def test_a_paper_is_signed_once_and_replaced_not_changed(case: Any) -> None:
    ngo = person("ngo").actor
    with acting(ngo):
        first = make(case=case, template="decision_notice", language="ru", by=ngo, at=NOW)
        sign(paper=first, on=date(2026, 1, 2), signed_by="the person", by=ngo, at=NOW)
        with pytest.raises(Refused):
            sign(paper=first, on=date(2026, 1, 3), signed_by="again", by=ngo, at=NOW)
        make(case=case, template="decision_notice", language="ru", by=ngo, at=NOW, replaces=first)
        with pytest.raises(Refused):
            make(case=case, template="decision_notice", language="ru", by=ngo, at=NOW, replaces=first)
        with pytest.raises(Error), transaction.atomic():
            queries.Paper.objects.filter(id=first.id).update(filled={})


def test_pages_of_papers(case: Any, client: Client) -> None:
    ngo, outsider = person("ngo"), person("outsider")
    with acting(ngo.actor):
        paper = make(case=case, template="decision_notice", language="az", by=ngo.actor, at=NOW)
        code = case.codes.first().code
    client.force_login(ngo.user)
    assert client.get(reverse("papers:index", args=[code])).status_code == 200
    assert client.get(reverse("papers:make", args=[code, "certificate"])).status_code == 200
    assert client.get(reverse("papers:paper", args=[code, paper.id])).status_code == 200
    for form in ("pdf", "docx"):
        answer = client.get(reverse("papers:download", args=[code, paper.id, form]))
        assert answer.status_code == 200
        assert code not in answer["Content-Disposition"]
    made = client.post(
        reverse("papers:make", args=[code, "certificate"]),
        {
            "day_day": "14",
            "day_month": "1",
            "day_year": "2026",
            "clock": "10:05",
            "language": "az",
            "ground": "consent",
            "recipient": "Bank",
        },
    )
    assert made.status_code == 302
    assert client.get(reverse("papers:blank", args=["handover_act", "az"])).content[:4] == b"%PDF"
    client.force_login(outsider.user)
    for name, rest in (("index", ()), ("paper", (paper.id,)), ("download", (paper.id, "pdf")), ("make", ("certificate",))):
        assert client.get(reverse(f"papers:{name}", args=[code, *rest])).status_code == 404
