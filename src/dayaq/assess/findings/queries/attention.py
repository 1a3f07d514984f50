"""What in a text should be looked at before it leaves: names the team knows, words that single somebody out, small groups."""

from __future__ import annotations

from dataclasses import dataclass

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.models import Finding
from dayaq.assess.results.rules.texts import marks
from dayaq.core.decision import Reason


@dataclass(frozen=True, slots=True)
class Look:
    """A place in a text and why it should be looked at; the words are shown to the team only."""

    language: str
    words: str
    reason: Reason

    @property
    def named(self) -> bool:
        """Whether a person is named, or somebody spelt like it: the finding is not final before somebody looked."""
        return self.reason.code == "text.name"


def attention(row: Finding) -> list[Look]:
    """Places to look at in everything of a finding that is printed. Institutions count where nobody is to be named.

    Basis: AS-82, AS-97 to AS-99.
    """
    names = people(row.assessment)
    institutions = bodies(row.assessment) if row.attribution == "anonymous" else []
    printed = [row.title, row.text, *(words for one in row.positions.all() for words in (one.text, one.answer))]
    return [
        Look(language, text[mark.start : mark.end], mark.reason)
        for words in printed
        for language, text in words.items()
        for mark in marks(text, names=names, institutions=institutions)
    ]


def people(assessment: Assessment) -> list[str]:
    """Names the acting person may know: contacts of bodies, respondents of interviews."""
    from dayaq.assess.interviews import queries as interviews

    contacts = [one.name for body in desk.stakeholders(assessment).prefetch_related("contacts") for one in body.contacts.all()]
    rows = interviews.of_assessment(assessment).prefetch_related("respondents")
    return contacts + [one.name for row in rows for one in row.respondents.all() if one.name]


def bodies(assessment: Assessment) -> list[str]:
    """Institutions on the sampling list."""
    return [row.institution for row in desk.stakeholders(assessment)]
