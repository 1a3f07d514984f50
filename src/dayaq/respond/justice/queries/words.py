"""The country's words for justice: phases, articles, bands of sentences."""

from __future__ import annotations

from django.conf import settings

from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.justice import JusticeFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import language
from dayaq.respond.justice import rules

PHASE_WORDS = {
    "investigation": N_("investigation"),
    "prosecution": N_("with the prosecutor"),
    "court": N_("in court"),
    "final": N_("final"),
}


def home() -> Pack:
    """The country whose law holds."""
    return load(settings.HOME_PACK)


def file() -> JusticeFile:
    """The country's articles, bands, rates and rules of representation."""
    return home().area(JusticeFile)


def band_words(months: int | None) -> str:
    """The band of a prison term in the reader's language."""
    return band_label(rules.band(file().bands, months))


def band_label(code: str) -> str:
    """A band by its code; empty for a term that falls into none."""
    texts = file().bands[code].label if code in file().bands else {}
    return texts.get(reader(), next(iter(texts.values()), ""))


def reader() -> str:
    """The reader's language."""
    return language()


def article_words(code: str) -> str:
    """An article in the reader's language."""
    article = file().articles.get(code)
    return (article.label.get(reader()) or next(iter(article.label.values()))) if article else code
