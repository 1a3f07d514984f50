"""Pages of justice: they answer whoever may, keep what was typed, and the outsider finds nothing."""

from __future__ import annotations

from typing import Any

import pytest

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.core.decision import Refused
from dayaq.respond.justice import actions, queries
from dayaq.respond.justice.models import Hearing, LegalRequest, Mandate, Offender, Party, PrivilegedNote, Proceeding, Statement, Verdict
from tests.cast import company, person
from tests.respond.justice.world import AT, DAY, lawyer_row, linked, opened, shared, shared_case
from tests.respond.screening.world import ADULT, client_of, code_of, moment
from tests.respond.screening.world import opened as case_opened

pytestmark = pytest.mark.django_db
NOW = moment(AT + DAY)


@pytest.fixture(autouse=True)
def everybody() -> None:
    company()


@pytest.fixture
def row() -> Proceeding:
    return opened(exploitation="sexual", origin="reactive")


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def page(row: Proceeding, rest: str = "") -> str:
    return f"/proceedings/{row.id}/{rest}"


def day(name: str, at: Any = AT) -> dict[str, str]:
    return {f"{name}_day": str(at.day), f"{name}_month": str(at.month), f"{name}_year": str(at.year)}


def test_a_proceeding_goes_from_opening_to_verdict_through_its_pages(row: Proceeding) -> None:
    client = client_of(person("investigator"))
    made = client.post(
        "/proceedings/new/", {"number": "17/77", "origin": "proactive", "source": "raid", "techniques": ["surveillance"], **NOW}
    )
    assert made.status_code == 302
    assert "17/77" in text_of(client.get(made["Location"]))
    person_form = {
        "n": "2",
        "sex": "male",
        "role": "recruiter",
        "offence": "thb",
        "was_victim": "no",
        **day("suspected_at"),
        **day("arrested_at"),
    }
    assert client.post(page(row, "add/person/"), person_form).status_code == 302
    with acting(person("investigator").actor):
        one = Offender.objects.get(proceeding=row, number=1)
    here = page(row, f"persons/{one.id}/")
    assert client.post(f"{here}charge/", {"article": "144-1", **NOW}).status_code == 302
    with acting(person("investigator").actor):
        [charge] = queries.charges(one)
    wrong = client.post(f"{here}verdict/", {"convicted": "yes", f"charge_{charge.id}": "convicted", "sentence": "prison", **NOW})
    assert (wrong.status_code, "Say how long the prison sentence is" in text_of(wrong)) == (400, True)
    right = {"convicted": "yes", f"charge_{charge.id}": "convicted", "sentence": "prison", "months": "72", **NOW}
    assert client.post(f"{here}verdict/", right).status_code == 302
    assert "Five to ten years" in text_of(client.get(here))
    with acting(person("investigator").actor):
        assert Verdict.objects.get().months == 72
    steps = {
        "move": {"phase": "court"},
        "group": {"kind": "organised", "cross_border": "yes"},
        "facts": {"body": "district_police", "n": "3"},
        "asset": {"kind": "vehicle", "value": "9000", "state": "seized"},
        "request": {"kind": "extradition", "direction": "out", "country": "TR"},
        "hearing": {"kind": "main"},
    }
    for what, form in steps.items():
        assert client.post(page(row, f"add/{what}/"), {**form, **NOW}).status_code == 302, what
    assert client.post(page(row, "add/change/"), {"origin": "proactive", "version": "2"}).status_code == 302
    shown = text_of(client.get(page(row)))
    assert all(words in shown for words in ("in court", "organised crime group", "Vehicle", "Extradition", "Main hearing", "arrested"))


def test_every_form_of_a_proceeding_opens_and_an_unknown_word_is_no_page(row: Proceeding) -> None:
    client = client_of(person("investigator"))
    with acting(person("investigator").actor):
        by = person("investigator").actor
        [one] = actions.add_offenders(proceeding=row, by=by, at=AT)
        hearing = actions.set_hearing(proceeding=row, kind="main", by=by, at=AT + 30 * DAY)
        request = actions.ask_request(proceeding=row, kind="evidence", direction="in", country="GE", by=by, at=AT)
        asset = actions.add_asset(proceeding=row, kind="money", value=1, by=by, at=AT)
    for what in ("change", "move", "person", "group", "facts", "hearing", "asset", "request", "link", "share"):
        assert client.get(page(row, f"add/{what}/")).status_code == 200, what
    for what in ("change", "charge", "verdict"):
        assert client.get(page(row, f"persons/{one.id}/{what}/")).status_code == 200, what
    for what, of in (("hearing", hearing), ("asset", asset), ("request", request)):
        assert client.get(page(row, f"{what}/{of.id}/")).status_code == 200, what
    for wrong in ("add/nothing/", f"persons/{one.id}/nothing/", f"nothing/{one.id}/", f"persons/{hearing.id}/"):
        assert client.get(page(row, wrong)).status_code == 404, wrong
    adjourned = client.post(page(row, f"hearing/{hearing.id}/"), {"held": "no", "version": "1"})
    assert "Say why it was adjourned" in text_of(adjourned)
    assert (
        client.post(page(row, f"hearing/{hearing.id}/"), {"held": "no", "adjourned_why": "no_equipment", "version": "1"}).status_code == 302
    )
    for url in (
        "/proceedings/",
        "/proceedings/?phase=investigation&text=17",
        "/proceedings/hearings/?all=1",
        "/proceedings/assets/",
        "/legal/lawyers/",
    ):
        assert client.get(url).status_code == 200, url
    assert "17/001" in text_of(client.get("/proceedings/"))


