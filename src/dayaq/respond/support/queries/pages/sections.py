"""What a page is made of: a section with its table, and the words of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from dayaq.base.accounts.queries import names
from dayaq.core.pack import Pack
from dayaq.respond.support.queries import reads
from dayaq.ui.templatetags.dayaq import codes as in_words
from dayaq.ui.templatetags.dayaq import figure

Deed = tuple[str, str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page."""

    id: str
    title: str
    columns: Sequence[str] = ()
    rows: Sequence[dict[str, Any]] = ()
    add: Sequence[Deed] = ()
    note: str = ""
    empty: str = field(default="")


def answers() -> dict[str, str]:
    """The answers to a question about a need in words."""
    return {"yes": _("yes"), "no": _("no"), "unknown": _("unknown"), "not_asked": _("not asked"), "refused": _("refused to say"), "": "–"}


def urgencies() -> dict[str, str]:
    """How soon a need has to be met."""
    return {"now": _("now"), "weeks": _("within weeks"), "later": _("later"), "": ""}


def changes() -> dict[str, str]:
    """How an answer stands against the one before."""
    return {
        "first": _("asked first"),
        "new": _("new"),
        "worse": _("more urgent"),
        "better": _("less urgent"),
        "met": _("met"),
        "same": _("as before"),
    }


def outcomes() -> dict[str, str]:
    """What became of a service, a goal, a step or a seat."""
    return {
        "given": _("given"), "offered": _("offered"), "refused_by_person": _("refused by the person"), "not_available": _("not available"),
        "reached": _("reached"), "partly": _("partly reached"), "not_reached": _("not reached"), "dropped": _("given up"), "done": _("done"),
        "not_possible": _("not possible"), "not_wanted": _("not wanted"), "waiting": _("waits"), "taken": _("takes part"), "finished": _("finished"),
        "given_up": _("no longer wanted"), "refused": _("refused"), "needed": _("needed"), "booked": _("booked"), "not_found": _("nobody was found"),
        "cancelled": _("no longer needed"), "planned": _("planned"), "kept": _("took place"), "missed": _("the person did not come"),
        "cancelled_by_us": _("cancelled by us"), "cancelled_by_person": _("cancelled by the person"), "open": _("open"), "asked": _("asked back"),
        "refunded": _("paid back"), "started": _("began"), "declined": _("declined"), "draft": _("draft"), "agreed": _("agreed"), "lost": _("contact lost"), "unsafe": _("no safe contact"),
    }  # fmt: skip


def whose(ids: Iterable[Any]) -> dict[Any, str]:
    """Bodies by their ids in the reader's language."""
    return {key: in_words(text) for key, text in names({one for one in ids if one}).items()}


def how_much(pack: Pack, row: Any) -> str:
    """The unit before the number, so that it is right for every number in every language."""
    return (
        ": ".join(filter(None, (reads.code_words(pack, "service_unit", row.unit), figure(row.amount.normalize()))))
        if row.amount is not None
        else ""
    )
