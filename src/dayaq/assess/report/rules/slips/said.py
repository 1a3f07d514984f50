"""Counts in running text: in brackets, in words, and missing."""

from __future__ import annotations

from collections.abc import Iterator

from dayaq.assess.report.rules.slips.manuscript import Manuscript, Slip, Statement
from dayaq.assess.report.rules.slips.reading import Claim, brackets, claims, names_a_group, sentences
from dayaq.assess.results.rules.tables import ItemTable
from dayaq.core.decision import Reason
from dayaq.core.words import N_

BRACKET = N_("Item %(code)s, %(answer)s: the text says n=%(typed)s, the answers say %(count)s.")
CELL = N_("Item %(code)s, %(answer)s: the table says %(typed)s, the answers say %(count)s.")
WORDS = N_("Item %(code)s, %(answer)s: the text says %(typed)s in words, the answers say %(count)s.")
DIFFER = N_("The words say %(typed)s, the bracket says n=%(bracket)s.")
MISSING = N_("Item %(code)s, %(answer)s: this group stands without its n, the others have theirs.")


def bracket_beside_answers(manuscript: Manuscript) -> Iterator[Slip]:
    """1: a typed count, in a bracket or in a cell of a table, is what the answers say."""
    for where, table, claim in _claims(manuscript):
        if claim.bracket is not None and _told(table, claim) and claim.bracket != table.counts[claim.answer]:
            yield Slip(1, where, _reason("bracket", BRACKET, table, claim, claim.bracket))
    yield from _cells(manuscript)


def words_beside_answers(manuscript: Manuscript) -> Iterator[Slip]:
    """2: a count in words is what the answers say; where no answers are at hand, it is what its bracket says."""
    for where, table, claim in _claims(manuscript):
        if claim.words is None:
            continue
        if _told(table, claim):
            if claim.words != table.counts[claim.answer]:
                yield Slip(2, where, _reason("words", WORDS, table, claim, claim.words))
        elif claim.bracket is not None and claim.bracket != claim.words:
            yield Slip(2, where, Reason("slip.differ", DIFFER, {"typed": claim.words, "bracket": claim.bracket}))


def group_without_number(manuscript: Manuscript) -> Iterator[Slip]:
    """10: where groups of answers stand with their n, each of them does."""
    for where, table, claim in _claims(manuscript, numbered=True):
        if claim.answer and claim.bracket is None and names_a_group(claim):
            yield Slip(10, where, _reason("missing", MISSING, table, claim, 0))


def _claims(manuscript: Manuscript, *, numbered: bool = False) -> Iterator[tuple[str, ItemTable, Claim]]:
    """Every claim of every sentence about items, with the item it is about."""
    for statement in manuscript.statements:
        tables = [manuscript.tables[code] for code in statement.about if code in manuscript.tables]
        for sentence in sentences(statement.text) if tables else ():
            if brackets(sentence) or not numbered:
                table, found = _best(statement, sentence, tables)
                yield from ((statement.where, table, claim) for claim in found)


def _best(statement: Statement, sentence: str, tables: list[ItemTable]) -> tuple[ItemTable, list[Claim]]:
    """The item a sentence is about: named in it, or of all in question the one whose answers it fits best."""
    named = [table for table in tables if table.code in sentence] or tables
    read = [(table, list(claims(sentence, statement.language, table.labels))) for table in named]
    return min(read, key=lambda one: (_wrong(*one), -sum(bool(claim.answer) for claim in one[1])))


def _wrong(table: ItemTable, found: list[Claim]) -> int:
    """How many numbers of a sentence are not the item's; a sentence that names no answer of it fits worst."""
    if not any(claim.answer for claim in found):
        return 1000
    told = [claim for claim in found if _told(table, claim)]
    return sum(value not in {None, table.counts[claim.answer]} for claim in told for value in (claim.words, claim.bracket))


def _told(table: ItemTable, claim: Claim) -> bool:
    """Whether the answers say how many the claim speaks of."""
    return bool(table.base) and claim.answer in table.counts


def _cells(manuscript: Manuscript) -> Iterator[Slip]:
    for typed in manuscript.typed:
        codes = [row.code for row in typed.rows]
        for row in typed.rows:
            table = manuscript.tables.get(row.code)
            if table is not None and table.base and codes.count(row.code) == 1:
                for answer, count in zip(typed.columns, row.counts, strict=False):
                    if answer in table.counts and (count or 0) != table.counts[answer]:
                        yield Slip(1, typed.where, _reason("cell", CELL, table, Claim("", answer, None, count), count or 0))
        yield from _votes(manuscript, typed.where, typed.about, typed.columns, [(row.code, row.counts) for row in typed.rows])


def _votes(
    manuscript: Manuscript, where: str, about: tuple[str, ...], columns: tuple[str, ...], rows: list[tuple[str, tuple[int | None, ...]]]
) -> Iterator[Slip]:
    """The cells of a table of one item: answers down the side, the survey's votes in one column."""
    table = manuscript.tables.get(about[0]) if len(about) == 1 else None
    if table is None or "survey" not in columns or not table.base:
        return
    place = columns.index("survey")
    for code, counts in rows:
        count = (counts[place] if place < len(counts) else 0) or 0
        if code in table.counts and count != table.counts[code]:
            yield Slip(1, where, _reason("cell", CELL, table, Claim("", code, None, count), count))


def _reason(kind: str, message: str, table: ItemTable, claim: Claim, typed: int) -> Reason:
    words = {"code": table.code, "answer": claim.answer, "typed": typed, "count": table.counts.get(claim.answer, 0)}
    return Reason(f"slip.{kind}", message, words)
