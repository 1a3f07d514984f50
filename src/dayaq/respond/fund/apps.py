"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "fund.asked": N_("fund asked"),
    "fund.approved": N_("one person of the fund approved"),
    "fund.refused": N_("fund refused"),
    "fund.paid": N_("fund paid"),
    "fund.claim_filed": N_("claim for compensation filed"),
    "fund.claim_decided": N_("claim decided or settled"),
    "fund.claim_paid": N_("something was paid on a claim"),
}


class Fund(AppConfig):
    """Relief fund."""

    name = "dayaq.respond.fund"
    label = "fund"

    def ready(self) -> None:
        """Say what the area's entries are called in the case file, and which claims run when somebody plans a removal."""
        from dayaq.respond.casefile.queries import name_kinds
        from dayaq.respond.fund.queries import running_claims
        from dayaq.respond.residence.queries import register_claims

        name_kinds(events=EVENTS)
        register_claims(running_claims)
