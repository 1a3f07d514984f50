"""The demonstration's report: built in all formats and languages, the same bytes twice, stopped by the planted slips, released once."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from django.db import transaction
from django.utils import timezone
from lxml import html

from dayaq.assess.assessment.queries import by_code
from dayaq.assess.report import actions, queries
from dayaq.assess.report.models import Build, File, Published
from dayaq.assess.results.queries import releases
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Refused
from dayaq.core.report import FORMATS, BuildFailed
from dayaq.site.commands import assess_report
from dayaq.site.demo import assess
from dayaq.site.demo import company as cast

AS_OF = date(2016, 4, 25)


@pytest.fixture(scope="module")
def company(django_db_setup: None, django_db_blocker: Any) -> Iterator[Mapping[str, Actor]]:
    """The assessments of the demonstration and who works on them."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast.make_people()
        people = cast.company()
        assess.load_assessments(people, timezone.now())
        yield people
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built(company: Mapping[str, Actor]) -> Build:
    """The clean assessment's final report in English."""
    return made(company["ulker"])


def made(by: Actor, *formats: str, language: str = "en", draft: bool = False, code: str = assess.CLEAN) -> Build:
    with acting(by):
        row = by_code(code)
        assert row is not None
        kinds = formats or FORMATS
        return actions.build(assessment=row, language=language, draft=draft, as_of=AS_OF, formats=kinds, by=by, at=timezone.now())


def content(of: Build, kind: str) -> bytes:
    found = queries.file(of, kind)
    assert found is not None
    return bytes(found.content)


def test_the_clean_assessment_is_built_in_three_formats(company: Mapping[str, Actor], built: Build) -> None:
    with acting(company["ulker"]):
        files = {file.format: file for file in File.objects.filter(build=built)}
        assert set(files) == set(FORMATS)
        for file in files.values():
            assert file.sha256 == sha256(bytes(file.content)).hexdigest() == built.manifest["files"][file.format]


def test_two_builds_are_the_same_bytes(company: Mapping[str, Actor], built: Build) -> None:
    again = made(company["ulker"])
    assert again.manifest == built.manifest
    assert again.id != built.id


def test_the_report_opens_and_holds_the_published_numbers(company: Mapping[str, Actor], built: Build) -> None:
    with acting(company["ulker"]):
        page = html.fromstring(content(built, "html").decode())
        rows = {row.xpath("string(th)").split(" ")[0]: row.xpath("td/data/text()") for row in page.xpath("//tbody/tr[count(td)=6]")}
        assert rows["3.1.4"] == ["0", "4", "2", "1", "0", "7"]
        assert rows["5.1.6"] == ["0", "1", "3", "2", "0", "6"]
        assert rows["5.1.7"] == ["0", "2", "2", "2", "0", "6"]
        assert rows["6.1.5"][-1] == rows["6.1.6"][-1] == "5"
        word = docx.Document(BytesIO(content(built, "docx")))
        assert len(word.tables) == len(page.xpath("//table"))
        with pikepdf.open(BytesIO(content(built, "pdf"))) as pdf:
            assert len(pdf.pages) > 20
            assert bool(pdf.Root.MarkInfo.Marked)


def test_a_rebuilt_assessment_says_so_on_its_first_page(company: Mapping[str, Actor], built: Build) -> None:
    with acting(company["ulker"]):
        page = html.fromstring(content(built, "html").decode())
        assert "invented" in page.xpath("string(//header)")


@pytest.mark.parametrize("language", ["az", "ru"])
def test_the_other_languages_have_the_same_tables(company: Mapping[str, Actor], built: Build, language: str) -> None:
    other = made(company["ulker"], "html", language=language, draft=True)
    with acting(company["ulker"]):
        pages = [html.fromstring(content(one, "html").decode()) for one in (built, other)]
        numbers = [page.xpath("//table//data/text()") for page in pages]
        assert numbers[0] == numbers[1]
        assert other.manifest["data"] == built.manifest["data"]


def test_the_planted_slips_stop_even_a_draft(company: Mapping[str, Actor]) -> None:
    before = Build.objects.count()
    with pytest.raises(BuildFailed) as stopped:
        made(company["ulker"], draft=True, code=assess.SLIPS)
    assert {one.code for one in stopped.value.faults} == {"slip", "wrong_number", "wrong_base"}
    assert Build.objects.count() == before


@pytest.mark.parametrize(("code", "status", "files"), [(assess.CLEAN, 0, ["az-2016-en.html"]), (assess.SLIPS, 1, [])])
def test_the_command_writes_files_or_says_what_stops_it(
    company: Mapping[str, Actor], tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str, status: int, files: list[str]
) -> None:
    words = [code, "--format", "html", "--lang", "en", "--out", str(tmp_path), "--as-of", "2016-04-25"]
    parser = ArgumentParser()
    assess_report.add_arguments(parser)
    assert assess_report.run(parser.parse_args(words)) == status
    assert [path.name for path in tmp_path.iterdir()] == files
    said = capsys.readouterr()
    assert (said.out.split(), "nothing was written" in said.err) == (files, not files)


def test_a_draft_and_an_outdated_build_are_not_released(company: Mapping[str, Actor], built: Build) -> None:
    by = company["ulker"]
    draft = made(by, "html", draft=True)
    with acting(by):
        old = Build.objects.create(
            assessment=built.assessment, language="en", draft=False, by=by.user_id, at=timezone.now(),
            manifest=built.manifest | {"made_of": {"answers as they leave": "other"}},
        )  # fmt: skip
        for one, code in ((draft, "draft"), (old, "changed")):
            with pytest.raises(Refused) as refused:
                actions.release(build=one, reference="X-1", abstract="", pages=1, by=by, at=timezone.now())
            assert [reason.code for reason in refused.value.decision.reasons] == [code]
        assert Published.objects.count() == 0


def test_a_release_is_entered_in_the_ledger_once(company: Mapping[str, Actor], built: Build) -> None:
    by = company["ulker"]
    said = {"reference": "IOM-2016-1", "abstract": "", "pages": 40, "by": by, "at": timezone.now()}
    with acting(by):
        row = by_code(assess.CLEAN)
        assert row is not None
        before = releases(row).count()
        actions.release(build=built, **said)
        assert releases(row).count() == before + 1
        assert Published.objects.get(build=built).reference == "IOM-2016-1"
        with pytest.raises(Refused) as twice:
            actions.release(build=built, **said)
        assert [reason.code for reason in twice.value.decision.reasons] == ["once"]
