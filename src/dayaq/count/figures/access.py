"""Who sees counts of one to four: only the office that answers for the register, and only on its pages."""

from __future__ import annotations

from dayaq.base.access.rules import Actor

READ, EXPORT = "figures.read", "figures.export"
OFFICE = "coordinator"  # body type of the office of the national co-ordinator


def inside(actor: Actor) -> bool:
    """Whether pages show ``actor`` small counts. Everybody else with figures.read gets what could be published.

    Basis: THB Law Art. 6.3 (only necessary information), Art. 8 (the office keeps the database).
    """
    return actor.may(READ) and actor.body_type == OFFICE


def may_take_along(actor: Actor) -> bool:
    """Whether ``actor`` may download tables; what is downloaded is protected for everybody."""
    return actor.may(READ) and actor.may(EXPORT)