def test_outsiders_find_no_proceeding_and_other_roles_no_page(row: Proceeding) -> None:
    for name, status in (("prosecutor", 404), ("lawyer", 404), ("ngo", 403), ("coordinator", 403), ("outsider", 403), ("labour", 403)):
        client = client_of(person(name))
        assert client.get(page(row)).status_code == status, name
        assert client.get(page(row, "add/person/")).status_code in (403, 404), name
    assert "17/001" not in text_of(client_of(person("prosecutor")).get("/proceedings/"))
    shared(row, "prosecutor")
    prosecutor = client_of(person("prosecutor"))
    assert (prosecutor.get(page(row)).status_code, prosecutor.get(page(row, "add/person/")).status_code) == (200, 404)


def test_the_coordinator_sees_sums_and_nothing_else(row: Proceeding) -> None:
    client = client_of(person("coordinator"))
    assert client.get("/proceedings/")["Location"] == "/proceedings/sums/"
    shown = text_of(client.get("/proceedings/sums/?year=2017"))
    assert ("Proceedings opened" in shown, "17/001" in shown) == (True, False)
    assert client_of(person("investigator")).get("/proceedings/sums/").status_code == 403


def test_a_code_of_somebody_elses_case_is_answered_like_none(row: Proceeding) -> None:
    foreign = case_opened(ADULT, "ngo")
    client = client_of(person("officer"))
    form = {"role": "victim", "consent": "agreed", **NOW}
    answers = [client.post(page(row, "add/link/"), {**form, "code": code}) for code in (code_of(foreign, person("ngo")), "AZ-0000-0000-0")]
    assert [(one.status_code, "You work on no case with this code" in text_of(one)) for one in answers] == [(400, True)] * 2
    own = case_opened()
    assert client.post(page(row, "add/link/"), {**form, "code": code_of(own, person("officer"))}).status_code == 302
    with acting(person("officer").actor):
        assert Party.objects.get().case_id == own.id


def test_a_wish_a_mandate_and_a_privileged_note_through_the_tab() -> None:
    case, bar = case_opened(ADULT, "ngo"), lawyer_row()
    code, client = code_of(case, person("ngo")), client_of(person("ngo"))
    at = f"/cases/{code}/justice/"
    assert client.post(f"{at}add/wish/", {"scopes": ["claim"], "sex_wished": "female", **NOW}).status_code == 302
    assert client.post(f"{at}add/told/", {"language": "az", "understood": "yes", **NOW}).status_code == 302
    with acting(person("ngo").actor):
        wish = LegalRequest.objects.get()
    empty = client.post(f"{at}wish/{wish.id}/", {"outcome": "assigned", **NOW})
    assert "Say who was assigned, and who pays" in text_of(empty)
    answered = {"outcome": "assigned", "lawyer": str(bar.id), "scheme": "organisation", **NOW}
    assert client.post(f"{at}wish/{wish.id}/", answered).status_code == 302
    given = {"lawyer": str(bar.id), "scopes": ["claim"], "scheme": "state_appointed", **NOW}
    assert client.post(f"{at}add/mandate/", given).status_code == 302
    with acting(person("ngo").actor):
        mandate = Mandate.objects.get()
    assert client.post(f"{at}work/{mandate.id}/", {"kind": "claim", "minutes": "90", **NOW}).status_code == 302
    assert client.post(f"{at}add/note/", {"text": "between us", "language": "en", **NOW}).status_code == 302
    shown = text_of(client.get(at))
    assert all(
        words in shown
        for words in ("represents the person", "3.00 AZN", "between us", "a woman", "By law legal help is free", "Who gives legal help")
    )
    assert client.post(f"{at}end/{mandate.id}/", {"why": "done", **NOW}).status_code == 302
    assert client.get("/legal/desk/").status_code == 200
    for outsider in ("outsider", "officer"):
        assert client_of(person(outsider)).get(at).status_code == 404, outsider
    with acting(person("helper").actor):
        assert not PrivilegedNote.objects.exists()


