"""A case given to another body: on which ground what may travel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_

NEVER = frozenset({"G9"})


def check(
    *, ground: str, known: Mapping[str, Sequence[str]], groups: Sequence[str], order_number: str, closed_to_state: bool, to_state: bool
) -> Decision:
    """Whether a case may go to another body on this ground with these groups.

    ``known``: the grounds of the country with the groups that travel on each. Privileged notes never travel. A file closed
    to the State at the person's wish goes to no State body. Basis: THB Law, Articles 6.3 and 17; CoE Convention, Article 11.
    """
    if closed_to_state and to_state:
        return Decision.refuse(
            Reason("closed_to_state", N_("The person refused: this file goes to no body of the State."), basis="coe197.11")
        )
    if not known.get(ground):
        return Decision.refuse(Reason("unknown_ground", N_("This country knows no transfer on this ground.")))
    if ground == "order" and not order_number.strip():
        return Decision.refuse(Reason("order_needed", N_("Write the number of the order and who gave it.")))
    beyond = [group for group in groups if group not in known[ground] or group in NEVER]
    if beyond:
        text = N_("On this ground these parts do not travel: %(groups)s.")
        return Decision.refuse(Reason("beyond_ground", text, {"groups": ", ".join(beyond)}, "thb-law.6.3"))
    return Decision.allow()
