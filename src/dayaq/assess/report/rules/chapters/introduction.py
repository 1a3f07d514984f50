"""Chapter 1: context and purpose, how the assessment was made with its numbers, limitations (AS-09, AS-14, AS-19)."""

from __future__ import annotations

from collections.abc import Iterator

from dayaq.assess.assessment.rules.planning import KINDS, PURPOSES
from dayaq.assess.report.rules.asking import sexes_leave
from dayaq.assess.report.rules.chapters.answers import choices
from dayaq.assess.report.rules.chapters.passages import passages
from dayaq.assess.report.rules.material import Limitation
from dayaq.assess.report.rules.voice import Voice
from dayaq.core.report import Block, BulletList, Callout, Heading, Line, Number, Paragraph, Plain, Protection, Table
from dayaq.core.words import N_


def introduction(voice: Voice) -> Iterator[Block]:
    """The whole chapter."""
    title = voice.word(N_("Introduction"))
    yield Heading(1, Plain(f"1 {title.text}", missing=title.missing))
    yield numbered(voice, 2, "1.1", N_("Context and purpose"))
    yield from context(voice)
    yield numbered(voice, 2, "1.2", N_("How the assessment was made"))
    yield from method(voice)
    yield numbered(voice, 2, "1.3", N_("Limitations"))
    yield from limits(voice)


def numbered(voice: Voice, level: int, number: str, text: str) -> Heading:
    """A heading with its number; untranslated words stay marked."""
    said = voice.word(text)
    return Heading(level, Plain(f"{number} {said.text}", missing=said.missing))


def context(voice: Voice) -> Iterator[Block]:
    """Why the assessment was made, and what the team says of the country."""
    purposes = [(voice.word(PURPOSES[code]),) for code in voice.material.about.purposes if code in PURPOSES]
    if purposes:
        yield Paragraph(voice.line(N_("The assessment has these purposes:")))
        yield BulletList(tuple(purposes))
    yield from passages(voice, "1.1")


def method(voice: Voice) -> Iterator[Block]:
    """The steps with their numbers, who answered, what the base of a number is."""
    yield from passages(voice, "1.2")
    yield Paragraph(voice.line(N_("The desk review kept %(n)s sources (annex A)."), n=Number("sources", len(voice.material.sources))))
    yield from interviews(voice)
    yield from survey(voice)
    text = N_(
        "A number stands with its base: of how many it is. Small numbers that could tell what a person answered are not printed (annex F)."
    )
    yield Callout(voice.word(N_("How to read the numbers")), voice.line(text))


def interviews(voice: Voice) -> Iterator[Block]:
    """How many interviews with how many people, by kind of agency."""
    found = voice.material.interviews
    if not found.interviews:
        return
    numbers = {word: Number(f"interviews {word}", getattr(found, word)) for word in ("interviews", "persons", "active")}
    if found.active_known == found.interviews:
        text = N_("%(interviews)s interviews were held with %(persons)s people, of whom %(active)s spoke.")
    else:
        text = N_("%(interviews)s interviews were held with %(persons)s people.")
    yield Paragraph(voice.line(text, **numbers))
    if sexes_leave(found.women, found.men, found.unsaid) and not found.unsaid:
        both = {word: Number(f"interviews {word}", getattr(found, word), found.persons) for word in ("women", "men")}
        yield Paragraph(voice.line(N_("%(women)s were women and %(men)s men."), **both))
    yield _agencies(voice)


def _agencies(voice: Voice) -> Table:
    found = voice.material.interviews
    rows = tuple(
        ((voice.word(KINDS.get(kind, kind)),), (Number(f"interviews agency {kind}", n, found.interviews),))
        for kind, n in found.by_agency.items()
    )
    total = ((voice.word(N_("Interviews")),), (Number("interviews interviews", found.interviews),))
    header = (voice.word(N_("Kind of institution")), voice.word(N_("Interviews")))
    caption = voice.line(N_("Interviews by kind of institution"))
    return Table(caption, header, (*rows, total), (), (4, 1), (False, True), protection=Protection.NOT_PEOPLE)


def survey(voice: Voice) -> Iterator[Block]:
    """How many were asked and answered, and who they are as far as that may be said."""
    asking = voice.material.asking
    respondents = next((one.respondents for one in voice.material.leaves.values()), 0)
    if asking.invited:
        both = {word: Number(f"asked {word}", getattr(asking, word)) for word in ("invited", "answered")}
        yield Paragraph(voice.line(N_("%(invited)s people were invited to the survey; %(answered)s of them answered."), **both))
    if respondents:
        yield Paragraph(voice.line(N_("The tables rest on the answers of %(n)s people."), n=Number("respondents", respondents)))
    for one in voice.material.leaves.values():
        if one.profile and one.kind != "text" and one.shown:
            yield from choices(voice, one)
    withheld = [one for one in voice.material.leaves.values() if one.profile and not one.shown]
    if withheld:
        codes = ", ".join(one.code for one in withheld)
        yield Paragraph(
            voice.line(N_("What respondents said about themselves is not printed where few could be recognised: %(codes)s."), codes=codes)
        )


def limits(voice: Voice) -> Iterator[Block]:
    """Every limitation the records show; one that the team says does not hold is printed with their reason."""
    standing = [one for one in voice.material.limitations if not one.dropped_because]
    if standing:
        yield BulletList(tuple(_limit(voice, one) for one in standing))
    for one in voice.material.limitations:
        if one.dropped_because:
            reason = voice.words(one.dropped_because)
            yield Paragraph(
                (*voice.reason(one.reason, f"limit {one.code}"), Plain(" "), *voice.line(N_("The team says: %(why)s"), why=reason)), "small"
            )
    yield from passages(voice, "1.3")


def _limit(voice: Voice, one: Limitation) -> Line:
    said = voice.reason(one.reason, f"limit {one.code}")
    added = (Plain(" "), voice.words(one.words)) if one.words else ()
    return (*said, *added)
