"""The practice copy: plan, survey and figures of the rebuilt assessment, and eleven slips typed into its report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dayaq.assess.assessment.models import Assessment
from dayaq.assess.framework.rules.loading import common
from dayaq.assess.report.actions.passages import Words, write
from dayaq.site.demo.assess.planned import Team
from dayaq.site.demo.assess.reading import read

LANGUAGE = "en"


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
