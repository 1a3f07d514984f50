"""Chapter 2: findings in five areas with charts, both sides' words and the matrix at the end of each; then the trends."""

from __future__ import annotations

from collections.abc import Iterator

from dayaq.assess.findings.rules.evidence import KINDS, Piece
from dayaq.assess.findings.rules.judging import WORDS as STATES
from dayaq.assess.findings.rules.judging import State
from dayaq.assess.findings.rules.tokens import Token
from dayaq.assess.findings.rules.writing import ACCEPTED, STAGES, STANCES
from dayaq.assess.framework.rules.criteria import LEVELS
from dayaq.assess.report.rules.asking import theme_leaves
from dayaq.assess.report.rules.chapters.answers import statements
from dayaq.assess.report.rules.chapters.introduction import numbered
from dayaq.assess.report.rules.chapters.passages import passages
from dayaq.assess.report.rules.chapters.trends import legal, trends
from dayaq.assess.report.rules.material import Found, Reply
from dayaq.assess.report.rules.voice import Voice
from dayaq.core.chart import Drawing, MatrixChart, MatrixRow
from dayaq.core.report import Block, BulletList, Cite, Figure, Heading, Line, Number, Paragraph, Plain, Protection, Table, line
from dayaq.core.words import N_

PROSECUTION = 3  # the area in which treaties and laws are listed
JUDGED = N_("%(code)s %(level)s, %(state)s: ")


def findings(voice: Voice) -> Iterator[Block]:
    """The whole chapter."""
    yield Heading(1, Plain(f"2 {voice.word(N_('Findings')).text}"))
    for number, title in voice.material.areas.items():
        said = voice.words(title)
        yield Heading(2, Plain(f"2.{number} {said.text}", missing=said.missing))
        yield from passages(voice, f"2.{number}")
        for one in voice.material.findings:
            if one.area == number:
                yield from finding(voice, one)
        if number == PROSECUTION:
            yield from legal(voice)
        yield from charts(voice, number)
        yield from themes(voice, number)
        yield from matrix(voice, number)
    yield numbered(voice, 2, "2.6", N_("Situation and trends"))
    yield from passages(voice, "2.6")
    yield from themes(voice, 0)
    yield from trends(voice)


def finding(voice: Voice, one: Found) -> Iterator[Block]:
    """Title, text, evidence, what bodies replied and what the assessors answered (AS-80, AS-83, AS-88)."""
    title = voice.words(one.title)
    yield Heading(3, Plain(f"{one.code} {title.text}", missing=title.missing))
    yield from voice.text(one.text)
    proved = evidence(voice, one)
    if proved:
        yield Paragraph((voice.word(N_("Evidence: "), bold=True), *proved), "small")
    for reply in one.positions:
        yield from position(voice, reply)
    for institution, words in one.conflicts:
        text = N_("%(institution)s informs this finding and has a second role: %(words)s")
        yield Paragraph(voice.line(text, institution=institution, words=words), "small")


def evidence(voice: Voice, one: Found) -> Line:
    """Every piece with its kind, numbers bound."""
    found: list[Line] = [piece(voice, part) for part in one.evidence]
    return tuple(run for n, said in enumerate(found) for run in ((Plain("; "),) if n else ()) + said)


def piece(voice: Voice, one: Piece) -> Line:
    """One piece of evidence in words."""
    kind = (voice.word(KINDS[one.kind]),)
    facts = one.facts
    said = (Plain(": "), voice.words(one.words)) if one.words else ()
    match one.kind:
        case "survey":
            numbers = tuple(voice.token(Token("survey", str(facts["item"]), tuple(facts.get("choices") or ()))))
            return (*kind, Plain(f" {facts['item']} ("), *(numbers if facts.get("choices") else (*line("n = "), *numbers)), Plain(")"))
        case "interviews":
            return (*kind, Plain(" "), *_theme(voice, str(facts["theme"])))
        case "document":
            return (*kind, Plain(" "), Cite(str(facts["source"]), str(facts["page"])), *said)
        case "figure":
            return (*kind, Plain(" "), *(voice.reason(one.live) if one.live else ()))
        case _:
            where = ", ".join(str(facts[key]) for key in ("body", "who", "where", "on") if facts.get(key))
            return (*kind, Plain(f" ({where})"), *said)


def _theme(voice: Voice, code: str) -> Line:
    theme = voice.material.theme(code)
    label = (voice.words(theme.label),) if theme else line(code)
    return (*label, Plain(" ("), *voice.token(Token("themes", code)), Plain(")"))


