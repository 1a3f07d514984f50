"""Words for the codes of timeline entries and tasks; other areas add their own with ``name_kinds``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from dayaq.core.words import N_
from dayaq.respond.casefile import rules

EVENTS: dict[str, str] = {
    "casefile.opened": N_("case opened"),
    "casefile.closed": N_("case closed"),
    "casefile.reopened": N_("case opened again"),
    "casefile.status": N_("status stated"),
    "casefile.status_removed": N_("status marked as recorded in error"),
    "casefile.word": N_("the person's word on referral"),
    "casefile.closed_to_state": N_("closed to the State at the person's wish"),
    "casefile.open_to_state": N_("opened to the State at the person's wish"),
    "casefile.stage": N_("stage changed"),
    "casefile.task_done": N_("task done"),
    "casefile.help": N_("help"),
    "casefile.facts": N_("facts changed"),
    "casefile.identity": N_("identity recorded"),
    "casefile.contact": N_("safe contact recorded"),
    "casefile.contact_ended": N_("way of contact no longer safe"),
    "casefile.story": N_("account recorded"),
    "casefile.guardian": N_("guardian appointed"),
    "casefile.joined": N_("joined with another file of the person"),
    "casefile.parted": N_("parted from another file"),
}
TASKS: dict[str, str] = {
    "age": N_("Ask: could this person be under 18?"),
    **{task.code: task.text for task in rules.CHILD_TASKS},
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Where a task is done: a page of the case and the permission it asks for.

    ``ends``: doing it ends the task, nobody ticks it off. ``waits``: a person stands at the door; it comes before every term.
    """

    page: str
    permission: str
    ends: bool = True
    waits: bool = False


DEEDS: dict[str, Deed] = {
    "age": Deed("casefile:facts", "case.write"),
    "guardian": Deed("casefile:person", "case.write"),
    "identity": Deed("casefile:person", "case.write", ends=False),
}
AREAS: dict[str, str] = {
    "casefile": N_("case file"),
    "referral": N_("referral"),
    "screening": N_("screening"),
    "identification": N_("identification"),
    "hotline": N_("hotline"),
    "network": N_("services"),
    "casework": N_("case work"),
}
OUTCOMES = {
    "given": N_("given"),
    "offered": N_("offered"),
    "refused_by_person": N_("refused by the person"),
    "not_available": N_("not available"),
}
WORDS = {"not_asked": N_("not asked"), "agreed": N_("agrees to be referred"), "refused": N_("refuses"), "withdrawn": N_("has withdrawn")}


FACT_LISTS = {"close_reason", "close_outcome", "reopen_reason", "skip_reason"}  # facts of entries that are codes of the list of that name
LISTED: dict[str, Callable[[str], str]] = {}  # first part of a task's kind -> words of the rest, for tasks named by a country's list


def name_kinds(
    *,
    events: Mapping[str, str] | None = None,
    tasks: Mapping[str, str] | None = None,
    deeds: Mapping[str, Deed] | None = None,
    listed: Mapping[str, Callable[[str], str]] | None = None,
    facts: Iterable[str] = (),
) -> None:
    """Let another area say what its entries ("referral.sent") and tasks are called (message ids), and where its tasks are done.

    ``listed``: tasks "word.code" whose names stand in a list of the pack, by the word before the dot.
    ``facts``: keys of an entry's facts that are names of the pack's lists and are shown with their words.
    """
    FACT_LISTS.update(facts)
    LISTED.update(listed or {})
    EVENTS.update(events or {})
    TASKS.update(tasks or {})
    DEEDS.update(deeds or {})


def event_words(kind: str) -> str:
    """The message id for a timeline entry; a code nobody named is shown readable."""
    return EVENTS.get(kind, kind.replace(".", ": ").replace("_", " "))


def task_words(kind: str) -> str:
    """The message id for a task; a code nobody named is shown readable."""
    first, _, code = kind.partition(".")
    if first in LISTED:
        return LISTED[first](code)
    return TASKS.get(kind, kind.replace(".", ": ").replace("_", " "))


def evidence_words(evidence: str) -> str:
    """What a status rests on, for people: a record of another area by its kind, anything typed as it was typed."""
    if evidence.startswith("abroad:"):
        return gettext(N_("recognition abroad"))
    return gettext(N_("formal decision")) if evidence.startswith("decision:") else evidence


def waiting_kinds() -> list[str]:
    """Tasks for which a person stands at the door."""
    return [kind for kind, done in DEEDS.items() if done.waits]


def deed(kind: str) -> Deed | None:
    """Where a task is done; None for one that is only ticked off."""
    return DEEDS.get(kind)
