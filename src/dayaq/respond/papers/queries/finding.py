"""Values of referral, screening, decision, guardian and what the person told."""

from __future__ import annotations

from typing import Any

from dayaq.respond.casefile.queries import label
from dayaq.respond.identification import queries as identification
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.respond.referral import queries as referral
from dayaq.respond.screening import queries as screening
from dayaq.respond.screening.queries.words import item_words
from dayaq.ui.templatetags.dayaq import codes as in_words

ANSWERS = {"yes": "yes", "no": "no", "unknown": "unknown", "not_asked": "not asked", "refused": "refused to say"}
OUTCOMES = {"positive": "positive: a victim of trafficking", "negative": "negative: not found to be a victim"}
NO_REVIEW = "The law names no review of this decision. You can complain about how you were treated, and ask a lawyer what else is open."
FOR_THE_PERSON = "The decision is in your favour. If something in it is wrong, say so to the body that decided."
REVIEW = "You can ask for a review at the body that decided, and name new facts."


def standing(asking: Asking) -> Any:
    """The decision in force, as the maker sees it."""
    return identification.standing(identification.decisions(asking.case))


@source("referral.sent")
def _referrals(asking: Asking) -> Rows:
    return [
        (asking.body(one.to_body), asking.time(one.suspected_at), asking.time(one.sent_at), asking.time(one.received_at))
        for one in referral.of_case(asking.case)
    ]


@source("screening.results")
def _indicators(asking: Asking) -> Rows:
    return [
        (
            label(asking.pack, f"indicators.{one.list_code}"),
            in_words(item_words(asking.pack, answer.code)),
            asking.word(ANSWERS.get(answer.answer, answer.answer)),
        )
        for one in screening.finished(asking.case)
        for answer in screening.answers_of(one).values()
    ]


@source("decision.outcome")
def _outcome(asking: Asking) -> str:
    found = standing(asking)
    return asking.word(OUTCOMES[found.outcome]) if found else ""


@source("decision.day")
def _decided(asking: Asking) -> str:
    found = standing(asking)
    return asking.day(found.at) if found else ""


@source("decision.body")
def _decider(asking: Asking) -> str:
    found = standing(asking)
    return asking.body(found.body) if found else ""


@source("decision.reasons")
def _reasons(asking: Asking) -> str:
    found = standing(asking)
    reasoning = getattr(found, "reasoning", None) if found else None
    return reasoning.text if reasoning else ""


@source("decision.review")
def _review(asking: Asking) -> str:
    found = standing(asking)
    if found is None:
        return ""
    if found.outcome == "positive":
        return asking.word(FOR_THE_PERSON)
    return asking.word(REVIEW if asking.pack.process.identification.review else NO_REVIEW)


@source("story.text")
def _told(asking: Asking) -> Rows:
    return [(asking.day(note.at), note.text) for note in asking.case.story.order_by("at")]


@source("guardian.name")
def _guardian(asking: Asking) -> str:
    return ", ".join(one.name for one in asking.case.guardians.filter(ended_at__isnull=True))