def position(voice: Voice, one: Reply) -> Iterator[Block]:
    """A body's words and the assessors' answer, both in the open."""
    about = f"{one.institution} ({voice.word(STAGES[one.stage]).text}, {voice.word(STANCES[one.stance]).text}): "
    yield Paragraph((Plain(about, bold=True), voice.words(one.text)), "quote")
    if one.answer:
        who = voice.word(N_("The assessors")).text
        accepted = f"{who} ({voice.word(ACCEPTED[one.accepted]).text}): " if one.accepted else ""
        yield Paragraph((Plain(accepted, bold=True), voice.words(one.answer)), "quote")


def charts(voice: Voice, area: int) -> Iterator[Block]:
    """The survey's blocks about the area."""
    for section in voice.material.instrument.sections:
        if section.area == str(area):
            for block in section.blocks:
                yield from statements(voice, block)


def themes(voice: Voice, area: int) -> Iterator[Block]:
    """How many interviews spoke of what, of those asked (AS-81); area 0: what is about no criterion."""
    wanted = f"{area}." if area else ""
    found = [one for one in voice.material.themes if one.base and one.code[:2] == wanted]
    if not found:
        return
    rows = []
    for one in found:
        numbers: tuple[Line, Line] = (line("c"), line("c"))
        if theme_leaves(one.n, one.base):
            numbers = ((Number(f"themes {one.code or one.guid}", one.n, one.base, "interviews"),), (Plain(str(one.base)),))
        rows.append(((Plain(f"{one.code} "), voice.words(one.label)), *numbers))
    note = N_("c: fewer than five interviews were asked, or all of them spoke of it: the number would tell who said what.")
    hidden = any(not theme_leaves(one.n, one.base) for one in found)
    header = (voice.word(N_("Theme")), voice.word(N_("Interviews that speak of it")), voice.word(N_("Interviews asked")))
    caption = voice.line(N_("Themes of the interviews"))
    notes = (voice.line(note),) if hidden else ()
    yield Table(caption, header, tuple(rows), notes, (4, 1, 1), (False, True, True), protection=Protection.PASSED)


def matrix(voice: Voice, area: int) -> Iterator[Block]:
    """The criteria of the area as a picture and as a table, then what was judged in words (AS-73)."""
    material = voice.material
    criteria = [one for one in material.criteria if one.area == area]
    if not any((one.code, level) in material.cells for one in criteria for level in LEVELS):
        return
    rows = [MatrixRow(one.code, voice.words(one.title).text, _states(voice, one.code), _marks(voice, one.code)) for one in criteria]
    words = {state.value: voice.word(STATES[state]).text for state in State}
    used = {state for row in rows for state in row.states}
    improved = voice.word(N_("improvement area")).text if any(any(row.improved) for row in rows) else ""
    chart = MatrixChart(LEVELS, rows, {state: word for state, word in words.items() if state in used}, improved)
    caption = (*voice.line(N_("Criteria: ")), voice.words(material.areas[area]))
    yield Figure(caption, Drawing(chart), chart.spoken, _judged(voice, chart, caption), protection=Protection.NOT_PEOPLE)
    narratives = list(_narratives(voice, area))
    if narratives:
        yield BulletList(tuple(narratives))


def _states(voice: Voice, code: str) -> tuple[str, ...]:
    cells = voice.material.cells
    return tuple(str(cells[code, level].state) if (code, level) in cells else State.NO_EVIDENCE.value for level in LEVELS)


def _marks(voice: Voice, code: str) -> tuple[bool, ...]:
    cells = voice.material.cells
    return tuple((code, level) in cells and cells[code, level].improvement for level in LEVELS)


def _judged(voice: Voice, chart: MatrixChart, caption: Line) -> Table:
    mark = f" ({chart.improved})" if chart.improved else ""
    rows = tuple(
        (
            (Plain(f"{row.code} {row.title}"),),
            *(line(f"{chart.words[state]}{mark if done else ''}") for state, done in zip(row.states, row.improved, strict=True)),
        )
        for row in chart.rows
    )
    header = (voice.word(N_("Criterion")), *(Plain(level) for level in LEVELS))
    note = voice.line(N_("FL: what exists on paper; OL: what works; each on two levels (annex E)."))
    return Table(caption, header, rows, (note,), (1.7, 1, 1, 1, 1), protection=Protection.NOT_PEOPLE)


def _narratives(voice: Voice, area: int) -> Iterator[Line]:
    for (code, level), cell in voice.material.cells.items():
        if code.startswith(f"{area}.") and any(cell.narrative.values()):
            state = voice.word(STATES[State(str(cell.state))])
            about = voice.line(JUDGED, code=code, level=level, state=state)
            text = voice.text(cell.narrative)
            yield (*about, *(run for part in text for run in part.runs))
