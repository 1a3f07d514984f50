"""Who may make a paper, and when a name may stand in it."""

from __future__ import annotations

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.pack.schema.papers import Template
from dayaq.core.words import N_

NOT_YOURS = N_("Your role does not make papers of a case.")
NO_GROUND = N_("A name may stand in this paper only on one of these grounds: %(grounds)s.")
NO_RECIPIENT = N_("Say to whom the paper with the name goes: a name goes to a named recipient only.")
NO_NAME = N_("You do not see the name, so it cannot be printed.")
GROUNDS = {
    "none": N_("without a name"),
    "consent": N_("the person's consent to this recipient"),
    "statutory_handover": N_("hand-over required by law"),
    "order": N_("a decision of a prosecutor or a court"),
}


def may_make(actor: Actor) -> Decision:
    """Whoever writes into cases."""
    return allowed(actor.may("case.write"), "papers.not_yours", NOT_YOURS)


def may_name(template: Template, ground: str, recipient: str, reads: Group) -> Decision:
    """Whether a name may stand in a paper: one of three lawful exits, to somebody who is named (DAT-02).

    Basis: THB Law, Article 17; CoE Convention, Article 11.
    """
    if ground == "none":
        return Decision.allow()
    if ground not in template.grounds:
        return Decision.refuse(Reason("papers.ground", NO_GROUND, {"grounds": ", ".join(template.grounds)}, "thb-law.17"))
    if not recipient.strip() and template.to != "person":
        return Decision.refuse(Reason("papers.recipient", NO_RECIPIENT))
    return allowed(bool(reads & Group.G2), "papers.unseen", NO_NAME)
