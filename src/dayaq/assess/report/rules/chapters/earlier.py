"""Beside an earlier round: item by item what changed, and whether the two may be compared at all."""

from __future__ import annotations

from collections.abc import Iterator

from dayaq.assess.framework.rules.versions import Difference, compare
from dayaq.assess.report.rules.material import Round
from dayaq.assess.report.rules.voice import Voice
from dayaq.assess.results.rules.leaving import Leaves
from dayaq.core.report import Block, Line, Number, Paragraph, Plain, Protection, Table, line
from dayaq.core.words import N_

BEST = 2  # the two most favourable answers of a scale of five


def earlier(voice: Voice, before: Round) -> Iterator[Block]:
    """One table: favourable answers of their base in both rounds, and the word whether that is a trend."""
    yield Paragraph(
        voice.line(
            N_("The earlier round is %(title)s. Different people answered; with few answers a difference says little."), title=before.title
        )
    )
    differences = [one for one in compare(before.instrument, voice.material.instrument) if (one.later or one.earlier)]
    rows = tuple(_row(voice, before, one) for one in differences if _kind(one) == "scale")
    header = tuple(voice.word(text) for text in (N_("Statement"), N_("Earlier"), N_("Now"), N_("Can it be compared?")))
    notes = (
        voice.line(N_("Printed: how many gave one of the two most favourable answers, of how many who answered.")),
        voice.line(N_("c: not printed in that round, because few answered.")),
    )
    yield Table(
        voice.line(N_("Statements of the survey in both rounds")), header, rows, notes, (3, 1, 1, 2), protection=Protection.PASSED
    )  # fmt: skip


def _kind(one: Difference) -> str:
    item = one.later or one.earlier
    return item.kind if item else ""


def _row(voice: Voice, before: Round, one: Difference) -> tuple[Line, ...]:
    item = one.later or one.earlier
    text = voice.words(item.text) if item else Plain("")
    then = _favourable(voice, before.leaves.get(one.code), "earlier")
    now = _favourable(voice, voice.material.leaves.get(one.code), "survey")
    return ((Plain(f"{one.code} "), text), then, now, voice.reason(one.reason))


def _favourable(voice: Voice, one: Leaves | None, word: str) -> Line:
    if one is None or not one.shown or one.base is None or one.hidden:
        return line("c")
    best = list(one.counts)[:BEST]
    query = f"{word} {one.code} {'+'.join(best)}"
    count = Number(query, sum(one.counts[code] or 0 for code in best), one.base, "survey")
    return voice.line(N_("%(n)s of %(base)s"), n=count, base=Number(f"{word} {one.code}", one.base, None, "survey"))
