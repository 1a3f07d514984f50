"""Statuses side by side, the person's word, help given and help that remains: rows for pages."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import names
from dayaq.core.decision import Reason
from dayaq.core.words import N_
from dayaq.respond.casefile import rules
from dayaq.respond.casefile.models import Assertion, Case
from dayaq.respond.casefile.queries.cases import child_mark, pack_of, said, statuses
from dayaq.respond.casefile.queries.head import label
from dayaq.respond.casefile.queries.words import OUTCOMES, WORDS, evidence_words
from dayaq.ui.templatetags.dayaq import codes as in_words

REASONS = {
    "wrong_case": N_("it was about another case"),
    "wrong_status": N_("another status was meant"),
    "duplicate": N_("it was entered twice"),
    "wrong_date": N_("the date was wrong"),
    "other": N_("another reason"),
}


def status_rows(case: Case, actor: Actor) -> list[dict[str, Any]]:
    """Every word on the status, the newest first: standing, superseded or recorded in error."""
    words, pack = said(case), pack_of(case)
    who = names({word.organisation for word in words} | {word.by for word in words})
    return [
        {
            "word": word,
            "label": label(pack, f"status.{word.status}"),
            "body": in_words(who.get(word.organisation, {})),
            "by": in_words(who.get(word.by, {})),
            "state": word_state(word),
            "evidence": evidence_words(word.evidence),
            "reason": gettext(REASONS.get(word.removed_reason, word.removed_reason)) if word.removed_reason else "",
            "mine": word.organisation == actor.organisation_id and word.removed_at is None,
        }
        for word in reversed(words)
    ]


def word_state(word: Assertion) -> str:
    """``standing``, ``superseded`` or ``removed``."""
    if word.removed_at is not None:
        return "removed"
    return "superseded" if word.superseded_by_id else "standing"


def may_state_now(case: Case, actor: Actor) -> list[tuple[str, str]]:
    """Statuses the country lets the actor's body state today by hand."""
    pack = pack_of(case)
    view = pack.on(pack.calendar.local_date(timezone.now()))
    mine = [code for code, status in pack.status.items() if not status.decision and view.may_assert(code, actor.organisation)]
    return [(code, label(pack, f"status.{code}")) for code in mine]


def remaining_help(case: Case) -> dict[str, Any]:
    """What help is open now and what needs another status; a no or a negative decision ends none of the open one."""
    pack = pack_of(case)
    standing = [word.status for word in statuses(case)]
    view = pack.on(pack.calendar.local_date(timezone.now()))
    entries = {code: entry for code, entry in pack.entitlements.items() if entry.in_force(view.day)}
    open_now, later = rules.help_available(standing, entries)
    common = [rules.Status(status) for status in dict.fromkeys(standing) if status in set(rules.Status)]  # a pack may have its own beside
    reasons = [reason for status in common for reason in rules.help_remains(status).reasons]
    return {
        "open": [label(pack, f"entitlements.{code}") for code in open_now],
        "later": [label(pack, f"entitlements.{code}") for code in later],
        "reasons": list({reason.message: reason for reason in reasons}.values()),
    }


def person_word(case: Case) -> str:
    """The person's word on referral as words."""
    return gettext(WORDS.get(case.refers, case.refers))


def what_a_no_means(case: Case, actor: Actor) -> Reason:
    """What happens if the person says no, before it is recorded."""
    if child_mark(case) != "no":
        text = N_(
            "A child's no is written down. It does not bind without a guardian and a decision on the best interest; ask the question of age first."
        )
        return Reason("child_no", text, basis="coe197.10(4)")
    if actor.state:
        return Reason("state_no", N_("A no is written down and help goes on."))
    return Reason(
        "adult_no",
        N_("If the person refuses, the file is closed to every State body, and whatever access one had ends at once. Help goes on."),
    )


def help_rows(case: Case) -> list[dict[str, Any]]:
    """Help given, offered, refused or not available, the newest first."""
    rows, pack = list(case.assistance.order_by("-at", "-recorded_at")), pack_of(case)
    who = names({row.organisation for row in rows})
    return [
        {
            "at": row.at,
            "what": label(pack, f"codes.first_assistance.{row.kind}"),
            "where": in_words(who.get(row.organisation, {})),
            "note": " · ".join(filter(None, [gettext(OUTCOMES.get(row.outcome, row.outcome)), reason_words(pack, row.reason)])),
            "kind": "leaf" if row.outcome == "given" else "brick" if row.outcome == "not_available" else "neutral",
        }
        for row in rows
    ]


def reason_words(pack: Any, reason: str) -> str:
    """A reason of the pack's two lists as words."""
    lists = [name for name in ("provider_refusal", "refusal_reason") if reason in pack.codes[name].items]
    return label(pack, f"codes.{lists[0]}.{reason}") if lists else reason