def test_questionings_and_measures_in_court_through_the_tab(row: Proceeding) -> None:
    case = case_opened()
    linked(case, row)
    code, client = code_of(case, person("officer")), client_of(person("officer"))
    at = f"/cases/{code}/justice/"
    asked = {"method": "interview", "asked_by": "investigator", "asker_sex": "male", "sex_wished": "female", "consent": "agreed", **NOW}
    assert client.post(f"{at}add/statement/", asked).status_code == 302
    again = client.post(f"{at}add/statement/", {**asked, **moment(AT + 2 * DAY)})
    assert (again.status_code, "Say why again" in text_of(again)) == (400, True)
    with acting(person("officer").actor):
        assert Statement.objects.count() == 1
        hearing = actions.set_hearing(proceeding=row, kind="main", by=person("officer").actor, at=AT + 30 * DAY)
        party = Party.objects.get()
    noted = {"must_attend": "yes", "asked": ["screen", "video"], "granted": ["video"], "refused": ["screen"]}
    assert client.post(f"{at}hearing/{hearing.id}/", noted).status_code == 302
    assert client.post(f"{at}word/{party.id}/", {"word": "changed", "version": "1", **NOW}).status_code == 302
    shown = text_of(client.get(at))
    assert all(words in shown for words in ("not as the person wished", "questioned 1 time", "granted", "refused", "ends no help"))
    assert client.get(f"{at}add/nothing/").status_code == 404


def test_a_part_in_a_proceeding_ends_on_the_tab_after_it_began_and_once(row: Proceeding) -> None:
    case = case_opened()
    party = linked(case, row)
    code, client = code_of(case, person("officer")), client_of(person("officer"))
    at = f"/cases/{code}/justice/"
    over = f"{at}over/{party.id}/"
    assert over in text_of(client.get(at))
    early = client.post(over, {"version": "1", **moment(AT - 2 * DAY)})
    assert (early.status_code, "do not follow each other" in text_of(early)) == (400, True)
    assert client.post(over, {"version": "1", **moment(AT + 2 * DAY)}).status_code == 302
    shown = text_of(client.get(at))
    assert ("over since" in shown, over in shown, client.get(over).status_code) == (True, False, 404)
    assert client_of(person("outsider")).get(over).status_code in (403, 404)
    with acting(person("officer").actor):
        party.refresh_from_db()
    with acting(person("officer").actor), pytest.raises(Refused):
        actions.end_part(party=party, version=party.version, by=person("officer").actor, at=AT + 3 * DAY)


def test_the_court_page_shows_what_was_let_in_and_only_that(row: Proceeding) -> None:
    case = case_opened()
    linked(case, row)
    with acting(person("officer").actor):
        hearing = actions.set_hearing(proceeding=row, kind="main", by=person("officer").actor, at=AT + 30 * DAY)
        actions.appear(
            case=case, hearing=hearing, must_attend=True, asked=["screen"], granted=["screen"], by=person("officer").actor, at=AT
        )
        assert Hearing.objects.count() == 1
    shared_case(case, "officer", person("lawyer"), Group.G1)
    lawyer = client_of(person("lawyer"))
    at = f"/cases/{code_of(case, person('lawyer'))}/justice/court/"
    before = text_of(lawyer.get(at))
    assert ("Page for lawyer and court" in before, "17/001" in before) == (True, False)
    shared(row, "lawyer")
    after = text_of(lawyer.get(at))
    assert all(words in after for words in ("17/001", "Screen: no direct view", "granted", "ends no help", "Not shown to you"))
    assert client_of(person("officer")).get(f"/cases/{code_of(case, person('officer'))}/justice/court/").status_code == 403
    assert client_of(person("prosecutor")).get(at).status_code == 404


def test_only_units_with_a_part_in_proceedings_are_offered(row: Proceeding) -> None:
    people = {name: person(name) for name in ("prosecutor", "lawyer", "migration", "labour", "clerk", "warden")}
    page = client_of(person("investigator")).get(f"/proceedings/{row.id}/add/share/").content.decode()
    offered = {name for name, one in people.items() if str(one.actor.unit_id) in page}
    assert offered == {"prosecutor", "lawyer"}


def test_the_register_of_lawyers_is_kept_by_who_entered_them() -> None:
    client = client_of(person("lawyer"))
    assert client.post("/legal/lawyers/new/", {"name": "Invented One", "bar_member": "on"}).status_code == 302
    with acting(person("lawyer").actor):
        [one] = queries.lawyers()
    assert "member of the bar" in text_of(client.get("/legal/lawyers/?bar=1"))
    changed = {"name": "Invented One", "bar_member": "", "active": "on", "version": "1"}
    assert client.post(f"/legal/lawyers/{one.id}/", changed).status_code == 302
    assert client_of(person("ngo")).get(f"/legal/lawyers/{one.id}/").status_code == 404
    assert client_of(person("coordinator")).get("/legal/lawyers/").status_code == 403
