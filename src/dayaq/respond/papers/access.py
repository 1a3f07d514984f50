"""Who may make a paper, and when a name may stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.pack.schema.papers import Template
from dayaq.core.words import N_

NOT_YOURS = N_("Your role does not make papers of a case.")
NO_GROUND = N_("A name may stand in this paper only on one of these grounds: %(grounds)s.")
NO_RECIPIENT = N_("Say to whom the paper with the name goes: a name goes to a named recipient only.")
NO_NAME = N_("You do not see the name, so it cannot be printed.")
NO_ORDER = N_("Give the number of the decision and who made it.")
NO_CONSENT = N_("The consent kept for this recipient does not hold, or does not cover the name.")
NO_REASON = N_("No consent to this recipient is kept. Say how and when the person agreed.")
UNSEEN_PART = N_("What you wrote belongs to a part of the file you do not see. Leave it empty here.")
GROUNDS = {
    "none": N_("without a name"),
    "consent": N_("the person's consent to this recipient"),
    "statutory_handover": N_("hand-over required by law"),
    "order": N_("a decision of a prosecutor or a court"),
}
TEXTS = Group.G3 | Group.G4 | Group.G5  # what somebody writes into papers of these parts says as much as the parts


@dataclass(frozen=True, slots=True)
class Known:
    """A consent kept with the case: to whom, and whether it holds and covers the name."""

    key: UUID
    recipients: frozenset[str]  # its names in every language, folded
    holds: bool


@dataclass(frozen=True, slots=True)
class Exit:
    """How a name leaves: on which ground, to whom, on which record of it."""

    ground: str = "none"
    recipient: str = ""
    consent: UUID | None = None
    reason: str = ""
    order_number: str = ""
    order_body: str = ""


def may_make(actor: Actor) -> Decision:
    """Whoever writes into cases."""
    return allowed(actor.may("case.write"), "papers.not_yours", NOT_YOURS)


def may_write(holds: Group, reads: Group, written: bool) -> Decision:
    """Words of the maker stand in a paper only when its maker is let into the parts the paper is made of."""
    return allowed(not (written and holds & TEXTS & ~reads), "papers.unseen_part", UNSEEN_PART)


def may_name(template: Template, way: Exit, reads: Group, known: Sequence[Known] = ()) -> Decision:
    """Whether a name may stand in a paper: one of three lawful exits, to somebody who is named (DAT-02).

    Basis: THB Law, Article 17; CoE Convention, Article 11.
    """
    if way.ground == "none":
        return Decision.allow()
    if way.ground not in template.grounds:
        return Decision.refuse(Reason("papers.ground", NO_GROUND, {"grounds": ", ".join(template.grounds)}, "thb-law.17"))
    if not way.recipient.strip() and template.to != "person":
        return Decision.refuse(Reason("papers.recipient", NO_RECIPIENT))
    if way.ground == "order" and not (way.order_number.strip() and way.order_body.strip()):
        return Decision.refuse(Reason("papers.order", NO_ORDER, {}, "thb-law.17"))
    if not reads & Group.G2:
        return Decision.refuse(Reason("papers.unseen", NO_NAME))
    return consented(template, way, known) if way.ground == "consent" else Decision.allow()


def consented(template: Template, way: Exit, known: Sequence[Known]) -> Decision:
    """A consent that is kept must hold; where none is kept, how the person agreed is said. A paper into her own hand needs neither."""
    if way.consent is not None:
        return allowed(any(one.holds for one in known if one.key == way.consent), "papers.consent", NO_CONSENT)
    to = " ".join(way.recipient.casefold().split())
    mine = [one for one in known if to in one.recipients]
    if mine:
        return allowed(any(one.holds for one in mine), "papers.consent", NO_CONSENT)
    own_hand = template.to == "person" and not to
    return allowed(own_hand or bool(way.reason.strip()), "papers.reason", NO_REASON)
