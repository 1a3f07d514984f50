"""A finding's text: paragraphs and sentences, where each takes its proof from, and what keeps a finding from being final.

Basis: AS-80 (each sentence with its evidence and kind), AS-82 (attribution), CT-NAT 2016 information note (no attribution
without consent).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from dayaq.assess.findings.rules.tokens import MARK
from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_

STATUSES = {"draft": N_("draft"), "reviewed": N_("reviewed"), "final": N_("final")}
ATTRIBUTION = {
    "anonymous": N_("nobody is named"),
    "institution": N_("the institution is named"),
    "consent": N_("named, with consent on record"),
}
STAGES = {"draft": N_("on the draft"), "validation": N_("in the validation workshop"), "final": N_("on the final report")}
STANCES = {"agrees": N_("agrees"), "corrects": N_("corrects"), "disputes": N_("disputes")}
ACCEPTED = {"yes": N_("accepted"), "partly": N_("accepted in part"), "no": N_("not accepted")}
BLANK_LINE = re.compile(r"\n\s*\n")
ENDING = re.compile(r"[.!?…][\"”»’)]*\s+(?=[\[\"“«(]?[A-ZƏÖÜĞŞÇİIА-ЯЁ])")
SHORT = re.compile(r"(?:\b(?:p|pp|s|səh|стр|с|ст|art|arts|no|nr|m|par|para|cf|e\.g|i\.e|Mr|Ms|Dr|b|др|т\.д)|\b[A-ZƏА-Я])\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and its place: "2.3" is the third of the second paragraph."""

    place: str
    text: str

    @property
    def paragraph(self) -> str:
        return self.place.partition(".")[0]


def paragraphs(text: str) -> list[str]:
    """The paragraphs: a blank line divides them."""
    return [one.strip() for one in BLANK_LINE.split(text.replace("\r\n", "\n")) if one.strip()]


def sentences(text: str) -> list[Sentence]:
    """Every sentence with its place; abbreviations such as "p. 31" do not end one."""
    return [
        Sentence(f"{number}.{place}", sentence)
        for number, paragraph in enumerate(paragraphs(text), 1)
        for place, sentence in enumerate(split(paragraph), 1)
    ]


def split(paragraph: str) -> list[str]:
    """The sentences of one paragraph."""
    found, start = [], 0
    for ending in ENDING.finditer(paragraph):
        if SHORT.search(paragraph[start : ending.start() + 1]):
            continue
        found.append(paragraph[start : ending.end()].strip())
        start = ending.end()
    return [*found, paragraph[start:].strip()] if paragraph[start:].strip() else found


def unproved(text: str, linked: Collection[str], cites: Callable[[str], bool]) -> list[Sentence]:
    """Sentences without evidence: no number from data, no citation, no piece linked to the sentence or its paragraph."""
    return [
        one for one in sentences(text) if not (one.place in linked or one.paragraph in linked or MARK.search(one.text) or cites(one.text))
    ]


def may_be_named(attribution: str, institution: str, consent: str) -> dict[str, Reason]:
    """What the chosen attribution lacks, by field. Basis: CT-NAT information note (AS-82)."""
    found = {}
    if attribution not in ATTRIBUTION:
        found["attribution"] = Reason("attribution_unknown", N_("Choose who is named."))
    if attribution in ("institution", "consent") and not institution.strip():
        found["institution"] = Reason("attribution_institution", N_("Write which institution is named."))
    if attribution == "consent" and not consent.strip():
        found["consent"] = Reason("attribution_consent", N_("Write where the consent is recorded."))
    return found


def may_review(status: str, *, author: object, reviewer: object) -> Decision:
    """A second person reads a draft: whoever wrote it last does not review it."""
    if status != "draft":
        return Decision.refuse(Reason("not_a_draft", N_("Only a draft is reviewed.")))
    return allowed(author != reviewer, "own_review", N_("Somebody other than the author reviews a finding."))


def may_finish(status: str, faults: Sequence[Reason], *, unanswered: int, names: int = 0, looked: str = "") -> Decision:
    """A finding is final when it was reviewed, its words hold against data and sources, and every reply has an answer.

    Where a name stands, or words spelt like one the team knows, somebody writes first why it is none.
    """
    reasons = list(faults)
    if names and not looked.strip():
        text = N_("Words like a name the team knows stand in the text (%(n)s times). Take them out, or write why they are no name.")
        reasons.append(Reason("names_stand", text, {"n": names}))
    if status != "reviewed":
        reasons.append(Reason("not_reviewed", N_("Somebody other than the author reviews a finding before it is final.")))
    if unanswered:
        text = N_("%(n)s replies of bodies have no answer yet; both are printed.")
        reasons.append(Reason("replies_open", text, {"n": unanswered}))
    return Decision.refuse(*reasons) if reasons else Decision.allow()


def in_languages(words: Mapping[str, str]) -> list[str]:
    """The languages a text is written in."""
    return [language for language, text in words.items() if text.strip()]
