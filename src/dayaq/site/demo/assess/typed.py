"""What is typed by hand: the passages of the rebuilt report, and the eleven slips of the practice copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dayaq.assess.assessment.models import Assessment
from dayaq.assess.framework.rules.loading import common
from dayaq.assess.report.actions.passages import Words, write
from dayaq.site.demo.assess.planned import Team
from dayaq.site.demo.assess.reading import read

LANGUAGE = "en"


def explain(row: Assessment, team: Team) -> None:
    """Say in the report, in each language, what was rebuilt and how."""
    for order, passage in enumerate(read("passages"), start=1):
        for language in ("en", "az", "ru"):
            words = Words(section=passage["section"], language=language, kind="text", body={"text": passage[language]}, order=order)
            write(assessment=row, words=words, by=team.lead, at=team.at)


def spoil(row: Assessment, team: Team) -> None:
    """Type every passage of the file into the report."""
    for order, passage in enumerate(read("slips")["passages"], start=1):
        named = {name: passage[name] for name in ("section", "kind", "about")}
        words = Words(language=LANGUAGE, body=complete(passage["body"]), order=order, **named)
        write(assessment=row, words=words, by=team.lead, at=team.at)


def complete(body: Mapping[str, Any]) -> dict[str, Any]:
    """A body whose repeated introductions carry the words of the section that they repeat."""
    sections = {section.code: section.intro for section in common("ct-nat-survey").sections}
    intros = [{"section": one["section"], "text": sections[one["same_as"]][LANGUAGE]} for one in body.get("intros", ())]
    return {**body, "intros": intros} if intros else dict(body)
