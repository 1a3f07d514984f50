"""The chapter on limitations is written from what is recorded: each one a sentence with the numbers it rests on.

The assessors may add words; one that does not hold in their view is printed with their reason, never left out in silence.
Basis: CT-NAT 2016, chapter 1.3 (AS-19), AS-20 (not comparative), AS-21 (government input in the last review).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from dayaq.core.decision import Reason
from dayaq.core.words import N_

OLD = 5  # years after which a source may speak of another time
FEW = 30  # answers below which shares say little
BASIS = "CT-NAT 2016, 1.3"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the limits are written from; None: not recorded, and then nothing is said.

    ``remarks`` are the circumstances somebody declared: code of ``assessment.rules.CIRCUMSTANCES`` -> note.
    """

    year: int | None = None
    source_years: tuple[int, ...] = ()
    source_languages: Mapping[str, int] = field(default_factory=dict)
    source_areas: Mapping[int, int] = field(default_factory=dict)  # findings that cite, by area
    invited: int | None = None
    answered: int | None = None
    interviews: int | None = None
    persons: int | None = None
    active: int | None = None
    staff_present: int | None = None
    interpreted: int | None = None
    proposed_by_commissioner: int | None = None
    stakeholders: int | None = None
    capital: int | None = None
    regions: int | None = None
    team: int | None = None
    days: int | None = None
    comparative: bool = False
    countries: int = 1
    conflicts: int = 0
    remarks: Mapping[str, str] = field(default_factory=dict)


def generated(facts: Facts) -> list[Reason]:
    """Every limitation the facts show, in the order they are printed."""
    return [found for rule in RULES if (found := rule(facts)) is not None]


def _old_sources(facts: Facts) -> Reason | None:
    if facts.year is None or not facts.source_years:
        return _remarked("old_sources", N_("Important sources are old."))(facts)
    old = sum(facts.year - year > OLD for year in facts.source_years)
    text = N_("%(old)s of %(all)s documents are more than %(years)s years older than the assessment; the oldest is of %(oldest)s.")
    shown = {"old": old, "all": len(facts.source_years), "years": OLD, "oldest": min(facts.source_years)}
    return Reason("old_sources", text, shown, BASIS) if old else _remarked("old_sources", N_("Important sources are old."))(facts)


def _languages(facts: Facts) -> Reason | None:
    total = sum(facts.source_languages.values())
    if not total:
        return _remarked("language_gap", N_("Sources in some languages could not be read."))(facts)
    language, most = max(facts.source_languages.items(), key=lambda pair: (pair[1], pair[0]))
    if Fraction(most, total) < Fraction(3, 4):
        return _remarked("language_gap", N_("Sources in some languages could not be read."))(facts)
    text = N_("%(n)s of %(all)s documents are in one language (%(language)s); what is only written in others was not read.")
    return Reason("language_gap", text, {"n": most, "all": total, "language": language}, BASIS)


def _topics(facts: Facts) -> Reason | None:
    if not facts.source_areas:
        return _remarked("uneven_sources", N_("Sources are uneven between subjects."))(facts)
    thin = [str(area) for area in range(1, 6) if facts.source_areas.get(area, 0) * 3 < max(facts.source_areas.values())]
    text = N_("Documents tell unevenly: areas %(areas)s are cited less than a third as often as the area cited most (%(most)s times).")
    return Reason("uneven_sources", text, {"areas": ", ".join(thin), "most": max(facts.source_areas.values())}, BASIS) if thin else None


def _few_answers(facts: Facts) -> Reason | None:
    if facts.answered is None or facts.answered >= FEW:
        return None
    if facts.invited:
        text = N_("The survey has %(n)s answers of %(invited)s invited; shares of so few say little, so counts and bases are printed.")
        return Reason("few_answers", text, {"n": facts.answered, "invited": facts.invited}, BASIS)
    text = N_("The survey has %(n)s answers; shares of so few say little, so counts and bases are printed.")
    return Reason("few_answers", text, {"n": facts.answered}, BASIS)


def _passive(facts: Facts) -> Reason | None:
    if not facts.persons or facts.active is None or facts.active >= facts.persons:
        return None
    text = N_("%(active)s of %(persons)s persons in interviews took an active part; the others were present.")
    return Reason("passive_participants", text, {"active": facts.active, "persons": facts.persons}, BASIS)


def _subjective(facts: Facts) -> Reason | None:
    if not (facts.interviews or facts.answered):
        return None
    text = N_("Interviews (%(interviews)s) and survey answers (%(answers)s) are views of those asked: they show how the response is seen.")
    return Reason("subjective", text, {"interviews": facts.interviews or 0, "answers": facts.answered or 0}, BASIS)


