"""How codes are written so that they can be typed."""

from django import template

register = template.Library()


@register.filter
def in_fours(code: str) -> str:
    """A long code in groups of four."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))
