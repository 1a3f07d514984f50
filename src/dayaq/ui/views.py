"""The gallery page: every piece in every state, with invented data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def gallery(request: HttpRequest) -> HttpResponse:
    """Draw the gallery."""
    return render(request, "ui/gallery.html", {})
