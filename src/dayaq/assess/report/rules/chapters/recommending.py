"""Chapter 3: recommendations in five areas, grouped by what they are for and whom they address; what should come first (AS-90..92)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dayaq.assess.report.rules.chapters.answers import priorities
from dayaq.assess.report.rules.chapters.introduction import numbered
from dayaq.assess.report.rules.chapters.passages import passages
from dayaq.assess.report.rules.material import Recommended
from dayaq.assess.report.rules.voice import Voice
from dayaq.core.report import Block, BulletList, Heading, Line, Note, Paragraph, Plain
from dayaq.core.words import N_

BEFORE = N_("Asked before: %(bodies)s.")


def recommendations(voice: Voice) -> Iterator[Block]:
    """The whole chapter; what was dropped is not printed here."""
    yield Heading(1, Plain(f"3 {voice.word(N_('Recommendations')).text}"))
    for number, title in voice.material.areas.items():
        said = voice.words(title)
        yield Heading(2, Plain(f"3.{number} {said.text}", missing=said.missing))
        yield from passages(voice, f"3.{number}")
        yield from _area(voice, [one for one in voice.material.recommendations if one.area == number and not one.dropped])
    yield numbered(voice, 2, "3.6", N_("What should come first"))
    yield from passages(voice, "3.6")
    yield from priorities(voice)


def _area(voice: Voice, found: Sequence[Recommended]) -> Iterator[Block]:
    for (purpose, addressee), group in groupby(found, key=lambda one: (voice.words(one.purpose), voice.words(one.addressee))):
        if purpose.text or addressee.text:
            yield Paragraph((*_bold(purpose), Plain(": " if purpose.text and addressee.text else ""), addressee))
        yield BulletList(tuple(_one(voice, one) for one in group))


def _bold(text: Plain) -> Line:
    return (Plain(text.text, bold=True, missing=text.missing),) if text.text else ()


def _one(voice: Voice, one: Recommended) -> Line:
    """Code, text with its bound numbers, priority and findings; who asked the same before, as a footnote."""
    said = tuple(run for paragraph in voice.text(one.text) for run in paragraph.runs)
    links = ", ".join(filter(None, (one.priority, *one.findings)))
    after: Line = (Plain(f" [{links}]"),) if links else ()
    asked = "; ".join(f"{before.source} {before.year}" for before in one.earlier if before.source)
    if asked:
        text = voice.word(BEFORE)
        after = (*after, Note((Plain(text.text % {"bodies": asked}, missing=text.missing),)))
    return (Plain(f"{one.code} ", bold=True), *said, *after)
