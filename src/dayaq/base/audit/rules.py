"""The trail in words: what was done, to what, with which outcome. Pure; a code nobody named is shown readable."""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.core.words import N_

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
THINGS: Mapping[str, str] = {
    "today": N_("Today"),
    "unknown address": N_("unknown address"),
    "removal check": N_("check before a removal"),
    "screenings": N_("screenings"),
    "account": N_("account"),
    "accounts_organisation": N_("organisation"),
    "accounts_unit": N_("unit"),
    "accounts_user": N_("account"),
    "accounts_membership": N_("role of a person"),
    "accounts_affiliation": N_("declared tie"),
    "accounts_invitation": N_("invitation"),
    "mfa_authenticator": N_("second factor"),
    "jobs_mail": N_("mail"),
    "access_file": N_("file"),
    "access_grant": N_("access to a file"),
    "access_role": N_("ceiling of a role"),
    "casefile_case": N_("core of the case"),
    "casefile_casecode": N_("code of the case"),
    "casefile_identity": N_("identity"),
    "casefile_safecontact": N_("safe contact"),
    "casefile_storynote": N_("account of the person"),
    "casefile_guardian": N_("guardian"),
    "casefile_assertion": N_("status"),
    "casefile_assistance": N_("help"),
    "casefile_timelineevent": N_("entry of the timeline"),
    "casefile_task": N_("task"),
    "casefile_searchnotice": N_("notice of a search"),
    "referral_referral": N_("referral"),
    "referral_message": N_("message with a referral"),
    "referral_breach": N_("breach"),
    "screening_screening": N_("screening"),
    "screening_answer": N_("answer of a screening"),
    "identification_stage": N_("step of identification"),
    "identification_formaldecision": N_("decision"),
    "identification_reasoning": N_("reasons of a decision"),
    "identification_personnotice": N_("notice to the person"),
    "identification_review": N_("review"),
    "identification_coassessment": N_("comment of a co-assessor"),
    "identification_removalhold": N_("hold on a removal"),
    "identification_holdconsent": N_("consent to a check before removal"),
    "figures_published": N_("published figure"),
    "register_dataset": N_("data set of the register"),
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
