"""Rules of justice: the article of its date, bands, who may represent, pay, phases, how often somebody was asked. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.pack.schema.justice import Article, Band, ClaimRule, Flag, JusticeFile, Penalty, Rate, in_force
from dayaq.core.pack.schema.process import Lawyer as BarRule
from dayaq.core.words import N_

KNOWING_USE = "knowing_use"
HOUR = 60


class Phase(StrEnum):
    """Where a proceeding is, in the order it goes through."""

    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    COURT = "court"
    FINAL = "final"


NEXT: Mapping[Phase, str] = {Phase.PROSECUTION: "prosecuted_at", Phase.COURT: "court_at", Phase.FINAL: "final_at"}


def wording(article: Article, day: date) -> Penalty | None:
    """The wording of an article in force that day: an act is judged by the law of its date."""
    return in_force(article.versions, day)


def may_charge(file: JusticeFile, code: str, day: date) -> Decision:
    """Whether the article is an offence on the day of the act (``CRM-01``, ``CRM-03``).

    Basis: in pack az Criminal Code, articles 144-1 and 144-2; CoE Convention, Article 19 (knowing use, where the law has it).
    """
    article = file.articles.get(code)
    if article is None:
        return allowed(False, "no_article", N_("Choose an article of the country's list."))
    if article.offence == KNOWING_USE and not flagged(file.knowing_use, day):
        return allowed(False, "no_offence", N_("On that day using a victim's services knowingly was no offence here."))
    text = N_("This article was not in force on that day.")
    return allowed(wording(article, day) is not None, "not_in_force", text)


def flagged(flags: tuple[Flag, ...], day: date) -> bool:
    """Whether a rule holds that day; where the pack says nothing it does not."""
    found = in_force(flags, day)
    return found is not None and found.holds


def band(bands: Mapping[str, Band], months: int | None) -> str:
    """The band a prison term falls into; empty where there is none. Half-open: from ``least``, below ``below`` (``CRM-01``)."""
    if months is None:
        return ""
    return next((code for code, one in bands.items() if one.least <= months and (one.below is None or months < one.below)), "")


def by_band(bands: Mapping[str, Band], terms: Mapping[int, int]) -> dict[str, int]:
    """Numbers of sentences by months, summed by band; every band of the pack is named, nought too."""
    sums = Counter(dict.fromkeys(bands, 0))
    for months, n in terms.items():
        sums[band(bands, months) or "none"] += n
    return dict(sums)


def may_represent(rule: BarRule, bar_scopes: Sequence[str], scopes: Iterable[str], *, bar_member: bool, day: date) -> Decision:
    """Whether somebody may represent in these matters: where the bar rule holds, only a member of the bar (``LEG-03``).

    Basis: in pack az the Law on Legal Assistance (membership of the bar in criminal cases).
    """
    asked = set(scopes) & set(bar_scopes)
    needed = rule.bar_membership and rule.in_force(day) and bool(asked)
    text = N_("In a criminal case only a member of the bar may represent. Advice and other matters stay open.")
    return allowed(bar_member or not needed, "no_bar", text, "; ".join(rule.basis))


def pay(minutes: int, rate: Decimal) -> Decimal:
    """What is owed for this time at a rate by the hour, to the cent (``LEG-04``)."""
    return (rate * minutes / HOUR).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rate_of(rates: tuple[Rate, ...], scheme: str, day: date) -> Rate | None:
    """The rate in force for a scheme that day (``LEG-04``)."""
    return next((rate for rate in rates if rate.scheme == scheme and rate.in_force(day)), None)


def may_move(phases: Mapping[Phase, datetime | None], to: Phase, at: datetime) -> Decision:
    """Whether a proceeding may enter a phase at that time: not twice, and not before a phase that came earlier.

    A phase may be left out: a proceeding may end without court.
    """
    if phases.get(to) is not None:
        return allowed(False, "phase_known", N_("This phase is recorded already."))
    order = list(Phase)
    before = [when for phase, when in phases.items() if when is not None and order.index(phase) < order.index(to)]
    later = [when for phase, when in phases.items() if when is not None and order.index(phase) > order.index(to)]
    fits = all(when <= at for when in before) and all(at <= when for when in later)
    return allowed(fits, "phase_order", N_("The dates of the phases do not follow each other."))


def may_link(*, ngo_only: bool, consent: str) -> Decision:
    """Whether a person may be named in a proceeding: never against her word where only an organisation knows her (``REF-04``).

    Basis: CoE Convention, Article 11; THB Law, Article 17.
    """
    if ngo_only and consent != "agreed":
        return allowed(False, "known_to_organisation_only", N_("This person is known to an organisation only and has not agreed."))
    return allowed(consent in ("agreed", "not_needed"), "consent_unknown", N_("Say whether the person agreed to be named there."))


def wish_met(wish: str, asker_sex: str) -> bool | None:
    """Whether the person was asked by somebody of the sex chosen; None where nothing was chosen or is known."""
    if wish not in ("female", "male") or not asker_sex:
        return None
    return wish == asker_sex


def check_statement(*, consent: str, method: str, uses: bool, again: bool, again_why: str) -> Decision:
    """Whether a questioning is recorded whole: consent said, a recording named where one was used, a reason for asking again."""
    if consent not in ("agreed", "refused", "not_asked"):
        return allowed(False, "consent_unknown", N_("Say whether the person agreed to be asked."))
    if uses != (method == "recording_used"):
        return allowed(False, "which_recording", N_("Say which recording was used instead of asking again, or choose another method."))
    text = N_("The person was asked before. Say why again.")
    return allowed(bool(again_why) or not again or uses, "again_why", text)


AID = {
    ("free_aid", True): N_("By law legal help is free for the person."),
    ("free_aid", False): N_("The law promises no free legal help; say what it costs before it begins."),
    ("grants", True): N_("By law organisations that give legal help may be paid for it by a grant."),
    ("grants", False): N_("The law knows no grant for organisations that give legal help."),
}


def aid_words(file: JusticeFile, day: date) -> list[Reason]:
    """What the law says that day of the price of legal help and of grants for who gives it (``LEG-01``, ``LEG-02``)."""
    found = [("free_aid", in_force(file.free_aid, day)), ("grants", in_force(file.grants, day))]
    return [Reason(f"{name}_{rule.holds}".lower(), AID[name, rule.holds], basis="; ".join(rule.basis)) for name, rule in found if rule]


def claim_words(rules: tuple[ClaimRule, ...], held: Iterable[str], *, departed: bool, day: date) -> list[Reason]:
    """What a civil claim hangs on here, explained; it is never a ground to refuse legal help (``LEG-07``).

    Basis: in pack az practice as the sources report it (recognition before a claim; claims lost with deportation).
    """
    rule = in_force(rules, day)
    if rule is None:
        return []
    found, basis = [], "; ".join(rule.basis)
    if rule.needs_status and not set(rule.needs_status) & set(held):
        found.append(
            Reason(
                "claim_needs_status",
                N_("By practice a civil claim is heard after recognition. Prepare it now; other routes are open."),
                basis=basis,
            )
        )
    if rule.ends_on_departure and departed:
        found.append(
            Reason(
                "claim_after_departure",
                N_("By practice claims were lost with the departure. A power of attorney keeps them alive."),
                basis=basis,
            )
        )
    return found


def check_verdict(*, convicted: bool, sentence: str, months: int | None, suspended: bool, outcomes: Iterable[str]) -> Decision:
    """Whether verdict, sentence and outcomes of the charges agree (``CRM-02``)."""
    said = list(outcomes)
    if convicted and not sentence:
        return allowed(False, "sentence_missing", N_("A conviction has a sentence; choose it."))
    if not convicted and (sentence or months is not None or suspended):
        return allowed(False, "no_sentence", N_("An acquittal has no sentence."))
    if said and convicted != ("convicted" in said):
        return allowed(False, "charges_differ", N_("The outcomes of the charges do not agree with the verdict."))
    prison = sentence in ("prison", "suspended")
    if prison and convicted and months is None:
        return allowed(False, "length_missing", N_("Say how long the prison sentence is."))
    return allowed(
        suspended == (sentence == "suspended") if convicted else True, "suspended_differs", N_("Suspended is a sentence of its own.")
    )


def check_measure(asked: Iterable[str], granted: Iterable[str], refused: Iterable[str]) -> Decision:
    """Whether the court's answers belong to what was asked; nothing is granted and refused at once (``VWP-02``)."""
    wished, yes, no = set(asked), set(granted), set(refused)
    if yes & no:
        return allowed(False, "both_answers", N_("A measure is granted or refused, not both."))
    return allowed(yes | no <= wished, "not_asked", N_("An answer belongs to a measure that was asked for."))
