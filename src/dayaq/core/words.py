"""Marking of interface texts in pure code: the text stays English, the page translates it."""


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark ``text`` as a message id (English, ``%(name)s`` parameters) and return it unchanged."""
    return text
