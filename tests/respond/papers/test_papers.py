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
from dayaq.respond.casefile.actions import NewCase, open_case, record_identity
from dayaq.respond.papers import queries
from dayaq.respond.papers.access import Exit
from dayaq.respond.papers.actions import make, sign
from dayaq.respond.support import actions as support
from tests.cast import person

pytestmark = pytest.mark.django_db
NOW = timezone.now() - timedelta(minutes=5)
PDF = b"%PDF-1.4 a signed sheet"


def made(case: Any, template: str, language: str = "az", who: str = "ngo", **said: Any) -> Any:
    return make(case=case, template=template, language=language, by=person(who).actor, at=NOW, **said)


def agree(case: Any, by: Any, groups: list[str]) -> Any:
    new = support.NewConsent(service="housing", outside="Nar evi", groups=tuple(groups), language="az", method="spoken")
    return support.give_consent(case=case, new=new, by=by, at=NOW - timedelta(days=1))


@pytest.fixture
def case() -> Any:
    ngo = person("ngo").actor
    with acting(ngo):
        made = open_case(new=NewCase(sex=("female", "known")), by=ngo, at=NOW)
        record_identity(case=made, given_name="Uydurma", family_name="Sınaqova", by=ngo, at=NOW)
    return made


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
        for way in (Exit("consent", "x", reason="she said so"), Exit("statutory_handover")):
            with pytest.raises(Refused):
                made(case, "handover_act", way=way)
        paper = made(case, "handover_act", way=Exit("statutory_handover", "ctmd"))
        assert paper.filled["values"]["person.name"] == "Uydurma Sınaqova"


def test_a15_an_order_names_its_number_and_who_made_it(case: Any) -> None:
    """DAT-02: an order without a number is none."""
    with acting(person("ngo").actor):
        for way in (Exit("order", "Bar"), Exit("order", "Bar", order_number="12/3"), Exit("order", "Bar", order_body="Court")):
            with pytest.raises(Refused):
                made(case, "disclosure_authorisation", way=way)
        paper = made(case, "disclosure_authorisation", way=Exit("order", "Bar", order_number="12/3", order_body="Court"))
        assert paper.filled["values"]["order.number"] == "12/3"
        assert (paper.order_number, paper.order_body) == ("12/3", "Court")


def test_a_consent_that_is_kept_must_hold_and_cover_the_name(case: Any) -> None:
    """DAT-02: where none is kept, how the person agreed is said; one taken back is a no whatever is typed."""
    ngo = person("ngo").actor
    with acting(ngo):
        with pytest.raises(Refused):
            made(case, "shelter_application", way=Exit("consent", "Nar evi"))
        assert made(case, "shelter_application", way=Exit("consent", "Nar evi", reason="told on 3 May, in Russian")).named
        good = agree(case, ngo, ["G1", "G2"])
        paper = made(case, "shelter_application", way=Exit("consent", consent=good.id))
        assert (paper.recipient, paper.consent) == ("Nar evi", good.id)
        support.withdraw_consent(consent=good, by=ngo, at=NOW)
        for way in (Exit("consent", consent=good.id), Exit("consent", "nar  EVI", reason="she agreed again")):
            with pytest.raises(Refused):
                made(case, "shelter_application", way=way)


def test_a_consent_without_the_name_lets_no_name_out(case: Any) -> None:
    ngo = person("ngo").actor
    with acting(ngo):
        less = agree(case, ngo, ["G1"])
        for way in (Exit("consent", consent=less.id), Exit("consent", "Nar evi", reason="she agreed")):
            with pytest.raises(Refused):
                made(case, "shelter_application", way=way)


def test_a18_a_neutral_certificate_tells_nothing_of_what_happened(case: Any) -> None:
    ngo = person("ngo").actor
    with acting(ngo):
        way = Exit("consent")
        paper = made(case, "certificate", way=way)
        assert set(paper.filled["values"]) == {"person.name", "person.born", "today"}
        for said in ("She is a victim of trafficking.", "Təmiz Dünya", "Sığınacaqda yaşayır", "Живёт в приюте"):
            with pytest.raises(Refused):
                made(case, "certificate", way=way, written={"2": said})
        body = next(text for text in queries.unsaid(ngo) if len(text) > 4)
        with pytest.raises(Refused):
            made(case, "certificate", way=way, written={"2": f"Supported by {body.upper()}."})
        assert made(case, "certificate", way=way, written={"2": "Mənzil kirayəsi üçün"}).named


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
    for listed in (client.get(reverse("papers:index", args=[code])), client.get(reverse("papers:blanks"))):
        assert listed.content.decode().count("<table") == 1  # one table, not one within another
        assert listed.status_code == 200
    assert "Azerbaijani" in client.get(reverse("papers:paper", args=[code, paper.id])).content.decode()  # a language by its name
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
            "reason": "asked for it herself",
        },
    )
    assert made.status_code == 302
    assert client.get(reverse("papers:blank", args=["handover_act", "az"])).content[:4] == b"%PDF"
    client.force_login(outsider.user)
    for name, rest in (("index", ()), ("paper", (paper.id,)), ("download", (paper.id, "pdf")), ("make", ("certificate",))):
        assert client.get(reverse(f"papers:{name}", args=[code, *rest])).status_code == 404
