"""A child's path: guardian, best interest, tracing, age. A doubt counts for the child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_

IN_INTEREST, TRACING = "in_interest", "family_tracing"


def needs_independent(guardians: Iterable[str | None], providers: Iterable[str]) -> bool:
    """Whether a guardian independent of those who help is still to be found; ``guardians``: organisation of each, if any (CHI-03).

    Basis: CoE Convention, Article 10(4)(a).
    """
    helping = frozenset(providers)
    return not any(body is None or body not in helping for body in guardians)


def check_best_interest(*, heard: str, factors: Iterable[str], reasons: str, at: date, review_on: date) -> Decision:
    """Whether a decision on the best interest is whole: the child's view, factors weighed, reasons, a later day to look again.

    Basis: CRC, Articles 3 and 12; CoE Convention, Article 10(4).
    """
    if not heard:
        return Decision.refuse(Reason("view_needed", N_("Say how the child's view was heard."), basis="crc.12"))
    if not tuple(factors):
        return Decision.refuse(Reason("factors_needed", N_("Name what was weighed."), basis="crc.3"))
    if not reasons.strip():
        return Decision.refuse(Reason("no_reasons", N_("A decision needs its reasons."), basis="crc.3"))
    return allowed(review_on > at, "review_day", N_("Name a later day on which the decision is looked at again."), "crc.3")


def may_trace(outcomes: Iterable[str]) -> Decision:
    """Whether the family may be looked for: only when it was decided to be in the child's best interest (CHI-03).

    ``outcomes``: of the decisions on tracing, the newest first. Basis: CoE Convention, Article 10(4)(c).
    """
    newest = next(iter(outcomes), "")
    text = N_("The family is looked for only after a decision that it is in the child's best interest.")
    return allowed(newest == IN_INTEREST, "tracing_undecided", text, "coe197.10(4)")


@dataclass(frozen=True, slots=True)
class Found:
    """What an assessment of age found: by which methods, with whose consent, youngest and oldest age."""

    methods: tuple[str, ...]
    consent: tuple[str, ...]
    youngest: int | None
    oldest: int | None


def check_age_assessment(
    found: Found, *, methods: Iterable[str], consent: Iterable[str], last_resort: Iterable[str], earlier: Iterable[str]
) -> Decision:
    """Whether an age was assessed lawfully: known methods, consents given, methods on the body only after others (IDN-08).

    Basis: CoE Convention, Article 10(3); CRC Committee, General Comment 6, paragraph 31.
    """
    if not found.methods or not set(found.methods) <= set(methods):
        return Decision.refuse(Reason("method_needed", N_("Choose methods the country's rules allow."), basis="crc-gc6"))
    lacking = set(consent) - set(found.consent)
    if lacking:
        return Decision.refuse(
            Reason("consent_needed", N_("Nobody's age is assessed without the consents the rules ask for."), basis="crc-gc6")
        )
    gentle = (set(earlier) | set(found.methods)) - set(last_resort)
    if set(found.methods) & set(last_resort) and not gentle:
        text = N_("Methods that touch the body come last: look at papers, and talk, first.")
        return Decision.refuse(Reason("gentle_first", text, basis="crc-gc6"))
    known = found.youngest is not None and found.oldest is not None
    ordered = not known or 0 <= (found.youngest or 0) <= (found.oldest or 0)
    return allowed(ordered, "margin", N_("Give the youngest and the oldest age the result allows."))


def age_found(youngest: int | None, oldest: int | None, child_under: int) -> str:
    """What a result means: adult only when even the youngest age is one; otherwise child, or open (IDN-08, CHI-01).

    Basis: CoE Convention, Articles 4(d) and 10(3); CRC Committee, General Comment 6, paragraph 31 (benefit of the doubt).
    """
    if youngest is None or oldest is None:
        return "open"
    if youngest >= child_under:
        return "adult"
    return "child" if oldest < child_under else "open"
