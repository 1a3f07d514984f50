"""The safe way to reach somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_


class Channel(StrEnum):
    """Ways to reach a person; ``NONE``: do not make contact, the person comes."""

    PHONE = "phone"
    MESSENGER = "messenger"
    EMAIL = "email"
    POST = "post"
    THROUGH = "through"
    IN_PERSON = "in_person"
    NONE = "none"


HEARD_BY_OTHERS = frozenset({Channel.PHONE, Channel.IN_PERSON, Channel.THROUGH})


@dataclass(frozen=True, slots=True)
class SafeContact:
    """How a person may be reached without harm. ``hours`` are half-open and may cross midnight."""

    channel: Channel
    hours: tuple[time, time] | None = None
    leave_message: bool = False

    def is_safe_at(self, clock_time: time) -> bool:
        if self.hours is None:
            return True
        start, end = self.hours
        return start <= clock_time < end if start <= end else clock_time >= start or clock_time < end


def read_hours(safe_times: str) -> tuple[time, time] | None:
    """Safe hours written as 18:00-20:00; None if they are told in other words and a human has to read them."""
    found = re.fullmatch(r"\s*(\d{1,2}:\d{2})\s*[-\u2013]\s*(\d{1,2}:\d{2})\s*", safe_times)
    try:
        return (time.fromisoformat(found[1].zfill(5)), time.fromisoformat(found[2].zfill(5))) if found else None
    except ValueError:
        return None


def check_safe_contact(channel: Channel, value: str, safe_times: str) -> Decision:
    """Whether a way of contact can be kept: it leads somewhere, and a call or a visit has its safe times.

    Basis: CoE Convention, Articles 11 and 28.
    """
    if channel is not Channel.NONE and not value.strip():
        return Decision.refuse(Reason("contact_empty", N_("Write the number, the address or the person.")))
    if channel in HEARD_BY_OTHERS and not safe_times.strip():
        text = N_("Ask when it is safe: others may hear or see this contact.")
        return Decision.refuse(Reason("safe_times_missing", text))
    return Decision.allow()


def may_contact(contact: SafeContact | None, clock_time: time, *, leaving_message: bool = False) -> Decision:
    """Whether contact by this way, at this local time, is what the person called safe.

    Basis: CoE Convention, Articles 11 and 28.
    """
    if contact is None or contact.channel is Channel.NONE:
        return Decision.refuse(Reason("no_safe_way", N_("No safe way of contact is known: do not make contact.")))
    if not contact.is_safe_at(clock_time):
        return Decision.refuse(Reason("unsafe_time", N_("This is outside the hours the person called safe.")))
    if leaving_message and not contact.leave_message:
        return Decision.refuse(Reason("no_message", N_("Never leave a message: somebody else may hear it.")))
    return Decision.allow()
