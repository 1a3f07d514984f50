"""What keeps a report from being written: every fault with where it is, what it is and what to do.

Faults have weights: wrong ones stop every build, unfinished ones only what is not marked as a draft, a notice none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dayaq.core.decision import Reason
from dayaq.core.report.blocks import Adds, Block, Cite, Figure, Heading, Line, Number, Plain, Protection, Report, Table, lines, runs
from dayaq.core.words import N_

Weight = Literal["wrong", "unfinished", "notice"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query answers today: the value and its base (None: it has none)."""

    value: float | str
    base: int | None = None


Ask = Callable[[str], Asked | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: code, place (nearest heading, then block), what is wrong, what to do about it."""

    code: str
    where: str
    what: Reason
    todo: Reason
    weight: Weight = "wrong"
    link: str = ""  # url name of the page where it is put right

    def __str__(self) -> str:
        return f"{self.where}: {self.what} - {self.todo}"


class BuildFailed(Exception):
    """The report was not written; ``faults`` says why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


# code -> weight, what, what to do
WORDS: dict[str, tuple[Weight, str, str]] = {
    "unknown_query": ("wrong", N_("no data answer %(query)s"), N_("bind the number to a question that exists")),
    "wrong_number": ("wrong", N_("%(query)s is %(is)s, the text says %(says)s"), N_("take the number from the data")),
    "wrong_base": ("wrong", N_("%(query)s has the base %(is)s, the text says %(says)s"), N_("take the base from the data")),
    "no_base": ("wrong", N_("%(query)s is printed without its base %(is)s"), N_("give the base beside the number")),
    "does_not_add": ("wrong", N_("%(what)s adds to %(is)s, the total says %(says)s"), N_("correct the part or the total")),
    "unknown_source": ("wrong", N_("there is no source %(code)s"), N_("enter it among the sources")),
    "no_page": ("unfinished", N_("the citation of %(code)s names no page"), N_("name the page")),
    "not_protected": ("wrong", N_("this block did not pass the rules of small numbers"), N_("let it pass them")),
    "no_alternative": ("wrong", N_("the picture has no text alternative"), N_("say the picture in words")),
    "no_table": ("unfinished", N_("the picture has no table beside it"), N_("give the table of its numbers")),
    "not_translated": ("unfinished", N_("not translated: %(text)s"), N_("translate it")),
    "empty": ("unfinished", N_("an empty heading or caption"), N_("give it words")),
    "level": ("wrong", N_("a heading of level %(is)s follows one of level %(says)s"), N_("leave no level out")),
}


def fault(code: str, where: str, /, **params: object) -> Fault:
    """The fault of a code with its words."""
    weight, what, todo = WORDS[code]
    return Fault(code, where, Reason(code, what, params), Reason(f"{code}_todo", todo), weight)


def faults(report: Report, ask: Ask) -> list[Fault]:
    """Everything that is wrong or unfinished in a report, in reading order, each once a place."""
    found: list[Fault] = []
    heading, level = report.cover.title, 0
    for block in report.blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                found.append(fault("level", block.text.text, **{"is": block.level, "says": level}))
            heading, level = block.text.text, block.level
        found += {str(one): one for one in _of_block(block, report, ask, _place(heading, block))}.values()
    return found


def _place(heading: str, block: Block) -> str:
    caption = said(block.caption) if isinstance(block, Table | Figure) else ""
    return f"{heading}: {caption}" if caption else heading


def said(runs_: Line) -> str:
    """A line as plain text, footnotes left out."""
    return "".join(run.text if isinstance(run, Plain) else run.said for run in runs_ if isinstance(run, Plain | Number))


def _of_block(block: Block, report: Report, ask: Ask, where: str) -> Iterator[Fault]:
    for run in runs(block):
        match run:
            case Number():
                yield from _of_number(run, ask, where)
            case Cite():
                yield from _of_cite(run, report, where)
            case Plain(missing=True):
                yield fault("not_translated", where, text=run.text)
    if isinstance(block, Table):
        yield from _of_table(block, where)
    if isinstance(block, Figure):
        yield from _of_figure(block, where)
    if isinstance(block, Heading | Table | Figure) and not any(said(one).strip() for one in lines(block)):
        yield fault("empty", where)


def _of_number(number: Number, ask: Ask, where: str) -> Iterator[Fault]:
    answer = ask(number.query)
    if answer is None:
        yield fault("unknown_query", where, query=number.query)
        return
    if answer.value != number.value:
        yield fault("wrong_number", where, query=number.query, **{"is": answer.value, "says": number.value})
    if answer.base is not None and number.base is None:
        yield fault("no_base", where, query=number.query, **{"is": answer.base})
    elif answer.base != number.base:
        yield fault("wrong_base", where, query=number.query, **{"is": answer.base, "says": number.base})


def _of_cite(cite: Cite, report: Report, where: str) -> Iterator[Fault]:
    source = report.sources.get(cite.code)
    if source is None:
        yield fault("unknown_source", where, code=cite.code)
    elif source.paged and not cite.page:
        yield fault("no_page", where, code=cite.code)


def _of_table(table: Table, where: str) -> Iterator[Fault]:
    for adds in table.adds:
        yield from _of_sum(adds, where)
    if table.protection is Protection.NOT_LOOKED_AT and any(isinstance(run, Number) for run in runs(table)):
        yield fault("not_protected", where)


def _of_sum(adds: Adds, where: str) -> Iterator[Fault]:
    total = sum(part.value for part in adds.parts if isinstance(part.value, int | float))
    if total != adds.total.value:
        yield fault("does_not_add", where, what=adds.where, **{"is": total, "says": adds.total.value})


def _of_figure(figure: Figure, where: str) -> Iterator[Fault]:
    if not figure.alt.strip():
        yield fault("no_alternative", where)
    if figure.table is None:
        yield fault("no_table", where)
    else:
        yield from _of_table(figure.table, where)
    if figure.protection is Protection.NOT_LOOKED_AT:
        yield fault("not_protected", where)
