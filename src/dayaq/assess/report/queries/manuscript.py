"""The manuscript of an assessment: whatever was typed by hand, beside the data it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings import queries as findings
from dayaq.assess.framework.rules import Instrument
from dayaq.assess.report.models import Passage
from dayaq.assess.report.rules.slips import (
    Ballots,
    Credited,
    GroupCount,
    Intro,
    Manuscript,
    Row,
    Statement,
    Typed,
    Worded,
)
from dayaq.assess.report.rules.slips.reading import brackets, sentences
from dayaq.assess.results import queries as results
from dayaq.assess.results.rules.ledger import printed
from dayaq.assess.results.rules.profile import NAMES
from dayaq.assess.results.rules.tables import ItemTable
from dayaq.assess.validation.queries import votes

TOKEN = re.compile(r"\[\[[^\[\]\n]*\]\]")  # a number bound to data: nothing to check
KNOWN_BY = frozenset({*NAMES.values(), "language"})


def manuscript(assessment: Assessment) -> Manuscript:
    """Everything that is checked, read as the acting person sees it."""
    answers = results.answered(assessment)
    passages = list(Passage.objects.filter(assessment=assessment).order_by("section", "order", "language", "id"))
    return Manuscript(
        answers.instrument,
        answers.tables,
        (*(_statement(one) for one in passages if "text" in one.body), *_of_findings(assessment)),
        tuple(_typed(one) for one in passages if one.kind == "table"),
        (*_survey_votes(answers.instrument, answers.tables), *_workshop_votes(assessment), *_typed_votes(passages)),
        tuple(_intros(answers.instrument, passages)),
        tuple(_wordings(passages)),
        (*_facts(assessment), *_typed_facts(passages)),
        (*_groups(passages), *_released(assessment)),
    )


def _place(passage: Passage) -> str:
    return f"{passage.section} no. {passage.order} ({passage.language})"


def _parts(passages: list[Passage], name: str) -> Iterator[tuple[Passage, Mapping[str, Any]]]:
    """The entries of one kind in the bodies of all passages."""
    return ((one, entry) for one in passages for entry in one.body.get(name, ()))


def _statement(passage: Passage) -> Statement:
    return Statement(_place(passage), passage.language, TOKEN.sub("", passage.body["text"]), tuple(passage.about))


def _of_findings(assessment: Assessment) -> Iterator[Statement]:
    """The sentences of findings that give counts in brackets by hand, about the items they rest on."""
    for one in findings.findings(assessment):
        about = tuple(piece.facts["item"] for piece in one.evidence if piece.kind == "survey" and piece.facts.get("item"))
        for language, text in one.text.items() if about else ():
            typed = " ".join(sentence for sentence in sentences(TOKEN.sub("", text)) if brackets(sentence))
            if typed:
                yield Statement(f"{one.code} ({language})", language, typed, about)


def _typed(passage: Passage) -> Typed:
    body = passage.body
    rows = tuple(Row(row.get("code", ""), row.get("label", ""), tuple(row.get("counts", ()))) for row in body.get("rows", ()))
    base = {code: int(number) for code, number in body.get("base", {}).items()}
    columns = tuple(body.get("columns", ()))
    return Typed(_place(passage), passage.language, body.get("title", ""), columns, rows, base, tuple(passage.about))


def _survey_votes(instrument: Instrument, tables: Mapping[str, ItemTable]) -> Iterator[Ballots]:
    """Items of which everybody chooses the same number."""
    for item in instrument.items:
        if item.kind == "top" and item.least == item.most and tables[item.code].base:
            table = tables[item.code]
            yield Ballots(f"survey {item.code}", table.base, item.most, table.counts)


def _workshop_votes(assessment: Assessment) -> Iterator[Ballots]:
    """What groups voted in workshops, when any did."""
    found = votes(assessment)
    if found.groups:
        yield Ballots("workshop", found.groups, found.choices, {row.code: row.votes for row in found.rows})


def _typed_votes(passages: list[Passage]) -> Iterator[Ballots]:
    for one, entry in _parts(passages, "ballots"):
        yield Ballots(_place(one), int(entry.get("groups", 0)), int(entry["choices"]), entry["votes"])


def _intros(instrument: Instrument, passages: list[Passage]) -> Iterator[Intro]:
    """The introduction of every section as printed: typed, else the instrument's."""
    typed: dict[str, dict[str, str]] = {}
    for one, entry in _parts(passages, "intros"):
        typed.setdefault(entry["section"], {})[one.language] = entry["text"]
    for section in instrument.sections:
        yield Intro(f"survey section {section.code}", {**section.intro, **typed.get(section.code, {})})


def _wordings(passages: list[Passage]) -> Iterator[Worded]:
    return (Worded(_place(one), one.language, entry["code"], entry["text"]) for one, entry in _parts(passages, "wordings"))


def _facts(assessment: Assessment) -> Iterator[Credited]:
    """Printed figures; a note beside one says that the contradiction was seen."""
    for one in (figure for same in findings.facts(assessment) for figure in same.figures):
        dims = {**one.dims, "unit": one.unit}
        place = f"{one.place}, p. {one.page}" if one.page else one.place
        yield Credited(place, one.metric, one.period, dims, f"{one.value.normalize():f}", one.cited or one.place, bool(one.note))


def _typed_facts(passages: list[Passage]) -> Iterator[Credited]:
    for one, entry in _parts(passages, "facts"):
        dims, noted = entry.get("dims", {}), bool(entry.get("noted"))
        yield Credited(_place(one), entry["metric"], entry["period"], dims, str(entry["value"]), entry["source"], noted)


def _groups(passages: list[Passage]) -> Iterator[GroupCount]:
    return (GroupCount(_place(one), entry["of"], entry.get("dims", {}), int(entry["value"])) for one, entry in _parts(passages, "groups"))


def _released(assessment: Assessment) -> Iterator[GroupCount]:
    """Counts of respondents that have left before, here or elsewhere; families of groups only where no finer ones left."""
    for release in printed(one.content for one in results.releases(assessment)).tables:
        finer = any(not group.startswith("*") for cell in release.table.cells for group in cell.dims.values())
        for cell in release.table.cells:
            dims = {**release.where, **cell.dims}
            coarse = finer and any(group.startswith("*") for group in cell.dims.values())
            if cell.value is not None and set(dims) <= KNOWN_BY and not coarse:
                yield GroupCount(release.name or "ledger", "respondents", dims, cell.value)