def _convenience(facts: Facts) -> Reason | None:
    if not facts.stakeholders:
        return None
    text = N_("The %(n)s bodies asked were chosen because they could be reached, not by chance; no statement about all is made from them.")
    return Reason("convenience_sample", text, {"n": facts.stakeholders}, BASIS)


def _selection(facts: Facts) -> Reason | None:
    if facts.proposed_by_commissioner and facts.stakeholders:
        text = N_("%(n)s of %(all)s bodies were proposed by the organisation that commissioned the assessment.")
        shown = {"n": facts.proposed_by_commissioner, "all": facts.stakeholders}
        return Reason("commissioner_selected", text, shown, BASIS)
    return _remarked("commissioner_selected", N_("The organisation that commissioned the assessment chose who was asked."))(facts)


def _staff(facts: Facts) -> Reason | None:
    if facts.staff_present and facts.interviews:
        text = N_("Staff of the commissioning organisation were present in %(n)s of %(all)s interviews.")
        return Reason("commissioner_present", text, {"n": facts.staff_present, "all": facts.interviews}, BASIS)
    return _remarked("commissioner_present", N_("Staff of the commissioning organisation were present in interviews."))(facts)


def _capital(facts: Facts) -> Reason | None:
    total = (facts.capital or 0) + (facts.regions or 0)
    if not total or (facts.regions or 0) * 2 >= total:
        return _remarked("capital_only", N_("Interviews took place in the capital only."))(facts)
    text = N_("%(n)s of %(all)s bodies asked work in the capital; challenges elsewhere are seen less.")
    return Reason("capital_only", text, {"n": facts.capital or 0, "all": total}, BASIS)


def _self_selection(facts: Facts) -> Reason | None:
    if facts.invited and facts.answered is not None and facts.answered < facts.invited:
        text = N_("%(n)s of %(all)s invited did not answer; those who did may feel more strongly than those who did not.")
        return Reason("self_selection", text, {"n": facts.invited - facts.answered, "all": facts.invited}, BASIS)
    return _remarked("self_selection", N_("Those who chose to answer may feel more strongly than those who did not."))(facts)


def _time(facts: Facts) -> Reason | None:
    if facts.days is None:
        return _remarked("short_time", N_("Time was short."))(facts)
    return Reason("short_time", N_("From beginning to end the assessment took %(days)s days."), {"days": facts.days}, BASIS)


def _one_person(facts: Facts) -> Reason | None:
    if facts.team == 1:
        return Reason("one_person", N_("One person carried out the assessment; nobody else judged the same material."), {}, BASIS)
    return _remarked("one_person", N_("One person carried out the assessment; nobody else judged the same material."))(facts)


def _interpretation(facts: Facts) -> Reason | None:
    if facts.interpreted and facts.interviews:
        text = N_("%(n)s of %(all)s interviews were held through an interpreter.")
        return Reason("interpretation", text, {"n": facts.interpreted, "all": facts.interviews}, BASIS)
    return _remarked("interpretation", N_("Interviews were held through interpreters."))(facts)


def _not_comparable(facts: Facts) -> Reason | None:
    if facts.countries > 1 and not facts.comparative:
        text = N_("The %(n)s countries are not compared with each other; the tool was not tried out for that.")
        return Reason("not_comparable", text, {"n": facts.countries}, "CT-NAT 2016, 1.3; AS-20")
    return _remarked("not_comparable", N_("Results are not compared between countries."))(facts)


def _conflicts(facts: Facts) -> Reason | None:
    if not facts.conflicts:
        return None
    text = N_("Recorded dual roles or other conflicts of interest of bodies that informed the assessment: %(n)s.")
    return Reason("conflicts", text, {"n": facts.conflicts}, "CT-NAT 2016, 2.2")


def _remarked(code: str, text: str) -> Callable[[Facts], Reason | None]:
    """A limitation that is true because somebody recorded it."""

    def rule(facts: Facts) -> Reason | None:
        if code not in facts.remarks:
            return None
        return Reason(code, text, {}, BASIS)

    return rule


RULES: tuple[Callable[[Facts], Reason | None], ...] = (
    _old_sources,
    _languages,
    _topics,
    _few_answers,
    _passive,
    _subjective,
    _convenience,
    _selection,
    _staff,
    _capital,
    _self_selection,
    _time,
    _one_person,
    _interpretation,
    _remarked("superiors_present", N_("Colleagues or superiors of those asked were present in interviews.")),
    _remarked("notes_by_hand", N_("Notes were taken by hand, without a recording, by the person who asked.")),
    _remarked("political_tension", N_("Political tension may have coloured answers.")),
    _not_comparable,
    _remarked("government_input", N_("The government assessed gave input in the last review of the report.")),
    _remarked("rebuilt", N_("The records were made again from what was published.")),
    _conflicts,
)
