"""Who stands by a child in every step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_


@dataclass(frozen=True, slots=True)
class Participant:
    """Who has to stand by a child; not obligatory: may be absent for a reason."""

    code: str
    obligatory: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """Present, or why not needed."""

    present: bool
    not_needed_because: str = ""


ABSENT = Presence(present=False)


def check_participants(needed: Iterable[Participant], at_hand: Mapping[str, Presence], *, child: bool) -> Decision:
    """Whether a child is not alone: the representative is there; the others are, or it is said why not.

    Basis: CoE Convention, Article 10(4)(a); in pack az Cabinet Decision 131, 6.2.
    """
    faults = []
    for participant in needed if child else ():
        presence = at_hand.get(participant.code, ABSENT)
        params = {"participant": participant.code}
        if participant.obligatory and not presence.present:
            text = N_("%(participant)s has to be present: no step with a child without them.")
            faults.append(Reason("obligatory_absent", text, params, "coe197.10(4)"))
        elif not presence.present and not presence.not_needed_because.strip():
            text = N_("%(participant)s is not present: say why they are not needed.")
            faults.append(Reason("absent_without_reason", text, params))
    return Decision.refuse(*faults) if faults else Decision.allow()
