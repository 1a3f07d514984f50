"""The gallery page: every piece in every state, with invented data.

The gate is declared by the site (this package lies below ``base``): public, it shows no record.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from dayaq.ui import samples
from dayaq.ui.pseudo import stretch_page

PSEUDO = "pseudo"
FACES = ("base", "reader", "question", "public")


@require_http_methods(["GET", "HEAD", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    """Draw the gallery in the language ``?lang=``, the direction ``?dir=`` and the face ``?face=``."""
    asked = request.GET.get("lang", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language() or "en"
    with translation.override("en" if asked == PSEUDO else language):
        page = render(request, "ui/gallery.html", _context(request, asked or language))
    if asked == PSEUDO:
        page.content = stretch_page(page.content.decode()).encode()
    return page


def _context(request: HttpRequest, language: str) -> dict[str, object]:
    face = request.GET.get("face", "base")
    return {
        **samples.everything(request),
        "face_template": f"ui/{face if face in FACES else 'base'}.html",
        "with_record": face in {"base", "reader"},
        "direction": "rtl" if request.GET.get("dir") == "rtl" else "",
        "gallery_languages": [*settings.LANGUAGES, (PSEUDO, "Pseudo")],
        "gallery_language": language,
        "posted": request.method == "POST",
    }
