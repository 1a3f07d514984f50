"""Answers of the survey as pictures with their tables; what may not leave is said in words, never drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dayaq.assess.framework.rules.instrument import Block as Statements
from dayaq.assess.report.rules.voice import Voice
from dayaq.assess.results.rules.leaving import Leaves
from dayaq.core.chart import BarChart, DotChart, DotRow, Drawing, LikertChart, LikertRow, Series
from dayaq.core.report import Adds, Block, Figure, Line, Number, Paragraph, Plain, Protection, Table, line
from dayaq.core.words import N_

BASE_NOTE = N_("n: how many gave an answer. Those who do not know, work in another field or did not answer are not counted in it.")
HIDDEN = N_("c: a small number that is not shown.")
NOBODY = N_("–: nobody answered, or no answer is known.")
WITHHELD = N_("withheld")
N = "n"


def statements(voice: Voice, block: Statements) -> Iterator[Block]:
    """One block of statements on one scale: diverging bars and the table of counts."""
    items = [one for one in voice.material.leaves.values() if one.block == block.code]
    if items:
        answers = [voice.words(choice.label) for choice in voice.material.instrument.scales[block.scale].choices]
        chart = LikertChart(
            [answer.text for answer in answers],
            [_bar(voice, one) for one in items if not nobody(one)],
            voice.word(WITHHELD).text,
        )
        caption = (Plain(f"{block.code}. "), voice.words(block.text))
        if all(map(nobody, items)):
            yield Paragraph((*caption, Plain(" "), *voice.line(NOBODY)), "small")
            return
        if not any(one.shown for one in items):
            yield counts(voice, items, caption)
            return
        yield Figure(caption, Drawing(chart), chart.spoken, counts(voice, items, caption), protection=Protection.PASSED)


def nobody(one: Leaves) -> bool:
    """Whether there was no answer at all: nothing is kept back then."""
    return any(reason.code == "results.nobody" for reason in one.withheld)


def _bar(voice: Voice, one: Leaves) -> LikertRow:
    text = f"{one.code} {voice.words(one.text).text}"
    shown = [count for count in one.counts.values() if count is not None]
    return LikertRow(text, shown if one.shown and len(shown) == len(one.counts) else None, one.base or 0)


def counts(voice: Voice, items: Sequence[Leaves], caption: Line) -> Table:
    """Statements down, answers across, the base last; a row adds to its base."""
    labels = items[0].labels
    rows = tuple(_counted(voice, one) for one in items)
    withheld = {str(reason): voice.reason(reason) for one in items if not nobody(one) for reason in one.withheld}
    empty = (voice.line(NOBODY),) if any(map(nobody, items)) else ()
    notes = (voice.line(BASE_NOTE), *empty, *(voice.line("c: %(why)s", why=reason) for reason in withheld.values()))
    return Table(
        caption,
        (voice.word(N_("Statement")), *(voice.words(label) for label in labels.values()), Plain(N)),
        rows,
        notes,
        (2.6, *[1.5] * len(labels), 0.5),
        (False, *[True] * (len(labels) + 1)),
        tuple(adds(one) for one in items if one.shown and one.base is not None and not one.hidden),
        Protection.PASSED,
    )


def _counted(voice: Voice, one: Leaves) -> tuple[Line, ...]:
    text: Line = (Plain(f"{one.code} "), voice.words(one.text))
    if not one.shown:
        return (text, *[line("–" if nobody(one) else "c")] * (len(one.counts) + 1))
    return (text, *(cell(one, code) for code in one.counts), (base(one),))


def cell(one: Leaves, code: str) -> Line:
    """How many chose it, or the sign of a hidden number."""
    count = one.counts[code]
    return line("c") if count is None else (number(one, code),)


def number(one: Leaves, code: str) -> Number:
    """How many chose it, bound."""
    return Number(f"survey {one.code} {code}", one.counts[code] or 0, one.base, "survey")


def base(one: Leaves) -> Number:
    """How many answered, bound."""
    return Number(f"survey {one.code}", one.base or 0, None, "survey")


def adds(one: Leaves) -> Adds:
    """The answers of an item on a scale add to its base."""
    return Adds(one.code, tuple(number(one, code) for code in one.counts), base(one))


def choices(voice: Voice, one: Leaves) -> Iterator[Block]:
    """An item with choices: bars, and a table with counts and shares of the base."""
    caption: Line = (Plain(f"{one.code}. "), voice.words(one.text))
    if nobody(one):
        return
    if not one.shown:
        yield _withheld(voice, one, caption)
        return
    table = _of_choices(voice, one, caption)
    labels = [voice.words(one.labels[code]).text for code in one.counts]
    hidden = [count is None for count in one.counts.values()]
    chart = BarChart(labels, [Series("", [None if count is None else float(count) for count in one.counts.values()], hidden)])
    yield Figure(
        caption, Drawing(chart), f"{chart.spoken} (n = {'c' if one.base is None else one.base})", table, protection=Protection.PASSED
    )


def _withheld(voice: Voice, one: Leaves, caption: Line) -> Table:
    rows = tuple(((voice.words(one.labels[code]),), line("c")) for code in one.counts)
    header = (voice.word(N_("Answer")), voice.word(N_("Number")))
    notes = tuple(voice.line("c: %(why)s", why=voice.reason(reason)) for reason in one.withheld)
    return Table(caption, header, rows, notes, (4, 1), (False, True), protection=Protection.PASSED)


def _of_choices(voice: Voice, one: Leaves, caption: Line) -> Table:
    rows = [((voice.words(one.labels[code]),), cell(one, code), _percent(one, code)) for code in one.counts]
    if one.base is not None:
        rows.append(((voice.word(N_("Answered (n)")),), (base(one),), line("")))
    notes = [voice.line(BASE_NOTE)]
    if one.hidden:
        notes.append(voice.line(HIDDEN))
    if one.kind == "rank":
        notes.append(voice.line(N_("Counted: who put it first.")))
    if one.kind in {"many", "top"}:
        notes.append(voice.line(N_("Several answers a person: the numbers add to more than n.")))
    full = one.kind in {"one", "scale"} and not one.hidden and one.base is not None
    header = (voice.word(N_("Answer")), voice.word(N_("Number")), voice.word(N_("Per cent of n")))
    sums = (adds(one),) if full else ()
    return Table(caption, header, tuple(rows), tuple(notes), (4, 1, 1), (False, True, True), sums, Protection.PASSED)


def _percent(one: Leaves, code: str) -> Line:
    count, share = one.counts[code], one.percent.get(code)
    if count is None or share is None:
        return line("c" if count is None else "")
    return (Number(f"survey {one.code} {code}", count, one.base, "survey", f"{share}"),)


def priorities(voice: Voice) -> Iterator[Block]:
    """What should come first: votes of the survey and of the workshop's groups, one dot a vote (AS-90, AS-91)."""
    one = voice.material.leaves.get("8.1")
    workshop = voice.material.workshop
    if one is None or not (one.shown or workshop):
        return
    caption = voice.line(N_("Priorities: votes of the survey and of the groups in the workshop"))
    rows = [
        DotRow(f"{code}  {voice.words(label).text}", (one.counts.get(code) if one.shown else None, workshop.get(code, 0)))
        for code, label in one.labels.items()
    ]
    rounds = [voice.word(N_("Survey")).text, voice.word(N_("Workshop")).text]
    chart = DotChart(rounds, rows if workshop else [DotRow(row.label, row.votes[:1]) for row in rows])
    chart = chart if workshop else DotChart(rounds[:1], chart.rows)
    yield Figure(caption, Drawing(chart), chart.spoken, _votes(voice, one, caption), protection=Protection.PASSED)


