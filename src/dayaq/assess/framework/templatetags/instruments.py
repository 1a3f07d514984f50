"""Texts of an instrument in the language chosen on the page, which need not be the reader's own."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

from dayaq.assess.framework.rules.instrument import said
from dayaq.assess.framework.rules.versions import WORDS, Difference

register = template.Library()


@register.filter
def spoken(words: Mapping[str, str] | None, language: str) -> str:
    """The text in a language; English where it is missing."""
    return said(words, language) if words else ""


@register.filter
def why(difference: Difference) -> str:
    """What a change means for a comparison of two rounds."""
    return gettext(WORDS[difference.change])
