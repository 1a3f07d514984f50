"""A list from a file: every line or none, what is wrong named by line and column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayaq.assess.assessment.forms.lists import UploadForm
from dayaq.assess.assessment.models import Assessment
from dayaq.assess.assessment.views.page import context
from dayaq.base.access.gate import Request

SHOWN = 50  # faults on the page; the first ones say what to mend


def uploaded(
    request: Request, row: Assessment, take: Callable[..., tuple[int, list[Any]]], *, title: str, back: str, columns: str
) -> HttpResponse:
    """The page with the file field; the faults stand on it until the file is right."""
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[Any] = []
    if request.method == "POST" and form.is_valid():
        count, faults = taken(request, row, take, form.cleaned_data["file"])
        if not faults:
            messages.success(request, ngettext("%(n)s line taken in.", "%(n)s lines taken in.", count) % {"n": count})
            return redirect(back)
        form.add_error("file", _("Nothing was taken in. Mend these lines and send the file again."))
    said = {"form": form, "title": title, "back": back, "columns": columns, "faults": faults[:SHOWN], "more": len(faults) - SHOWN}
    return render(request, "assessment/upload.html", context(row, **said), status=422 if form.is_bound and form.errors else 200)


def taken(request: Request, row: Assessment, take: Callable[..., tuple[int, list[Any]]], file: Any) -> tuple[int, list[Any]]:
    """Read the file from a folder that is gone afterwards."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name).name
        path.write_bytes(file.read())
        return take(assessment=row, path=path, by=request.actor, at=timezone.now())
