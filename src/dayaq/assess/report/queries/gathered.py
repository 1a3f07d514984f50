"""Everything a report is composed of, read from the areas under the wall round the assessment."""

from __future__ import annotations

from datetime import date

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings import queries as findings
from dayaq.assess.framework.rules.loading import areas, criteria, framework, guide
from dayaq.assess.interviews import queries as interviews
from dayaq.assess.report.queries.passages import passages
from dayaq.assess.report.rules.material import About, Asking, Cell, Material, Round, Treaty, Typed
from dayaq.assess.results import queries as results
from dayaq.assess.results.rules.whole import leave
from dayaq.assess.survey import queries as survey
from dayaq.assess.validation import queries as validation
from dayaq.core.report import Source
from dayaq.core.report.manifest import checksum


def material(assessment: Assessment, *, as_of: date) -> Material:
    """One assessment as it stands."""
    answers = results.answered(assessment)
    leaves = dict(leave(answers).items)
    data = findings.Data(assessment)
    return Material(
        about=about(assessment, as_of),
        instrument=answers.instrument,
        guide=guide(),
        criteria=criteria(),
        areas=areas(),
        leaves=leaves,
        tables=answers.tables,
        cells=cells(assessment, data),
        findings=findings.findings(assessment, data=data),
        recommendations=findings.recommendations(assessment),
        limitations=findings.limitations(assessment),
        facts=findings.facts(assessment),
        treaties=[Treaty(one.title, one.country, one.state, one.year, one.citation) for one in desk.treaties(assessment)],
        sources=sources(assessment),
        interviews=interviews.facts(assessment),
        institutions=[(one.institution, one.agency) for one in interviews.of_assessment(assessment).exclude(institution="")],
        themes=interviews.themes(assessment),
        figures=data.figures,
        asking=asking(assessment),
        workshop={row.code: row.votes for row in validation.votes(assessment).rows},
        passages=typed(assessment),
        earlier=earlier(assessment),
        checksums=checksums(assessment, answers.instrument, leaves),
    )


def about(assessment: Assessment, as_of: date) -> About:
    """The assessment itself."""
    return About(
        assessment.code,
        assessment.title,
        as_of,
        tuple(assessment.countries),
        assessment.starts,
        assessment.ends,
        assessment.commissioner.name,
        tuple(assessment.purposes),
        assessment.rebuilt,
    )


def cells(assessment: Assessment, data: findings.Data) -> dict[tuple[str, str], Cell]:
    """The cells somebody judged."""
    found = findings.matrix(assessment, data=data)
    return {(cell.criterion, cell.level): cell for cell in found.cells if cell.number}


def sources(assessment: Assessment) -> dict[str, Source]:
    """The bibliography; a source of one page, or a web page without pages, needs no page in a citation."""
    found = {}
    for one in desk.bibliography(assessment):
        author = f"{one.author}. " if one.author else ""
        issued = f", {one.issued[:4]}" if one.issued else ""
        paged = one.pages is not None and one.pages > 1
        found[one.code] = Source(one.code, f"{author}{one.title}{issued}.", one.link, paged)
    return found


def asking(assessment: Assessment) -> Asking:
    """How many were invited and answered."""
    found = survey.returns(assessment)
    return Asking(found.invited, found.answered, found.opened)


def typed(assessment: Assessment) -> list[Typed]:
    """The passages as values."""
    return [Typed(one.section, one.language, one.kind, tuple(one.about), one.body) for one in passages(assessment)]


def earlier(assessment: Assessment) -> Round | None:
    """The earlier round as it may leave, when there is one and the acting person sees it."""
    before = assessment.earlier_id and desk.Assessment.objects.select_related("commissioner").filter(id=assessment.earlier_id).first()
    if not before:
        return None
    answers = results.answered(before)
    return Round(before.title, answers.instrument, dict(leave(answers).items))


def checksums(assessment: Assessment, instrument: object, leaves: object) -> dict[str, str]:
    """What went in, by name, for the manifest and the catalogue record."""
    return {
        "instrument": checksum(repr(instrument)),
        "criteria": checksum(repr(framework())),
        "guide": checksum(repr(guide())),
        "answers as they leave": checksum(repr(leaves)),
        "passages": checksum([one.body for one in passages(assessment)]),
    }
