"""Notes question by question: saved by the button, or by the script while typing; what waits for the line is kept encrypted."""

from __future__ import annotations

import base64
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.framework.rules.guide import GuideSection
from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.actions import Typed, Written
from dayaq.assess.interviews.forms import NotesForm, digest
from dayaq.assess.interviews.models import Interview
from dayaq.assess.interviews.views.page import FORM, MEANWHILE, found, page, tried
from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Decision
from dayaq.ui.templatetags.dayaq import say


@require_http_methods(FORM)
@never_cache
@gate("assess.raw")
def notes(request: Request, assessment: str, interview: str, section: str) -> HttpResponse:
    """The questions of one section with their prompts as a check list."""
    row = found(request, assessment, interview, words=True)
    all_sections = queries.sections(row)
    here = next((one for one in all_sections if one.code == section), None)
    if here is None:
        raise Http404
    form, refused = NotesForm(here, queries.notes_of(row)), None
    if request.method == "POST":
        typed = form.changed(request.POST)
        done, refused = kept(request, row, typed)
        if "application/json" in request.headers.get("Accept", ""):
            return told(typed, done, refused)
        if refused is None:
            return redirect(following(request, row, all_sections, here))
        for one in form.rows:
            if one.code in typed and one.code not in done.versions:
                one.keep(typed[one.code], done.stale.get(one.code))
    context: dict[str, Any] = {"row": row, "form": form, "here": here, "steps": steps(row, all_sections, here), "refused": refused}
    return page(
        request, "notes", row.assessment, open=actions.noting(row).ok, next_url=following(request, row, all_sections, here), **context
    )


def kept(request: Request, row: Interview, typed: dict[str, Typed]) -> tuple[Written, Decision | None]:
    """Keep what was typed; what somebody else wrote meanwhile is a refusal in words, and nothing is lost."""
    done: list[Written] = []
    refused = tried(lambda: done.append(actions.write(interview=row, notes=typed, by=request.actor, at=timezone.now())))
    written = done[0] if done else Written()
    return written, Decision.refuse(MEANWHILE) if written.stale else refused


def told(typed: dict[str, Typed], done: Written, refused: Decision | None) -> JsonResponse:
    """The answer to the script: new versions, texts of others, or why not."""
    saved = {code: {"version": version, "seen": seen(typed[code])} for code, version in done.versions.items()}
    stale = {
        code: {"version": note.version, "text": note.text, "seen": digest(note.text, note.prompts, asked=note.asked)}
        for code, note in done.stale.items()
    }
    words = say(refused) if refused is not None and not stale else ""
    return JsonResponse({"saved": saved, "stale": stale, "refused": words}, status=400 if words else 409 if stale else 200)


def seen(typed: Typed) -> str:
    """The mark of what is kept now."""
    return digest(typed.text, typed.prompts, asked=typed.asked or bool(typed.text))


def following(request: Request, row: Interview, sections: tuple[GuideSection, ...], here: GuideSection) -> str:
    """Where the pressed button leads: the next section, or this one again."""
    codes = [section.code for section in sections]
    after = codes[codes.index(here.code) + 1 :]
    if "stay" in request.POST:
        after = [here.code]
    where = [row.assessment.code, row.code]
    return reverse("interviews:notes", args=[*where, after[0]]) if after else reverse("interviews:one", args=where)


def steps(row: Interview, sections: tuple[GuideSection, ...], here: GuideSection) -> list[dict[str, Any]]:
    """The sections as places to go."""
    where = [row.assessment.code, row.code]
    return [
        {"section": one, "url": reverse("interviews:notes", args=[*where, one.code]), "current": one.code == here.code} for one in sections
    ]


@require_safe
@never_cache
@gate("assess.raw")
def key(request: Request, assessment: str, interview: str) -> HttpResponse:
    """The key under which this person's browser keeps waiting notes of this interview.

    It is given to whoever is signed in and of the team, stays in the memory of the page and is never written down there:
    a laptop without a session holds cipher text only. The same person gets the same key again after a crash.
    """
    row = found(request, assessment, interview, words=True)
    made = salted_hmac("dayaq.interviews.waiting-notes", f"{request.actor.user_id}:{row.id}", algorithm="sha256").digest()
    return JsonResponse({"key": base64.b64encode(made).decode()})
