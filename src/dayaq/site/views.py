"""Today: what is due and the numbers that open their lists, from every area the person works in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit import queries as audit
from dayaq.base.audit.actions import listed
from dayaq.respond.casefile import queries as casefile
from dayaq.respond.detection import queries as detection
from dayaq.respond.fund import queries as fund
from dayaq.respond.hotline import queries as hotline
from dayaq.respond.identification import queries as identification
from dayaq.respond.inspection import queries as inspection
from dayaq.respond.justice import queries as justice
from dayaq.respond.network import queries as network
from dayaq.respond.referral import queries as referral
from dayaq.respond.rights import queries as rights
from dayaq.respond.screening import queries as screening
from dayaq.respond.shelter import queries as shelter
from dayaq.respond.support import queries as support

PER_PAGE = 25


@require_safe
@gate(signed_in=True)
def today(request: Request) -> HttpResponse:
    """Tiles and open tasks of the acting person's unit; roles without cases get the way to their own pages.

    What concerns cases is always there; of the other areas only what waits, so that the page stays readable.
    """
    actor = casefile.asker(request)
    others = [
        *screening.tiles(actor),
        *identification.tiles(actor),
        *referral.tiles(actor),
        *network.tiles(actor),
        *hotline.tiles(actor),
        *detection.tiles(actor),
        *(shelter.tiles(actor, timezone.now()) if actor.may("shelter.manage") else ()),
        *shelter.accreditation_tiles(actor, timezone.now()),
        *support.tiles(actor),
        *fund.tiles(actor),
        *rights.tiles(actor),
        *justice.tiles(actor),
        *inspection.tiles(actor),
        *audit.tiles(actor),
    ]
    tiles = [*casefile.tiles(actor), *(tile for tile in others if tile.value)]
    context: dict[str, object] = {"tiles": tiles, "works_on_cases": actor.may("case.read")}
    if actor.may("case.read"):
        page = Paginator(casefile.open_tasks(actor), PER_PAGE).get_page(request.GET.get("page"))
        tasks = list(page.object_list)
        listed(kind="today", cases=[task.case_id for task in tasks])
        context |= {"page": page, "tasks": casefile.today_tasks(actor, tasks)}
    return render(request, "casefile/today.html", context)
