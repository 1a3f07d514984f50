"""The trail in words: what was done, to what, with which outcome. Pure; a code nobody named is shown readable."""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.base.audit.rules.things import THINGS
from dayaq.core.words import N_

__all__ = [
    "ACTIONS",
    "AREAS",
    "CHANGED",
    "FOREIGN",
    "OPENED",
    "OUTCOMES",
    "THINGS",
    "TOGETHER",
    "action_words",
    "mood",
    "outcome_words",
    "thing_words",
]

OPENED = ("read", "reveal", "print")
CHANGED = ("insert", "update", "delete")
TOGETHER: Mapping[str, tuple[str, ...]] = {"opened": OPENED, "changed": CHANGED}

ACTIONS: Mapping[str, str] = {
    "opened": N_("a file opened, revealed or printed"),
    "changed": N_("anything changed"),
    "read": N_("opened"),
    "list": N_("listed"),
    "search": N_("searched"),
    "reveal": N_("revealed"),
    "print": N_("printed"),
    "insert": N_("recorded"),
    "update": N_("changed"),
    "delete": N_("deleted"),
    "denied": N_("denied"),
    "refuse": N_("refused by a rule"),
    "failed": N_("failed"),
    "sign_in": N_("signed in"),
    "export": N_("taken as a file"),
    "import": N_("imported"),
}
OUTCOMES: Mapping[str, str] = {
    "ok": N_("done"),
    "refused": N_("refused"),
    "403": N_("page of another role"),
    "404": N_("not there for the person"),
    "409": N_("refused by a rule, or changed meanwhile"),
    "500": N_("fault of the system"),
    "503": N_("system not ready"),
}
AREAS: Mapping[str, str] = {  # pages and everything of an area that has no word of its own
    "account": N_("signing in"),
    "accounts": N_("people and roles"),
    "audit": N_("trail"),
    "casefile": N_("case file"),
    "figures": N_("figures"),
    "identification": N_("identification"),
    "jobs": N_("long work"),
    "mfa": N_("second factor"),
    "referral": N_("referrals"),
    "register": N_("register"),
    "screening": N_("screening"),
    "framework": N_("instruments of assessments"),
    "assessment": N_("assessments"),
    "survey": N_("surveys"),
    "interviews": N_("interviews"),
    "results": N_("results of surveys"),
    "findings": N_("findings of assessments"),
    "validation": N_("workshops"),
    "report": N_("reports of assessments"),
    "network": N_("referral network"),
    "hotline": N_("hotline"),
    "detection": N_("raids and information"),
    "residence": N_("residence and return"),
    "shelter": N_("shelters"),
    "support": N_("support"),
    "rights": N_("rights and complaints"),
    "fund": N_("relief fund"),
    "protection": N_("protection"),
    "justice": N_("justice"),
    "inspection": N_("labour inspection"),
    "casework": N_("case work"),
    "papers": N_("papers"),
    "intake": N_("taking over of case lists"),
    "window": N_("own window"),
    "documents": N_("files"),
}
FOREIGN = ("account", "mfa")  # pages that come with a library: their names have a low line where ours have a colon


def action_words(action: str) -> str:
    """The message id of an action."""
    return ACTIONS.get(action, action.replace(".", ": ").replace("_", " "))


def outcome_words(outcome: str) -> str:
    """The message id of an outcome."""
    return OUTCOMES.get(outcome, outcome)


def thing_words(kind: str) -> str:
    """The message id of a table or page: its own word, else the word of its area."""
    area = kind.replace(".", ":").replace("_", ":").partition(":")[0]
    return THINGS.get(kind) or AREAS.get(area) or kind.replace("_", " ")


def mood(action: str, outcome: str) -> str:
    """How an outcome looks: a fault or refusal stands out from what went well."""
    if action == "failed":
        return "brick"
    return "neutral" if outcome == "ok" else "amber"
