"""An assessment is carried to a laptop where assess runs alone, worked on and brought back; what must not travel does not."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from dayaq.assess.assessment import actions, queries
from dayaq.assess.assessment.actions.travelling import TravelFault, export_file, import_file
from dayaq.assess.assessment.models import Assessment, Journey, Member, Source
from dayaq.assess.assessment.queries import travelling
from dayaq.assess.assessment.rules.sealing import SealFault, unseal
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.site.demo import assess as demo
from dayaq.site.demo import company as invented
from tests import cast
from tests.assess.assessment.alone import laptop, python, run
from tests.assess.assessment.conftest import AT, plan

PHRASE = "four quiet words here"


def test_every_table_of_assess_travels_or_says_why_not() -> None:
    labels = {travelling.meta(model).label for model in travelling.area_models()}
    going = {travelling.meta(model).label for model in travelling.travelling()}
    assert labels == going | (labels & travelling.STAYS.keys())
    assert not going & travelling.STAYS.keys()
    assert travelling.STAYS.keys() <= labels
    assert all(len(reason) > 30 for reason in travelling.STAYS.values())


def test_what_travels_has_random_keys() -> None:
    """Numbers that count up would tell an order, and would meet others at the other end."""
    for model in travelling.travelling():
        assert travelling.uuid_like(travelling.meta(model).pk), model


@pytest.fixture
def home(committed) -> Actor:
    """A lead with a small assessment, in real transactions."""
    person = cast.person("consultant").actor
    with acting(person):
        row = actions.open_assessment(plan=plan(), by=person, at=AT)
        actions.register_source(assessment=row, new=actions.NewSource(title="A law", countries=("AZ",)), by=person, at=AT)
    return person


def found(by: Actor) -> Assessment:
    with acting(by):
        row = queries.by_code("az-2016")
        assert row
        return row


def written(by: Actor) -> bytes:
    out = BytesIO()
    export_file(assessment=found(by), out=out, passphrase=PHRASE, by=by, at=timezone.now())
    return out.getvalue()


def read(content: bytes, by: Actor, phrase: str = PHRASE, **more: bool) -> object:
    return import_file(stream=BytesIO(content), passphrase=phrase, by=by, at=timezone.now(), **more)


def removed(by: Actor) -> None:
    """As on a machine that never had it."""
    row = found(by)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        for table in ("assessment_source", "assessment_member", "assessment_journey"):
            cursor.execute(f"DELETE FROM {table} WHERE assessment_id = %s", [row.id])
        cursor.execute("DELETE FROM assessment_assessment WHERE id = %s", [row.id])
        cursor.execute("RESET ROLE")


def test_what_is_read_in_is_what_went(home) -> None:
    content = written(home)
    removed(home)
    done = read(content, home)
    assert (done.code, done.edition, done.replaced) == ("az-2016", 1, False)
    row = found(home)
    with acting(home):
        assert [one.title for one in queries.sources(row)] == ["A law"]
        assert queries.role_of(row, home, timezone.localdate()) == "lead"


def test_the_same_file_twice_is_refused(home) -> None:
    content = written(home)
    with pytest.raises(TravelFault, match="it is not newer"):
        read(content, home)


def test_a_wrong_passphrase_and_a_changed_file_leave_nothing_behind(home) -> None:
    content = written(home)
    removed(home)
    with pytest.raises(SealFault, match="passphrase is wrong"):
        read(content, home, "four other words here")
    with pytest.raises(SealFault):
        read(content[:-9] + b"x" + content[-8:], home)
    with pytest.raises(SealFault):
        read(content[:-40], home)
    with acting(home):
        assert queries.by_code("az-2016") is None


def newer(content: bytes, **head: object) -> bytes:
    """The same content as a later edition, as if it had been elsewhere; with other entries in its first line."""
    from dayaq.assess.assessment.rules.sealing import seal

    lines = list(unseal(BytesIO(content), PHRASE))
    told = json.loads(lines[0])
    lines[0] = json.dumps({**told, "edition": told["edition"] + 1, **head}).encode()
    lines = [line.replace(b'"title":"A law"', b'"title":"A law, as changed elsewhere"') for line in lines]
    out = BytesIO()
    seal(lines, out, PHRASE, cost=2**10)
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ({"state": {"assessment": "0001_initial"}}, "another version of Dayaq"),
        ({"bodies": {"00000000-0000-4000-8000-000000000000": "nowhere"}}, "body nowhere"),
        ({"format": 2}, "another version"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_words(home, head, words) -> None:
    content = newer(written(home), **head)
    with pytest.raises(ValueError, match=words):
        read(content, home)
    with acting(home):
        assert Source.objects.get().title == "A law"


def test_lines_that_are_missing_are_found_although_every_part_is_whole(home) -> None:
    """Somebody with the passphrase wrote the file without one row: the end says how many there were."""
    from dayaq.assess.assessment.rules.sealing import seal

    lines = [line for line in unseal(BytesIO(newer(written(home))), PHRASE) if b"A law" not in line]
    out = BytesIO()
    seal(lines, out, PHRASE, cost=2**10)
    with pytest.raises(SealFault, match="not complete"):
        read(out.getvalue(), home)
    with acting(home):
        assert Source.objects.get().title == "A law"


def test_a_newer_copy_replaces_the_one_that_was_not_touched(home) -> None:
    content = newer(written(home))
    assert read(content, home).replaced
    with acting(home):
        assert Source.objects.get().title == "A law, as changed elsewhere"
        assert Member.objects.count() == 1


def test_a_copy_changed_at_home_is_not_overwritten_without_a_word(home) -> None:
    content = newer(written(home))
    row = found(home)
    with acting(home):
        actions.register_source(assessment=row, new=actions.NewSource(title="New at home"), by=home, at=AT)
    with pytest.raises(TravelFault, match="changed since it left"):
        read(content, home)
    with acting(home):
        assert Source.objects.count() == 2
    read(content, home, replace_changed=True)
    with acting(home):
        assert Source.objects.count() == 1


def test_another_assessment_of_the_same_code_is_not_touched(home) -> None:
    content = written(home)
    removed(home)
    with acting(home):
        actions.open_assessment(plan=plan(), by=home, at=AT)
    with pytest.raises(TravelFault, match="another assessment"):
        read(content, home)


def test_authors_stay_apart_without_their_names(home) -> None:
    """A colleague's rows come as somebody's without a name who cannot sign in; names and addresses do not travel."""
    colleague = cast.person("stranger", "iom", "consultant")
    row = found(home)
    with acting(home):
        actions.engage(assessment=row, user=colleague.user.id, role="assessor", since=AT.date(), by=home, at=AT)
    with acting(colleague.actor):
        actions.register_source(assessment=row, new=actions.NewSource(title="Hers"), by=colleague.actor, at=AT)
    content = written(home)
    text = b"".join(unseal(BytesIO(content), PHRASE))
    assert b"Stranger Invented" not in text
    assert b"@example.invalid" not in text
    assert str(colleague.user.id).encode() in text


def test_the_trail_says_who_took_it_out(home) -> None:
    written(home)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute("SELECT actor::text FROM audit_event WHERE kind = 'assessment.file'")
        assert cursor.fetchall() == [(str(home.user_id),)]
        cursor.execute("RESET ROLE")
    with acting(home):
        assert Journey.objects.get().direction == "out"


PEOPLE = """
from dayaq.base.accounts.models import Membership, Organisation, User
from django.utils import timezone
user = User.objects.create_user("laptop@example.invalid", "L Invented", None)
Membership.objects.create(user=user, unit=Organisation.objects.get(code="iom").units.first(), role="consultant", valid_from=timezone.now())
"""
SECRETS = ("survey_link", "survey_draft", "survey_urn", "survey_entry", "validation_door")
AUTHORS = """
from dayaq.base.accounts.models import User
from django.db import connections
for user in User.objects.filter(email__endswith="@elsewhere.invalid"):
    print(user.name, user.is_active)
