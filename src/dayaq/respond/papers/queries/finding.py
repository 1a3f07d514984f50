"""Values of referral, screening, decision, guardian and what the person told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from dayaq.core.words import N_
from dayaq.respond.casefile.queries import pack_of
from dayaq.respond.identification import queries as identification
from dayaq.respond.papers.queries.first import day, pack_label
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.respond.referral import queries as referral
from dayaq.respond.screening import queries as screening

ANSWERS = {"yes": N_("yes"), "no": N_("no"), "unknown": N_("unknown"), "not_asked": N_("not asked"), "refused": N_("refused to say")}
OUTCOMES = {"positive": N_("positive: a victim of trafficking"), "negative": N_("negative: not found to be a victim")}
NO_REVIEW = N_("The law names no review of this decision. You can complain about how you were treated, and ask a lawyer what else is open.")
REVIEW = N_("You can ask for a review at the body that decided, and name new facts.")


def standing(asking: Asking) -> Any:
    """The decision in force, as the maker sees it."""
    return identification.standing(identification.decisions(asking.case))


@source("referral.sent")
def _referrals(asking: Asking) -> Rows:
    def shown(moment: object) -> str:
        return day(moment) if moment else ""  # type: ignore[arg-type]  # a time or nothing

    return [
        (pack_label(asking, f"bodies.{one.to_body}"), shown(one.suspected_at), shown(one.sent_at), shown(one.received_at))
        for one in referral.of_case(asking.case)
    ]


@source("screening.results")
def _indicators(asking: Asking) -> Rows:
    return [
        (one.list_code, answer.code, gettext(ANSWERS.get(answer.answer, answer.answer)))
        for one in screening.finished(asking.case)
        for answer in screening.answers_of(one).values()
    ]


@source("decision.outcome")
def _outcome(asking: Asking) -> str:
    found = standing(asking)
    return gettext(OUTCOMES[found.outcome]) if found else ""


@source("decision.day")
def _decided(asking: Asking) -> str:
    found = standing(asking)
    return day(found.at) if found else ""


@source("decision.body")
def _decider(asking: Asking) -> str:
    found = standing(asking)
    return pack_label(asking, f"bodies.{found.body}") if found else ""


@source("decision.reasons")
def _reasons(asking: Asking) -> str:
    found = standing(asking)
    reasoning = getattr(found, "reasoning", None) if found else None
    return reasoning.text if reasoning else ""


@source("decision.review")
def _review(asking: Asking) -> str:
    found = standing(asking)
    if found is None or found.outcome == "positive":
        return ""
    return gettext(REVIEW if pack_of(asking.case).process.identification.review else NO_REVIEW)


@source("story.text")
def _told(asking: Asking) -> Rows:
    return [(day(note.at), note.text) for note in asking.case.story.order_by("at")]


@source("guardian.name")
def _guardian(asking: Asking) -> str:
    return ", ".join(one.name for one in asking.case.guardians.filter(ended_at__isnull=True))
