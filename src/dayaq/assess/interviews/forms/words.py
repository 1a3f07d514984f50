"""The words of the codes, and the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

KINDS = [("meeting", _("meeting")), ("remote", _("call or video")), ("written", _("written reply, no meeting"))]
AGENCIES = [("state", _("State body")), ("ngo", _("NGO")), ("igo", _("international organisation")), ("other", _("other"))]
ATTRIBUTION = [
    ("anonymous", _("nobody is named")),
    ("institution", _("the institution may be named")),
    ("named", _("the person may be named")),
]
CONSENT = [("read", _("read aloud")), ("paper", _("given on paper")), ("electronic", _("sent electronically"))]
NOTES_AGREED = [("yes", _("yes")), ("no", _("no: the interview is held without notes"))]
DOCUMENT_KINDS = [("survey", _("free answer of the survey")), ("written", _("written reply")), ("other", _("another text"))]
EVERYTHING = ("", _("all"))


def language() -> str:
    """The reader's language as instruments name it."""
    return (get_language() or "en").partition("-")[0]
