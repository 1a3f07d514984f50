"""The order of the chapters, the cover, the words a document needs."""

from __future__ import annotations

import re
from itertools import chain

from dayaq.assess.report.rules.chapters.annexes import annexes
from dayaq.assess.report.rules.chapters.areas import findings
from dayaq.assess.report.rules.chapters.introduction import introduction
from dayaq.assess.report.rules.chapters.recommending import recommendations
from dayaq.assess.report.rules.material import Material, Translate
from dayaq.assess.report.rules.voice import Voice
from dayaq.core.report import Acronyms, Block, Cover, Heading, PageBreak, Plain, Report, Toc
from dayaq.core.words import N_

WORDS = {
    "table": N_("Table"),
    "figure": N_("Figure"),
    "page": N_("p. %(page)s"),
    "draft": N_("DRAFT"),
    "back": N_("back to the text"),
}
REBUILT = N_("Rebuilt from what was published. Respondents and interviews are invented so that the published tables come out.")
SECTIONS = {  # where passages may stand, in order
    "1.1": N_("Context and purpose"),
    "1.2": N_("How the assessment was made"),
    "1.3": N_("Limitations"),
    "2.1": N_("Identification and referral"),
    "2.2": N_("Protection and assistance"),
    "2.3": N_("Investigation and prosecution"),
    "2.4": N_("Prevention"),
    "2.5": N_("Co-operation and co-ordination"),
    "2.6": N_("Situation and trends"),
    "3.1": N_("Identification and referral"),
    "3.2": N_("Protection and assistance"),
    "3.3": N_("Investigation and prosecution"),
    "3.4": N_("Prevention"),
    "3.5": N_("Co-operation and co-ordination"),
    "3.6": N_("What should come first"),
}
ACRONYMS = {
    "CT-NAT": N_("counter-trafficking needs assessment tool"),
    "IGO": N_("intergovernmental organisation"),
    "IOM": N_("International Organization for Migration"),
    "NGO": N_("non-governmental organisation"),
    "NRM": N_("national referral mechanism"),
    "OSCE": N_("Organization for Security and Co-operation in Europe"),
    "THB": N_("trafficking in human beings"),
    "UN": N_("United Nations"),
}


def compose(material: Material, language: str, translate: Translate, *, draft: bool) -> Report:
    """The whole report in one language; every language comes from the same chapters."""
    voice = Voice(language, translate, material)
    first: list[Block] = [Toc(voice.word(N_("Contents")), 2), PageBreak()]
    chapters = (chapter(voice) for chapter in (introduction, findings, recommendations, annexes))
    made: tuple[Block, ...] = (*first, *chain.from_iterable(chapters))
    return Report(
        cover(voice),
        language,
        material.about.as_of,
        (*made[:1], *short_forms(voice, _texts(made)), *made[1:]),
        {key: translate(text) for key, text in WORDS.items()},
        material.sources,
        voice.words(material.about.commissioner).text,
        draft,
    )


def short_forms(voice: Voice, texts: str) -> list[Block]:
    """The acronyms that occur; nothing where none does."""
    used = tuple((key, voice.word(text)) for key, text in ACRONYMS.items() if re.search(rf"\b{key}\b", texts))
    return [Heading(1, voice.word(N_("Short forms"))), Acronyms(used)] if used else []


def cover(voice: Voice) -> Cover:
    """Title, country, period, commissioner; what must be said at once."""
    about = voice.material.about
    period = " - ".join(day.isoformat() for day in (about.starts, about.ends) if day)
    lines = tuple(filter(None, (", ".join(about.countries), period, voice.words(about.commissioner).text, about.code)))
    warnings = (voice.word(REBUILT).text,) if about.rebuilt else ()
    return Cover(
        voice.words(about.title).text,
        voice.word(N_("Needs assessment of the response to trafficking in human beings")).text,
        lines,
        warnings,
    )


def _texts(blocks: tuple[Block, ...]) -> str:
    from dayaq.core.report.blocks import runs

    return " ".join(run.text for block in blocks for run in runs(block) if isinstance(run, Plain))
