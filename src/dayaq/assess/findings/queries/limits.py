"""The limitations of an assessment, written from its records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.assessment.rules import citations
from dayaq.assess.findings.models import Conflict, Finding, Limit
from dayaq.assess.findings.rules.limitations import Facts, generated
from dayaq.assess.framework.rules.instrument import Words
from dayaq.core.decision import Reason


@dataclass(frozen=True, slots=True)
class LimitationView:
    """One limitation: the generated sentence, the note of whoever declared it, words added, or why it does not hold."""

    code: str
    reason: Reason
    note: str
    words: Words
    dropped_because: Words
    version: int  # 0: nobody said anything about it

    @property
    def dropped(self) -> bool:
        """Whether the assessors say that it does not hold here; their reason is printed with it."""
        return bool(self.dropped_because)


def limitations(assessment: Assessment) -> list[LimitationView]:
    """Every limitation the records show, with what the assessors say about it."""
    said = {row.code: row for row in Limit.objects.filter(assessment_id=assessment.id)}
    notes = desk.circumstances(assessment)
    return [view(reason, notes.get(reason.code, ""), said.get(reason.code)) for reason in generated(recorded(assessment))]


def view(reason: Reason, note: str, row: Limit | None) -> LimitationView:
    """One generated limitation with what was said about it."""
    if row is None:
        return LimitationView(reason.code, reason, note, {}, {}, 0)
    return LimitationView(reason.code, reason, note, row.words, row.dropped_because, row.version)


def recorded(assessment: Assessment) -> Facts:
    """What the records of this assessment show; interviews and survey are asked only where they are installed."""
    from dayaq.assess.interviews import queries as interviews
    from dayaq.assess.survey import queries as survey

    talks, returns, sample = interviews.facts(assessment), survey.returns(assessment), desk.sample(assessment)
    kept = desk.bibliography(assessment)
    everybody = sample.total()
    last_day = assessment.ends or assessment.starts
    return Facts(
        year=last_day.year if last_day else None,
        source_years=tuple(int(one.issued[:4]) for one in kept if one.issued[:4].isdigit()),
        source_languages=dict(Counter(one.language for one in kept if one.language)),
        source_areas=cited_areas(assessment),
        invited=returns.invited,
        answered=returns.opened,
        interviews=talks.interviews,
        persons=talks.persons,
        active=talks.active if talks.active_known == talks.interviews else None,
        staff_present=talks.staff_present,
        interpreted=talks.interpreted,
        proposed_by_commissioner=proposed(assessment),
        stakeholders=everybody.listed,
        capital=sample.total(place="capital").listed,
        regions=sample.total(place="region").listed,
        team=sum(member.role in ("lead", "assessor") for member in desk.team(assessment)),
        days=(assessment.ends - assessment.starts).days + 1 if assessment.starts and assessment.ends else None,
        comparative=assessment.comparative,
        countries=len(assessment.countries),
        conflicts=Conflict.objects.filter(assessment_id=assessment.id).count() + desk.dual_roles(assessment),
        remarks=desk.circumstances(assessment),
    )


def cited_areas(assessment: Assessment) -> dict[int, int]:
    """How often findings of each area cite a document."""
    series = {code.split(" ")[0] for code in desk.known(assessment)}
    found: Counter[int] = Counter()
    for area, text in Finding.objects.filter(assessment_id=assessment.id).values_list("area", "text"):
        found[area] += max((len(citations(words, series)) for words in text.values()), default=0)
    return {area: n for area, n in found.items() if n}


def proposed(assessment: Assessment) -> int:
    """How many bodies the commissioning organisation proposed: recognised by its code or name."""
    names = {assessment.commissioner.code.casefold(), *(str(name).casefold() for name in names_of(assessment.commissioner))}
    return sum(row.proposed_by.strip().casefold() in names for row in desk.stakeholders(assessment) if row.proposed_by)


def names_of(organisation: object) -> list[str]:
    """The names an organisation goes by."""
    name = getattr(organisation, "name", "")
    return [str(one) for one in (name.values() if isinstance(name, dict) else [name]) if one]
