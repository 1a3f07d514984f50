"""A printed summary of a case under a grant: parts are chosen, the reason is kept, who printed it when stands beneath."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import log
from dayaq.respond.casefile.queries import case_url, header, label, opened, pack_of
from dayaq.respond.casefile.views.case import facts_of
from dayaq.respond.casefile.views.page import draw
from dayaq.respond.casework import queries
from dayaq.respond.casework.access import may_print
from dayaq.respond.casework.forms import Plain, boxes, listed, radios

PARTS = Group.G2 | Group.G3 | Group.G4 | Group.G5 | Group.G7


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.print")
def summary(request: Request, code: str) -> HttpResponse:
    """Choose the parts, then the sheet; the header is neutral, the print is logged with its parts and reason."""
    case = opened(request, code)
    pack, reads = pack_of(case), groups_of(case.id)
    offered = reads & PARTS if request.actor.may("case.reveal_identity") else reads & PARTS & ~(Group.G2 | Group.G5)
    fields = {
        "parts": boxes(_("Parts of the file"), [(name, label(pack, f"groups.{name}")) for name in offered.names], required=False),
        "reason": radios(_("Why is it printed?"), listed(pack, "print_reason")),
    }
    form, refused = Plain(request.POST or None, fields=fields), None
    if request.method == "POST" and form.is_valid():
        groups = Group.of(form.cleaned_data["parts"]) | Group.G1
        refused = may_print(request.actor, groups, reads)
        if refused.ok:
            log(
                "print",
                kind="casework:summary",
                case=case.id,
                groups=" ".join(groups.names),
                detail={"reason": form.cleaned_data["reason"]},
            )
            context = {"case": case, "header": header(case, request.actor), "facts": facts_of(case), **queries.summary(case, groups)}
            return render(request, "casework/summary.html", {**context, "printed_by": request.actor.name})
    words = {"title": _("Print a summary"), "button": _("Show the sheet"), "note": _("The print is logged with its parts and the reason.")}
    return draw(request, "casework/form.html", case, form=form, refused=refused, back=case_url("case", code), **words)
