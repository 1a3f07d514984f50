"""A case to another body: offered, answered, handed over."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.respond.casefile.queries import Case, opened, pack_of
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.forms import Chosen, Plain, boxes, listed, radios, transfer_fields
from dayaq.respond.casework.models import Transfer
from dayaq.respond.casework.views.page import asked, place, writable

EITHER = ["GET", "HEAD", "POST"]


@require_http_methods(EITHER)
@gate("case.read")
def transfer(request: Request, code: str) -> HttpResponse:
    """Offer the case to a unit of another body, and see where an offer stands."""
    case = opened(request, code)
    pack, may = pack_of(case), request.actor.may("case.transfer")
    if request.method == "POST" and not may:
        raise Http404
    fields = transfer_fields(pack, queries.units_elsewhere(request.actor), queries.grounds(pack), groups_of(case.id))
    form = Chosen(request.POST or None, pack=pack, fields=fields)

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("ground", "groups", "reason", "stays", "order_number")}
        actions.offer(case=case, to_unit=UUID(form.cleaned_data["to_unit"]), by=request.actor, at=form.at, **given)

    rows = [row for row in queries.transfers_waiting(request.actor) if row["row"].case_id == case.id]
    return asked(
        request, case, form, act, back=place("transfer", code), title=_("Transfer to another body"), button=_("Offer the case"),
        template="casework/transfer.html", rows=rows, may_offer=may and not rows, given=queries.given_away(case),
    )  # fmt: skip


STEPS = ("accept", "decline", "withdraw", "done")
TITLES = {
    "accept": _("Take this case over?"),
    "decline": _("Not take it over"),
    "withdraw": _("Take the offer back"),
    "done": _("The hand-over is complete"),
}


@require_http_methods(EITHER)
@gate("case.transfer", "referral.receive")
def transfer_step(request: Request, code: str, key: UUID, step: str) -> HttpResponse:
    """The next step of a transfer, asked on a page of its own."""
    case = opened(request, code)
    row = Transfer.objects.filter(id=key, case=case).first()
    if row is None or step not in STEPS:
        raise Http404
    if step != "accept":
        writable(case)
    form = step_form(request, case, step)
    back = place("transfers") if step == "decline" else place("transfer", code)
    return asked(request, case, form, lambda: do(request, row, step, form), back=back, title=TITLES[step], button=_("Yes"))


def step_form(request: Request, case: Case, step: str) -> Plain:
    """What a step asks for."""
    pack = pack_of(case)
    if step == "decline":
        return Plain(request.POST or None, fields={"refusal": radios(_("Why not?"), listed(pack, "transfer_refusal"))})
    if step == "done":
        return Plain(
            request.POST or None, fields={"handed": boxes(_("What was handed over and explained"), listed(pack, "hand_over_item"))}
        )
    return Plain(request.POST if request.method == "POST" else None, fields={})


def do(request: Request, row: Transfer, step: str, form: Plain) -> None:
    """The step itself."""
    by, at = request.actor, timezone.now()
    if step == "accept":
        actions.accept(transfer=row, by=by, at=at)
    elif step == "decline":
        actions.decline(transfer=row, refusal=form.cleaned_data["refusal"], by=by, at=at)
    elif step == "withdraw":
        actions.withdraw(transfer=row, by=by, at=at)
    else:
        actions.finish_transfer(transfer=row, handed=form.cleaned_data["handed"], by=by, at=at)