def _votes(voice: Voice, one: Leaves, caption: Line) -> Table:
    ranked = bool(one.first) and one.shown
    header = [voice.word(N_("Priority")), voice.word(N_("Survey"))]
    if ranked:
        header += [voice.word(N_("First choice")), voice.word(N_("Points (3, 2, 1)"))]
    if voice.material.workshop:
        header.append(voice.word(N_("Workshop")))
    rows = tuple(_voted(voice, one, code, ranked=ranked) for code in one.labels)
    notes = [voice.line(N_("Survey: each person chose three (n = %(base)s)."), base=base(one))] if one.shown else []
    notes += [voice.line("c: %(why)s", why=voice.reason(reason)) for reason in one.withheld]
    if ranked:
        notes.append(voice.line(N_("Points are a reading aid: three for a first choice, two for a second, one for a third.")))
    numeric = (False, *[True] * (len(header) - 1))
    return Table(caption, tuple(header), rows, tuple(notes), (4, *[1.0] * (len(header) - 1)), numeric, protection=Protection.PASSED)


def _voted(voice: Voice, one: Leaves, code: str, *, ranked: bool) -> tuple[Line, ...]:
    cells: list[Line] = [(Plain(f"{code}  "), voice.words(one.labels[code])), cell(one, code) if one.shown else line("c")]
    if ranked:
        cells += [(Number(f"{name} {one.code} {code}", values.get(code, 0), one.base, "survey"),) for name, values in _places(one)]
    if voice.material.workshop:
        cells.append((Number(f"workshop {code}", voice.material.workshop.get(code, 0), None, "workshop"),))
    return tuple(cells)


def _places(one: Leaves) -> list[tuple[str, dict[str, int]]]:
    return [("first", dict(one.first)), ("score", dict(one.score))]
