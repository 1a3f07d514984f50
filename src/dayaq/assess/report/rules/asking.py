"""What a number in the report is checked against: every query is answered from the data, not from the page.

Queries: ``survey ITEM`` (base), ``survey ITEM CHOICE[+CHOICE]``, ``first ITEM CHOICE``, ``score ITEM CHOICE``,
``respondents``, ``themes CODE``, ``interviews WORD [KIND]``, ``asked WORD``, ``workshop LETTER``, ``limit CODE NAME``,
``fact ID``, ``figure MEASURE PERIOD [DIMS]``,
``sources``, ``earlier ITEM [CHOICE]``, ``matrix AREA STATE``. What may not leave has no answer here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dayaq.assess.findings.rules.evidence import worded
from dayaq.assess.findings.rules.tokens import Token, read
from dayaq.assess.report.rules.material import Material
from dayaq.assess.results.rules.leaving import THRESHOLD, Leaves
from dayaq.assess.results.rules.tables import exclusive
from dayaq.core.decision import Reason
from dayaq.core.report import Asked

Finder = Callable[[Material, list[str]], Asked | None]


def asker(material: Material) -> Callable[[str], Asked | None]:
    """The function that answers queries over one material."""

    def ask(query: str) -> Asked | None:
        word, *rest = query.split(" ")
        return FINDERS[word](material, rest) if word in FINDERS else None

    return ask


def _survey(material: Material, rest: list[str]) -> Asked | None:
    token = read(" ".join(["survey", *rest]), "")
    return of_survey(material, token) if isinstance(token, Token) else None


def of_survey(material: Material, token: Token) -> Asked | None:
    """A token of the survey as it may leave, with the exact table's number; None when withheld or unknown."""
    leaves, table = material.leaves.get(token.code), material.tables.get(token.code)
    if leaves is None or table is None or not leaves.shown or (len(token.choices) > 1 and not exclusive(table.kind)):
        return None  # people who chose two of the answers would be counted twice
    if not token.choices:
        return Asked(table.base) if leaves.base is not None else None
    if any(leaves.counts.get(choice) is None for choice in token.choices):
        return None
    base = None if leaves.base is None else table.base  # the base of people by what they are may itself be hidden
    return Asked(sum(table.counts[choice] for choice in token.choices), base)


def _places(name: str) -> Finder:
    def find(material: Material, rest: list[str]) -> Asked | None:
        table = material.tables.get(rest[0])
        shown = material.leaves.get(rest[0])
        if table is None or shown is None or not shown.shown:
            return None
        numbers: Mapping[str, int] = getattr(table, name)
        return Asked(numbers[rest[1]], table.base) if rest[1] in numbers else None

    return find


def _respondents(material: Material, _rest: list[str]) -> Asked | None:
    return next((Asked(table.respondents) for table in material.tables.values()), Asked(0))


def _themes(material: Material, rest: list[str]) -> Asked | None:
    theme = material.theme(rest[0])
    return Asked(theme.n, theme.base) if theme and theme_leaves(theme.n, theme.base) else None


def theme_leaves(n: int, base: int) -> bool:
    """Whether a count of interviews may be printed: of at least five, and not of every one of them.

    Basis: the same threshold as for opinions of the survey (results.rules.leaving).
    """
    return base >= THRESHOLD and n < base


def _interviews(material: Material, rest: list[str]) -> Asked | None:
    found = material.interviews
    if rest[0] == "agency":
        return Asked(found.by_agency.get(rest[1], 0), found.interviews)
    if rest[0] in {"women", "men", "unsaid"}:
        return Asked(getattr(found, rest[0]), found.persons) if sexes_leave(found.women, found.men, found.unsaid) else None
    return Asked(getattr(found, rest[0])) if rest[0] in {"interviews", "persons", "active", "written"} else None


def sexes_leave(*groups: int) -> bool:
    """Whether persons in interviews may be printed by sex: no group of one to four.

    Basis: threshold of the country's reports; a sum of two numbers gives the third.
    """
    return all(not 0 < group < THRESHOLD for group in groups)


def _asked(material: Material, rest: list[str]) -> Asked | None:
    return Asked(getattr(material.asking, rest[0])) if rest[0] in {"invited", "answered", "opened"} else None


def _workshop(material: Material, rest: list[str]) -> Asked | None:
    return Asked(material.workshop.get(rest[0], 0)) if material.workshop else None


def _limit(material: Material, rest: list[str]) -> Asked | None:
    found = next((one for one in material.limitations if one.code == rest[0]), None)
    value = found.reason.params.get(rest[1]) if found else None
    return Asked(value) if isinstance(value, int | float) else None


def _fact(material: Material, rest: list[str]) -> Asked | None:
    figures = (figure for group in material.facts for figure in group.figures)
    return next((Asked(float(figure.value)) for figure in figures if figure.id == rest[0]), None)


def _figure(material: Material, rest: list[str]) -> Asked | None:
    token = read(" ".join(["figure", *rest]), "")
    if not isinstance(token, Token):
        return None
    wanted = (token.code, token.period, dict(token.dims))
    for facts in reversed(material.figures):
        if (facts.get("measure"), facts.get("period"), facts.get("dims") or {}) == wanted:
            shown = worded(facts)
            return None if isinstance(shown, Reason) else Asked(str(shown))
    return None


def _sources(material: Material, _rest: list[str]) -> Asked | None:
    return Asked(len(material.sources))


def _earlier(material: Material, rest: list[str]) -> Asked | None:
    leaves: Leaves | None = material.earlier.leaves.get(rest[0]) if material.earlier else None
    if leaves is None or not leaves.shown or leaves.base is None:
        return None
    if len(rest) == 1:
        return Asked(leaves.base)
    counts = [leaves.counts.get(choice) for choice in rest[1].split("+")]
    return None if None in counts else Asked(sum(count or 0 for count in counts), leaves.base)


def _matrix(material: Material, rest: list[str]) -> Asked | None:
    wanted = [cell for (code, _level), cell in material.cells.items() if code.startswith(f"{rest[0]}.") and cell.state == rest[1]]
    return Asked(len(wanted))


FINDERS: dict[str, Finder] = {
    "survey": _survey,
    "first": _places("first"),
    "score": _places("score"),
    "respondents": _respondents,
    "themes": _themes,
    "interviews": _interviews,
    "asked": _asked,
    "workshop": _workshop,
    "limit": _limit,
    "fact": _fact,
    "figure": _figure,
    "sources": _sources,
    "earlier": _earlier,
    "matrix": _matrix,
}