with connections["owner"].cursor() as cursor:
    cursor.execute("SET ROLE dayaq_guard")
    cursor.execute("SELECT role FROM assessment_member")
    print([role for (role,) in cursor.fetchall()])
"""
EMPTY = f"""
from django.db import connections
with connections["owner"].cursor() as cursor:
    cursor.execute("SET ROLE dayaq_guard")
    for table in {SECRETS!r}:
        cursor.execute("SELECT count(*) FROM " + table)
        print(table, cursor.fetchone()[0])
"""


def at_home(tmp_path: Path) -> dict[str, str]:
    """The surroundings of commands in the test's own database."""
    import os

    from tests.assess.assessment.alone import renamed

    name = connection.settings_dict["NAME"]
    urls = {key: renamed(os.environ[key], name) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    return {**os.environ, **urls, "DAYAQ_MODE": "evaluation", "PYTHONPATH": "src"}


def report(place: dict[str, str], folder: Path) -> None:
    """The report as HTML."""
    built = run(place, "assess", "report", "az-2016", "--format", "html", "--out", str(folder), "--draft")
    assert built.returncode == 0, built.stderr


@pytest.mark.long
def test_the_demo_on_a_laptop_shows_the_same_tables_and_the_same_report(committed, tmp_path) -> None:
    invented.make_people()
    people = invented.company()
    demo.load_assessments(people, timezone.now())
    phrase, file, here = tmp_path / "phrase", tmp_path / "az.dayaq", at_home(tmp_path)
    phrase.write_text(PHRASE + "\n")
    report(here, tmp_path / "a")  # before it leaves: a report built later would be a change at home
    went = run(here, "assess", "export", "az-2016", "--out", str(file), "--passphrase-file", str(phrase))
    assert went.returncode == 0, went.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    with laptop(tmp_path / "home") as away:
        made = python(away, PEOPLE)
        assert made.returncode == 0, made.stderr
        wrong = tmp_path / "wrong"
        wrong.write_text("four other words here\n")
        refused = run(away, "assess", "import", str(file), "--passphrase-file", str(wrong))
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "the passphrase is wrong" in refused.stderr
        came = run(away, "assess", "import", str(file), "--passphrase-file", str(phrase), "--json")
        assert came.returncode == 0, came.stderr
        assert json.loads(came.stdout)["rows"]["survey_response"] == 7
        *strangers, places = python(away, AUTHORS).stdout.splitlines()
        assert strangers, "colleagues wrote rows, too"
        assert all(one.startswith("Colleague ") and one.endswith(" False") for one in strangers)
        assert places == "['lead']"
        kept = python(away, EMPTY).stdout.split()
        assert kept[1::2] == ["0"] * len(SECRETS)
        told = [run(place, "assess", "tables", "az-2016", "--json") for place in (here, away)]
        assert told[0].returncode == told[1].returncode == 0, told[1].stderr
        assert told[0].stdout == told[1].stdout
        report(away, tmp_path / "b")
        assert (tmp_path / "a" / "az-2016-en-draft.html").read_bytes() == (tmp_path / "b" / "az-2016-en-draft.html").read_bytes()
        back = tmp_path / "back.dayaq"
        assert run(away, "assess", "export", "az-2016", "--out", str(back), "--passphrase-file", str(phrase)).returncode == 0
    lead = people["ulker"]
    with back.open("rb") as stream:
        done = import_file(stream=stream, passphrase=PHRASE, by=lead, at=timezone.now())
    assert (done.edition, done.replaced) == (2, True)
    again = run(here, "assess", "tables", "az-2016", "--json")
    assert again.stdout == told[0].stdout
