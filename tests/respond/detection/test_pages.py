"""Detection through its pages: the sheet, progress, suspects apart, information, checks, street child, child, roles; the outsider everywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dayaq.base.access.context import acting
from dayaq.core.pack import load
from dayaq.respond.casefile.models import Case
from dayaq.respond.detection import actions
from dayaq.respond.detection.models import BestInterest, Check, Event, EventPerson, LegalRole, Signal, StreetChild
from dayaq.respond.detection.rules import Line
from dayaq.respond.identification.models import AbroadRecognition, StayClock
from tests.cast import person
from tests.respond.detection.world import AT, raid, workers
from tests.respond.referral.world import sent_by
from tests.respond.screening.world import ADULT, BOY, client_of, code_of, moment, opened

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
COLUMNS = ("given_name", "family_name", "sex", "age", "nationality", "language", "what")


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def typed(lines: list[Line]) -> dict[str, str]:
    """Lines as the grid posts them."""
    return {
        key: value
        for place, line in enumerate(lines, 1)
        for key, value in {f"number-{place}": str(line.number), **{f"{name}-{place}": getattr(line, name) for name in COLUMNS}}.items()
    }


# --- events ------------------------------------------------------------------------------------------------------------


def test_an_event_is_recorded_and_leads_to_its_sheet() -> None:
    client = client_of(person("inspector"))
    form = {"way": "building_site", "region": "capital", "agencies": ["slis"], "persons_met": "20", "place": "Site 4", **moment(AT)}
    assert '<input type="checkbox" name="agencies"' in text_of(client.get("/events/new/"))  # no key to hold for a second body
    answer = client.post("/events/new/", form)
    with acting(person("inspector").actor):
        event = Event.objects.get()
    assert (answer["Location"], event.at, event.kind) == (f"/events/{event.id}/sheet/", AT, "proactive")
    assert "Site 4" not in text_of(client.get(f"/events/{event.id}/"))  # the inspector does not read what happened
    assert "Building site" in text_of(client.get("/events/"))


def test_a_paste_fills_the_lines_and_saving_enters_those_that_are_right() -> None:
    event, officer = raid("officer"), person("officer")
    client, url = client_of(officer), f"/events/{event.id}/sheet/"
    pasted = text_of(client.post(url, {"read": "1", "paste": "Anvar\tKarimov\tm\t31\tUZ\tru\nDilnoza\tRahimova\tx\t30\tUZ\tru"}))
    assert ('value="Anvar"' in pasted, 'value="Rahimova"' in pasted) == (True, True)
    with acting(officer.actor):
        assert Case.objects.count() == 0  # reading a paste enters nobody
    lines = [Line(1, "Anvar", "Karimov", "m", "31", "UZ", "ru"), Line(2, "Dilnoza", "Rahimova", "x", "30", "UZ", "ru")]
    answer = client.post(url, {"save": "1", **typed(lines)})
    shown = text_of(answer)
    assert answer.status_code == 400
    assert ("Line 2: “x” is not understood." in shown, 'value="Dilnoza"' in shown, 'value="Anvar"' in shown) == (True, True, False)
    assert 'value="Dilnoza"' in text_of(client.get(url))  # still there after going away
    lines[1] = Line(2, "Dilnoza", "Rahimova", "f", "30", "UZ", "ru")
    assert client.post(url, {"save": "1", **typed(lines[1:])})["Location"] == f"/events/{event.id}/"
    with acting(officer.actor):
        assert (Case.objects.count(), EventPerson.objects.count()) == (2, 2)


def test_twenty_lines_typed_are_entered_with_one_click_and_shown_with_their_way() -> None:
    event, inspector = raid(), person("inspector")
    client = client_of(inspector)
    client.post(f"/events/{event.id}/sheet/", {"save": "1", **typed(workers(20))})
    shown = text_of(client.get(f"/events/{event.id}/"))
    assert ("20 people with cases you see." in shown, shown.count(">Refer<")) == (True, 20)
    assert ("Given1" in shown, "Family1" in shown) == (False, False)  # no name on the list


def test_suspects_have_a_page_of_their_own_for_readers_of_proceedings() -> None:
    event, officer = raid("officer"), person("officer")
    client = client_of(officer)
    form = {"role": "foreman", "given_name": "Boss", "statement": "I only kept the papers", **moment(AT + HOUR)}
    assert client.post(f"/events/{event.id}/suspects/new/", form).status_code == 302
    page = text_of(client.get(f"/events/{event.id}/suspects/"))
    assert ("Boss" in page, "I only kept the papers" in page) == (True, True)
    assert "Boss" not in text_of(client.get(f"/events/{event.id}/"))
    own = raid()
    assert client_of(person("inspector")).get(f"/events/{own.id}/suspects/").status_code == 404


def test_the_list_and_the_event_cost_the_same_for_one_and_for_three() -> None:
    client, inspector = client_of(person("inspector")), person("inspector").actor
    event = raid()

    def cost(url: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    def enter(lines: list[Line]) -> None:
        with acting(inspector):
            actions.enter_sheet(event=event, lines=lines, by=inspector, at=AT + HOUR)

    enter(workers(1))
    one = [cost("/events/"), cost(f"/events/{event.id}/")]
    enter(workers(2, first=2))
    raid(at=AT + HOUR)
    raid(at=AT + 2 * HOUR)
    assert [cost("/events/"), cost(f"/events/{event.id}/")] == one


@pytest.mark.parametrize(("who", "hands"), [("inspector", True), ("duty", False)])
def test_an_event_names_countries_and_offers_to_hand_over_only_where_somebody_else_receives(who: str, hands: bool) -> None:
    client, by = client_of(person(who)), person(who).actor
    event = raid(who)
    with acting(by):
        actions.enter_sheet(event=event, lines=workers(1), by=by, at=AT + HOUR)
    shown = text_of(client.get(f"/events/{event.id}/"))
    assert ("Uzbekistan" in shown, "· UZ" in shown, f"/events/{event.id}/hand/" in shown) == (True, False, hands)


def test_an_event_is_handed_over_and_closed_by_button() -> None:
    event, client = raid(), client_of(person("inspector"))
    duty = person("duty")
    assert client.post(f"/events/{event.id}/hand/", {"unit": str(duty.unit.id)})["Location"] == f"/events/{event.id}/"
    assert client_of(duty).get(f"/events/{event.id}/").status_code == 200
    client.post(f"/events/{event.id}/close/")
    assert client.get(f"/events/{event.id}/sheet/").status_code == 404


# --- information and checks --------------------------------------------------------------------------------------------


def test_information_is_taken_assessed_checked_and_settled_through_pages() -> None:
    ngo, officer = client_of(person("ngo")), client_of(person("officer"))
    form = {"about": "advertisement", "source": "public", "region": "capital", "text": "work abroad, no papers needed", **moment(AT)}
    url = ngo.post("/information/new/", form)["Location"]
    assert "work abroad" in text_of(officer.get(url))
    assert officer.post(url, {"word": "check", **moment(AT + HOUR)})["Location"] == url
    with acting(person("officer").actor):
        signal = Signal.objects.get()
    officer.post(f"/checks/new/?signal={signal.id}", {"way": "advertisement", "region": "capital"})
    with acting(person("officer").actor):
        check = Check.objects.get()
    assert officer.post(f"/checks/{check.id}/done/", {"result": "nothing", "persons_met": "0", **moment(AT + DAY)}).status_code == 302
    assert "Nothing found" in text_of(officer.get("/checks/"))
    officer.post(url, {"word": "nothing", **moment(AT + DAY)})
    assert ("Nothing found" in text_of(ngo.get(url)), "Nothing found" in text_of(ngo.get("/information/?state=settled"))) == (True, True)
    assert ngo.get(f"/checks/{check.id}/done/").status_code == 404


def test_sums_show_initiative_to_readers_of_figures_and_nobody_else() -> None:
    raid()
    page = text_of(client_of(person("coordinator")).get("/events/sums/?year=2016"))
    assert "On own initiative: 1. After a report: 0." in page
    assert client_of(person("inspector")).get("/events/sums/").status_code == 403


# --- children and roles ------------------------------------------------------------------------------------------------


def test_a_street_child_is_begun_with_two_facts_and_its_time_is_shown_over() -> None:
    officer = person("officer")
    client = client_of(officer)
    url = client.post("/street-child/", {"sex": "male", "under_18": "yes", **moment(AT)})["Location"]
    assert "overdue" in text_of(client.get(url))
    with acting(officer.actor):
        stop = StreetChild.objects.get()
    answers = {f"q_{code}": "yes" for code in load("az").codes["street_question"].items}
    client.post(f"{url}{stop.id}/questions/", {**answers, **moment(AT + HOUR)})
    client.post(f"{url}{stop.id}/family/", moment(AT + 2 * HOUR))
    assert "The answers speak of exploitation" in text_of(client.get(url))
    late = client.post(f"{url}{stop.id}/end/", {"outcome": "family", **moment(AT + 5 * HOUR)})
    assert (late.status_code, "It took longer than the term: say why." in text_of(late)) == (400, True)
    client.post(f"{url}{stop.id}/end/", {"outcome": "family", "late_reason": "family_far", **moment(AT + 5 * HOUR)})
    assert "The family is far away" in text_of(client.get(url))


def test_the_childs_page_records_best_interest_steps_and_age() -> None:
    ngo, case = person("ngo"), opened(BOY, who="ngo")
    client, code = client_of(ngo), code_of(case, ngo)
    base = f"/cases/{code}/child/"
    form = {
        "about": "family_tracing",
        "heard": "heard",
        "factors": ["safety"],
        "outcome": "in_interest",
        "reasons": "the aunt is safe",
        "review_on_day": "2",
        "review_on_month": "8",
        "review_on_year": "2016",
    }
    refused = client.post(f"{base}step/", {"kind": "tracing", **moment(AT + HOUR)})
    assert (refused.status_code, "only after a decision" in text_of(refused)) == (400, True)
    assert client.post(f"{base}best-interest/", {**form, **moment(AT + DAY)})["Location"] == base
    assert client.post(f"{base}step/", {"kind": "tracing", **moment(AT + 2 * DAY)})["Location"] == base
    age = {"methods": ["talk"], "consent": ["person", "guardian"], "youngest": "15", "oldest": "17", **moment(AT + 2 * DAY)}
    assert client.post(f"{base}age/", age)["Location"] == base
    shown = text_of(client.get(base))
    assert ("the aunt is safe" in shown, "Search for the family begun" in shown, "15–17" in shown) == (True, True, True)
    with acting(ngo.actor):
        assert BestInterest.objects.count() == 1


@pytest.mark.parametrize(("who", "writes"), [("ngo", True), ("duty", False)])
def test_the_childs_page_offers_only_the_forms_that_open(who: str, writes: bool) -> None:
    case, client = sent_by("ngo", person_word="agreed").case, client_of(person(who))  # the duty officer reads the envelope
    base = f"/cases/{code_of(case, person(who))}/child/"
    assert ("best-interest/" in text_of(client.get(base)), client.get(f"{base}best-interest/").status_code == 200) == (writes, writes)


def test_the_page_one_stands_on_is_marked_also_where_it_is_no_top_place() -> None:
    shown = text_of(client_of(person("officer")).get("/information/"))
    assert ('<a href="/events/" aria-current="page">' in shown, '<a href="/information/" aria-current="page">' in shown) == (True, True)
    assert '<a href="/" aria-current' not in shown


def test_roles_are_recorded_with_the_questions_on_coercion() -> None:
    officer, case = person("officer"), opened()
    client, code = client_of(officer), code_of(case, officer)
    base = f"/cases/{code}/roles/"
    client.post(f"{base}new/", {"role": "suspect", **moment(AT + HOUR)})
    assert "First the questions on coercion" in text_of(client.get(base))
    answers = {f"q_{code}": "unknown" for code in load("az").codes["coerced_question"].items}
    client.post(f"{base}coercion/", {**answers, "result": "not_punishable", "told": ["prosecutor"], **moment(AT + DAY)})
    shown = text_of(client.get(base))
    assert ("First the questions on coercion" in shown, "Not to be punished" in shown) == (False, True)
    with acting(officer.actor):
        assert LegalRole.objects.get().role == "suspect"


def test_terms_recognition_abroad_and_the_matrix_have_their_pages() -> None:
    officer, case = person("officer"), opened(ADULT)
    client, code = client_of(officer), code_of(case, officer)
    base = f"/cases/{code}/identification/"
    client.post(f"{base}stay/", {"kind": "leave_country", **moment(AT)})
    client.post(f"{base}abroad/new/", {"authority": "iom", "country": "TR", "papers": ["letter"], **moment(AT + HOUR)})
    with acting(officer.actor):
        clock, known = StayClock.objects.get(), AbroadRecognition.objects.get()
    client.post(f"{base}abroad/{known.id}/home/", {"home": "pending", "version": "1", **moment(AT + DAY)})
    assert "Asked for" in text_of(client.get(f"{base}abroad/"))
    assert "recognised abroad" in text_of(client.get(base))
    client.post(f"{base}stay/{clock.id}/end/", {"outcome": "regular", **moment(AT + DAY)})
    assert "Stay became regular" in text_of(client.get(base))
    assert "What each status opens" in text_of(client.get("/identification/matrix/"))
    assert "No positive decision stands" in text_of(client.get("/identification/routes/"))


# --- the outsider, and other roles -------------------------------------------------------------------------------------


def test_the_outsider_finds_nothing_and_another_role_no_page() -> None:
    event, case = raid(), opened(BOY)
    code = code_of(case, person("officer"))
    outsider, clerk = client_of(person("outsider")), client_of(person("clerk"))
    with acting(person("inspector").actor):
        signal = actions.take_information(about="place", source="public", by=person("inspector").actor, at=AT, text="x")
    objects = [f"/events/{event.id}/{page}" for page in ("", "sheet/", "account/", "hand/", "suspects/", "suspects/new/")]
    objects += [f"/information/{signal.id}/", f"/events/{uuid4()}/", f"/information/{uuid4()}/", f"/checks/{uuid4()}/done/"]
    objects += [
        f"/cases/{code}/{page}" for page in ("child/", "child/step/", "child/age/", "child/best-interest/", "street-child/", "roles/")
    ]
    objects += [f"/cases/{code}/identification/{page}" for page in ("abroad/", "stay/", "abroad/new/")]
    assert {url: outsider.get(url).status_code for url in objects} == dict.fromkeys(objects, 404)
    pages = ["/events/", "/events/new/", "/information/", "/checks/", "/street-child/"]
    assert {url: clerk.get(url).status_code for url in pages} == dict.fromkeys(pages, 403)
    assert outsider.get("/events/").status_code == 200
    assert "No events yet" in text_of(outsider.get("/events/"))
