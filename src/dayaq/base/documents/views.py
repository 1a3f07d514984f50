"""Taking a file out: behind the gate, under a neutral name, never shown inside a page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import gate
from dayaq.base.audit.actions import log
from dayaq.base.documents import queries


@require_safe
@gate("case.read")
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """One version of a file; who took it is written down before it leaves."""
    row = queries.file(key)
    if row is None or row.removed_at is not None:
        raise Http404
    log("export", kind="documents:take", row=str(row.id), case=row.case_id, groups=row.group)
    answer = HttpResponse(queries.content(row), content_type=queries.media(row))
    answer["Content-Disposition"] = f'attachment; filename="{queries.leaving_name(row)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
