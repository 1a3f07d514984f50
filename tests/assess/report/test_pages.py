"""Every page of the area: the team builds and writes, the commissioner reads, another consultant finds nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dayaq.assess.report import actions, queries
from dayaq.assess.report.models import Build, Passage, Published
from dayaq.base.access.context import acting
from tests.assess.findings.world import AT, assessment, browser, finding, lead, recommendation

pytestmark = pytest.mark.django_db
TYPED = {
    "section": "2.1", "language": "en", "kind": "table", "order": "1", "about": "3.1.4", "text": "",
    "title": "Telling victims", "columns": "adequate | neither", "rows": "3.1.4 | Ability to tell | 4 | 2", "base": "7",
}  # fmt: skip


@pytest.fixture
def one() -> Any:
    made = assessment(answers=True)
    recommendation(made, finding(made))
    return made


@pytest.fixture
def built(one: Any) -> Build:
    """A draft with its HTML file only: the pages need no more."""
    by = lead()
    with acting(by):
        return actions.build(assessment=one, language="en", draft=True, as_of=date(2016, 4, 25), formats=("html",), by=by, at=AT)


@pytest.fixture
def passage(one: Any) -> Passage:
    by = lead()
    with acting(by):
        return actions.write(assessment=one, words=actions.Words("2.1", "en", "text", {"text": "Typed before."}), by=by, at=AT)


def url(one: Any, name: str, *args: object) -> str:
    return reverse(f"report:{name}", args=[one.code, *args])


def asked(address: str) -> dict[str, int]:
    """What everybody gets: the team, the commissioner, another consultant, an officer."""
    return {
        "team": browser("consultant").get(address).status_code,
        "commissioner": browser("coordinator").get(address).status_code,
        "outsider": browser("stranger", "iom", "consultant").get(address).status_code,
        "officer": browser("officer").get(address).status_code,
    }


READS = {"team": 200, "commissioner": 200, "outsider": 404, "officer": 403}
WRITES = {"team": 200, "commissioner": 403, "outsider": 404, "officer": 403}


def test_who_sees_which_page(one: Any, built: Build, passage: Passage) -> None:
    read = [("index",), ("passages",), ("preview", built.id), ("picture", built.id, 1), ("download", built.id, "html")]
    write = [("new",), ("edit", passage.id), ("release", built.id)]
    assert [asked(url(one, *place)) for place in read] == [READS] * len(read)
    assert [asked(url(one, *place)) for place in write] == [WRITES] * len(write)


def test_who_may_post(one: Any, passage: Passage) -> None:
    for address in (url(one, "build"), url(one, "remove", passage.id)):
        assert browser("stranger", "iom", "consultant").post(address, {"language": "en"}).status_code == 404
        assert browser("coordinator").post(address, {"language": "en"}).status_code == 403
    with acting(lead()):
        assert (Build.objects.count(), Passage.objects.count()) == (0, 1)


def test_what_is_not_there_is_404(one: Any, built: Build) -> None:
    client = browser("consultant")
    for place in (
        ("download", built.id, "pdf"),
        ("download", built.id, "exe"),
        ("picture", built.id, 99),
        ("preview", one.id),
        ("edit", one.id),
    ):
        assert client.get(url(one, *place)).status_code == 404


def test_the_commissioner_reads_no_list_of_faults_and_has_no_button(one: Any, built: Build) -> None:
    page = browser("coordinator").get(url(one, "index")).content.decode()
    assert url(one, "build") not in page
    assert url(one, "preview", built.id) in page


def test_the_page_says_what_is_missing_and_where_it_is_put_right(one: Any) -> None:
    page = browser("consultant").get(url(one, "index")).content.decode()
    assert "the finding is not final" in page
    assert reverse("findings:list", args=[one.code]) in page


def test_a_passage_that_tells_who_spoke_is_pointed_out_and_not_repeated(one: Any) -> None:
    by, words = lead(), "One woman said: call 012 498 00 00. The plan of 2009-2011 ended."
    with acting(by):
        actions.write(assessment=one, words=actions.Words("2.1", "en", "text", {"text": words}), by=by, at=AT)
        faults = queries.made(one, "en", draft=True, as_of=date(2016, 4, 25)).faults
        other = queries.made(one, "az", draft=True, as_of=date(2016, 4, 25)).faults
    found = [fault for fault in faults if fault.code == "passage_tells"]
    assert [(fault.what.code, fault.weight) for fault in found] == [("text.small", "notice"), ("text.contact", "notice")]
    assert "498" not in " ".join(map(str, found))
    assert [fault for fault in other if fault.code == "passage_tells"] == []


def test_a_draft_is_not_released_and_the_page_says_why(one: Any, built: Build) -> None:
    typed = {"reference": "IOM-1", "pages": "40", "abstract": "Typed words."}
    answer = browser("consultant").post(url(one, "release", built.id), typed)
    assert answer.status_code == 422
    assert "A draft is not released" in answer.content.decode()
    assert "Typed words." in answer.content.decode()
    with acting(lead()):
        assert Published.objects.count() == 0


@pytest.fixture
def team() -> Client:
    return browser("consultant")


def test_a_table_is_typed_line_by_line(one: Any, team: Client) -> None:
    assert team.post(url(one, "new"), TYPED).status_code == 302
    with acting(lead()):
        row = Passage.objects.get()
    assert row.body == {
        "title": "Telling victims",
        "columns": ["adequate", "neither"],
        "rows": [{"code": "3.1.4", "label": "Ability to tell", "counts": [4, 2]}],
        "base": {"": 7},
    }
    page = team.get(url(one, "edit", row.id)).content.decode()
    assert "3.1.4 | Ability to tell | 4 | 2" in page


@pytest.mark.parametrize(
    ("change", "field"),
    [({"rows": "3.1.4 | x | four"}, "rows"), ({"base": "a"}, "base"), ({"title": ""}, "title"), ({"section": "9"}, "section")],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(one: Any, team: Client, change: dict[str, str], field: str) -> None:
    answer = team.post(url(one, "new"), TYPED | change)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "adequate | neither" in answer.content.decode()
    with acting(lead()):
        assert Passage.objects.count() == 0


def test_a_wrong_base_in_a_typed_table_is_shown_before_anything_is_built(one: Any, team: Client) -> None:
    team.post(url(one, "new"), TYPED | {"base": "6"})
    page = team.get(url(one, "index")).content.decode()
    assert "survey 3.1.4 adequate has the base 7, the text says 6" in page


def test_a_faster_colleague_is_noticed_and_the_second_save_counts(one: Any, team: Client, passage: Passage) -> None:
    by = lead()
    with acting(by):
        actions.change(passage=passage, words=actions.Words("2.1", "en", "text", {"text": "Colleague."}), version=1, by=by, at=AT)
    typed = {"version": "1", "section": "2.1", "language": "en", "kind": "text", "text": "Mine."}
    first = team.post(url(one, "edit", passage.id), typed)
    assert first.status_code == 422
    assert "Mine." in first.content.decode()
    again = team.post(url(one, "edit", passage.id), typed | {"version": first.context["form"].data["version"]})
    assert again.status_code == 302
    with acting(by):
        assert Passage.objects.get().body == {"text": "Mine."}


def test_a_passage_is_found_by_its_words_and_removed(one: Any, team: Client, passage: Passage) -> None:
    assert "Typed before." in team.get(url(one, "passages"), {"q": "before"}).content.decode()
    assert "No passage is like this" in team.get(url(one, "passages"), {"q": "nowhere"}).content.decode()
    assert team.post(url(one, "remove", passage.id), {"version": "9"}).status_code == 302
    with acting(lead()):
        assert Passage.objects.count() == 1
    assert team.post(url(one, "remove", passage.id), {"version": "1"}).status_code == 302
    with acting(lead()):
        assert Passage.objects.count() == 0


def test_the_lists_ask_the_database_the_same_number_of_times_for_more_rows(one: Any, team: Client) -> None:
    by = lead()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def questions() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert team.get(url(one, "passages")).status_code == 200
        return len(seen)

    with acting(by):
        actions.write(assessment=one, words=actions.Words("2.1", "en", "text", {"text": "One."}), by=by, at=AT)
    first = questions()
    with acting(by):
        for text in ("Two.", "Three."):
            actions.write(assessment=one, words=actions.Words("2.1", "en", "text", {"text": text}), by=by, at=AT)
    assert questions() == first
