"""The annexes: bibliography, stakeholders, interview guide, survey, criteria, method with data dictionary, earlier round."""

from __future__ import annotations

from collections.abc import Iterator

from dayaq.assess.assessment.rules.planning import KINDS
from dayaq.assess.framework.rules.criteria import LEVELS
from dayaq.assess.framework.rules.instrument import Item, Words
from dayaq.assess.report.rules.chapters.earlier import earlier
from dayaq.assess.report.rules.voice import Voice
from dayaq.core.report import Bibliography, Block, BulletList, Heading, Line, PageBreak, Paragraph, Plain, Protection, Table, line
from dayaq.core.words import N_

KIND_WORDS = {
    "one": N_("one answer"),
    "many": N_("several answers"),
    "rank": N_("all in order"),
    "top": N_("the first three in order"),
    "text": N_("a text"),
    "scale": N_("a scale of five"),
}
METHOD = (
    N_(
        "The base (n) of an item is everybody who gave an answer to it. Who does not know, works in another field or left it out is not in it."
    ),
    N_("A share is the count divided by the base, in whole per cent; where one answer a person was given, shares add to 100."),
    N_("No mean is taken of answers on a scale, and no total score: the method defines none."),
    N_("An item is printed when at least five people answered it and the table does not tell everybody's answer."),
    N_("What respondents say of themselves is printed only where no one can be recognised, also together with what was printed before."),
    N_("A theme of the interviews is counted once an interview; its base are the interviews asked about it."),
    N_("Every number was read from the data again when this file was made; a wrong one would have stopped it."),
)


def annexes(voice: Voice) -> Iterator[Block]:
    """All annexes in their order."""
    yield PageBreak()
    yield head(voice, "A", N_("Sources"))
    yield Bibliography(everything=True)
    yield head(voice, "B", N_("Institutions interviewed"))
    yield from stakeholders(voice)
    yield head(voice, "C", N_("Interview guide"))
    yield from guide(voice)
    yield head(voice, "D", N_("Survey"))
    yield from survey(voice)
    yield head(voice, "E", N_("Criteria and indicators"))
    yield from criteria(voice)
    yield head(voice, "F", N_("Method and data dictionary"))
    yield from method(voice)
    if voice.material.earlier is not None:
        yield head(voice, "G", N_("Compared with the earlier round"))
        yield from earlier(voice, voice.material.earlier)


def head(voice: Voice, letter: str, text: str) -> Heading:
    """The heading of an annex."""
    said, annex = voice.word(text), voice.word(N_("Annex"))
    return Heading(1, Plain(f"{annex.text} {letter}. {said.text}", missing=said.missing or annex.missing))


def stakeholders(voice: Voice) -> Iterator[Block]:
    """By institution, never by person (AS-99)."""
    for kind in dict.fromkeys(kind for _, kind in voice.material.institutions):
        yield Paragraph((voice.word(KINDS.get(kind, kind), bold=True),))
        names = sorted({name for name, its in voice.material.institutions if its == kind})
        yield BulletList(tuple(line(name) for name in names))


def guide(voice: Voice) -> Iterator[Block]:
    """Sections, questions, prompts."""
    for section in voice.material.guide.sections:
        yield Paragraph((Plain(f"{section.code} ", bold=True), voice.words(section.title, bold=True)))
        yield BulletList(tuple(_question(voice, one.code, one.text, one.prompts) for one in section.questions))


def _question(voice: Voice, code: str, text: Words, prompts: tuple[Words, ...]) -> Line:
    hints = [part for prompt in prompts for part in (Plain("; "), voice.words(prompt))][1:]
    return (Plain(f"{code} "), voice.words(text), *((Plain(" ("), *hints, Plain(")")) if hints else ()))


def survey(voice: Voice) -> Iterator[Block]:
    """Every item with what could be answered."""
    for section in voice.material.instrument.sections:
        yield Paragraph((Plain(f"{section.code} ", bold=True), voice.words(section.title, bold=True)))
        yield BulletList(tuple(_item(voice, item) for item in section.items))


def _item(voice: Voice, item: Item) -> Line:
    offered = () if item.kind == "text" or item.among else voice.material.instrument.offered(item)
    if item.scale:
        offered = ()
    choices = ", ".join(voice.words(choice.label).text for choice in offered)
    return (Plain(f"{item.code} "), voice.words(item.text), Plain(f" ({choices})" if choices else ""))


def criteria(voice: Voice) -> Iterator[Block]:
    """Twenty-five criteria with four indicators each."""
    for area, title in voice.material.areas.items():
        rows = tuple(
            ((Plain(f"{one.code} "), voice.words(one.title)), *((voice.words(one.cells[level]),) for level in LEVELS))
            for one in voice.material.criteria
            if one.area == area
        )
        header = (voice.word(N_("Criterion")), *(Plain(level) for level in LEVELS))
        yield Table((voice.words(title),), header, rows, (), (1.2, 1, 1, 1, 1), protection=Protection.NOT_PEOPLE)


def method(voice: Voice) -> Iterator[Block]:
    """How numbers are made, then every item with kind, scale and version; what the file was made of."""
    yield BulletList(tuple(voice.line(text) for text in METHOD))
    yield from _scales(voice)
    yield _dictionary(voice)
    yield catalogue(voice)


def _scales(voice: Voice) -> Iterator[Block]:
    rows = tuple(
        (line(scale.code), (Plain(", ".join(voice.words(choice.label).text for choice in scale.choices)),))
        for scale in voice.material.instrument.scales.values()
    )
    header = (voice.word(N_("Scale")), voice.word(N_("Answers, the best first")))
    yield Table(voice.line(N_("Scales of the survey")), header, rows, (), (1, 4), protection=Protection.NOT_PEOPLE)


def _dictionary(voice: Voice) -> Table:
    rows = tuple(
        (line(item.code), (voice.words(item.text),), (voice.word(KIND_WORDS[item.kind]),), line(item.scale), line(str(item.version)))
        for item in voice.material.instrument.items
    )
    header = tuple(voice.word(text) for text in (N_("Item"), N_("Text"), N_("Kind"), N_("Scale"), N_("Version")))
    return Table(voice.line(N_("Data dictionary")), header, rows, (), (0.6, 4, 1.3, 1.2, 0.7), protection=Protection.NOT_PEOPLE)


def catalogue(voice: Voice) -> Table:
    """The catalogue record of the publication (AS-23); reference number and pages are given when it is released."""
    about = voice.material.about
    rows = [
        ((voice.word(N_("Title")),), (voice.words(about.title),)),
        ((voice.word(N_("Language")),), line(voice.language)),
        ((voice.word(N_("Commissioned by")),), (voice.words(about.commissioner),)),
        ((voice.word(N_("As of")),), line(about.as_of.isoformat())),
        ((voice.word(N_("Record")),), line(about.code)),
        *(((Plain(name),), line(f"sha256 {checksum}")) for name, checksum in voice.material.checksums.items()),
    ]
    header = (voice.word(N_("Catalogue record")), Plain(""))
    return Table(voice.line(N_("Catalogue record")), header, tuple(rows), (), (1, 3), protection=Protection.NOT_PEOPLE)
