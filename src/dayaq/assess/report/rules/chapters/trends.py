"""What is said about the situation: the survey's second section, printed figures side by side, treaties (AS-85, AS-86)."""

from __future__ import annotations

from collections.abc import Iterator

from dayaq.assess.assessment.rules.citing import read
from dayaq.assess.assessment.rules.planning import RATIFIED
from dayaq.assess.findings.rules.facts import Competing, Stated, plain
from dayaq.assess.report.rules.chapters.answers import choices
from dayaq.assess.report.rules.voice import Voice, cite
from dayaq.core.report import Block, Cite, Heading, Line, Number, Paragraph, Plain, Protection, Table, line
from dayaq.core.words import N_

SITUATION = "2"  # the section of the survey about the situation


def trends(voice: Voice) -> Iterator[Block]:
    """Answers about the situation, then figures that were printed elsewhere."""
    material = voice.material
    section = next((one for one in material.instrument.sections if one.code == SITUATION), None)
    for item in section.items if section else ():
        leaves = material.leaves.get(item.code)
        if leaves is not None and leaves.kind != "text":
            yield from choices(voice, leaves)
    if material.facts:
        yield Heading(3, voice.word(N_("Figures printed by others")))
        yield _facts(voice)
        yield from (Paragraph(voice.reason(reason)) for group in material.facts if (reason := group.same_source or group.differ))


def _facts(voice: Voice) -> Table:
    rows = tuple(_fact(voice, one) for group in _in_order(voice) for one in group.figures)
    header = tuple(voice.word(text) for text in (N_("What"), N_("When"), N_("Number"), N_("Printed in"), N_("Said to come from")))
    note = voice.line(N_("Figures that contradict one another are printed beside one another; none was chosen."))
    return Table(
        voice.line(N_("Figures printed by others, with the place")), header, rows, (note,), (2.4, 0.9, 0.9, 1.3, 1.8),
        (False, False, True, False, False), protection=Protection.NOT_PEOPLE,
    )  # fmt: skip


def _in_order(voice: Voice) -> list[Competing]:
    return sorted(voice.material.facts, key=lambda group: (group.figures[0].metric, group.figures[0].period))


def _fact(voice: Voice, one: Stated) -> tuple[Line, ...]:
    about = voice.words(one.about) if one.about else Plain(one.metric)
    dims = f" ({', '.join(str(value) for value in one.dims.values())})" if one.dims else ""
    value = Number(f"fact {one.id}", float(one.value), None, "printed", plain(one.value))
    place = Cite(one.place, one.page) if one.place in voice.material.sources else Plain(f"{one.place} {one.page}".strip())
    return ((about, Plain(dims)), line(one.period), (value,), (place,), line(one.cited))


def legal(voice: Voice) -> Iterator[Block]:
    """The ratification table."""
    if not voice.material.treaties:
        return
    rows = []
    for one in voice.material.treaties:
        found = read(one.citation) if one.citation else None
        source: Line = (cite(found),) if found else line(one.citation)
        state = voice.word(RATIFIED.get(one.state, one.state))
        rows.append((line(one.title), line(one.country), (state,), line(str(one.year or "")), source))
    header = tuple(voice.word(text) for text in (N_("Treaty"), N_("Country"), N_("State"), N_("Year"), N_("Source")))
    yield Table(voice.line(N_("Treaties")), header, tuple(rows), (), (4, 0.8, 1.2, 0.7, 1.2), protection=Protection.NOT_PEOPLE)
