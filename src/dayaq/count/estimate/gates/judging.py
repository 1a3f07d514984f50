"""Five questions before any number: the lists, their overlap, the model, what they cover, how they were linked.

A gate answers with reasons and with what would help. A gate that fails stops the number; a named person may go on in
spite of it with a reason, except where no number exists at all. The limits are suggestions of the literature or our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dayaq.core.decision import Reason
from dayaq.core.words import N_
from dayaq.count.estimate.fitting.existence import Status
from dayaq.count.estimate.gates.assumptions import ROUNDING, Assumptions, Override
from dayaq.count.estimate.gates.gate import Found, Gate, Gates, State, final, summed
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.persons import DISCLOSURE, Persons
from dayaq.count.estimate.lists.terms import Model

FEWEST_LISTS, ENOUGH_LISTS = 3, 4
ENOUGH_OVERLAP = 30
ENOUGH_ON_LIST = 10
MOSTLY, PARTLY = 0.8, 0.2  # shares of a list that came by referral
BIAS = 0.05
NAMED = 6  # models written out in one sentence

FEW_LISTS = N_("Lists: %(lists)s; at least 3 are needed.")
THREE_LISTS = N_("3 lists; 4 or more would show how lists depend on each other.")
LISTS = N_("%(lists)s lists.")
FED = N_("List %(list)s is fed by referral from %(source)s.")
PARTLY_FED = N_("Part of list %(list)s came by referral from %(source)s (%(percent)s %%).")
NOT_OWN = N_("List %(list)s has no way of its own to find people.")
OWN_NOT_STATED = N_("Whether each list finds people in its own way was not stated.")
NO_OVERLAP = N_("Nobody is on two lists.")
TOO_FEW = N_("Fewer than %(limit)s persons are on two or more lists.")
FEW = N_("Fewer than %(limit)s persons are on two or more lists; an estimate is very uncertain.")
OVERLAP = N_("%(count)s persons are on two or more lists.")
SMALL = N_("Fewer than %(limit)s persons are on list %(list)s.")
ALONE = N_("List %(list)s shares nobody with the others.")
EMPTY = N_("Pairs of lists that share nobody: %(pairs)s.")
EXISTS = N_("The chosen model has an estimate.")
EXTENDED = N_("The chosen model has an estimate; pairs that share nobody are set to minus infinity: %(terms)s.")
NO_MLE = N_("No estimate exists for the model %(model)s.")
NONE_AT_ALL = N_("Even for independent lists no estimate exists.")
NOT_IDENTIFIABLE = N_("The lists cannot tell the parts of the model %(model)s from each other.")
FAILING = N_("Models of pairs without an estimate, left out: %(models)s.")
UNCLEAR = N_("Models whose parts the lists cannot tell apart, left out: %(models)s.")
PERIODS = N_("The lists cover different periods.")
PERIOD_NOT_STATED = N_("Whether all lists cover the same period was not stated.")
DEFINITIONS = N_("The lists do not define a victim in the same way.")
DEFINITION_NOT_STATED = N_("Whether all lists define a victim in the same way was not stated.")
AGES_NOT_STATED = N_("Whether the lists hold children, adults or all was not stated.")
COVERAGE = N_("All lists cover the same period and define a victim in the same way.")
NOT_REVIEWED = N_("The links between the lists were not reviewed by hand.")
LINKS_NOT_STATED = N_("How well persons were linked between the lists was not stated.")
MISSED_NOT_STATED = N_("The share of missed links was not stated.")
FALSE_NOT_STATED = N_("The share of false links was not stated.")
LINKS_MISSED = N_("About %(missed)s %% of the links were missed; the estimate comes out too high by about %(bias)s %%.")
LINKS_FALSE = N_("About %(false)s %% of the links are false; the estimate comes out too low.")
LINKS = N_("About %(missed)s %% of the links were missed, about %(false)s %% are false.")

ADD_LIST = N_("Add a list that finds people in another way.")
MERGE = N_("Leave list %(list)s out, or merge it with %(source)s.")
LEAVE_OUT = N_("Leave list %(list)s out, or merge it with the list that feeds it.")
STATE = N_("State it in the assumptions.")
POOL = N_("Pool 3 to 5 years.")
MERGE_LISTS = N_("Merge lists that find people in the same way.")
CHECK_LINKS = N_("Check whether persons on two lists were recognised.")
SIMPLER = N_("Choose a model without %(terms)s.")
SAME_PERIOD = N_("Cut all lists to the same period.")
SAME_DEFINITION = N_("Use one definition on all lists.")
REVIEW = N_("Review a sample of links by hand; state the shares of missed and false links.")


@dataclass(frozen=True, slots=True)
class Modelled:
    """What is known of the chosen model and of those that have no estimate."""

    model: Model
    status: Status
    terms: Model = ()  # at minus infinity, or without which there would be an estimate
    failing: Mapping[Model, Status] = field(default_factory=dict)


def judge(captures: Captures, modelled: Modelled, assumptions: Assumptions, override: Override | None = None) -> Gates:
    """All five gates in order."""
    return Gates(
        (
            lists_gate(captures, assumptions),
            overlap_gate(captures),
            model_gate(captures, modelled),
            coverage_gate(assumptions),
            linkage_gate(assumptions),
        ),
        override,
    )


def lists_gate(captures: Captures, assumptions: Assumptions) -> Gate:
    """G1: enough lists, each with its own way of finding people; a list fed by another shows dependence by design.

    The shares of 80 % (fails) and 20 % (warns) that came by referral, from all other lists together, are our own.
    Basis: Bishop, Fienberg & Holland 1975, chapter 6 (three lists are the least that show dependence).
    """
    found: list[Found] = []
    count = len(captures.lists)
    if count < FEWEST_LISTS:
        found.append((State.FAIL, Reason("few_lists", FEW_LISTS, {"lists": count}), Reason("add_list", ADD_LIST)))
    elif count < ENOUGH_LISTS:
        found.append((State.WARN, Reason("three_lists", THREE_LISTS), Reason("add_list", ADD_LIST)))
    else:
        found.append((State.PASS, Reason("lists", LISTS, {"lists": count}), None))
    for name in captures.lists:
        found += _recruitment(name, assumptions)
    if any(name not in assumptions.own_recruitment for name in captures.lists):
        found.append((State.NOT_STATED, Reason("own_not_stated", OWN_NOT_STATED), Reason("state", STATE)))
    return summed("G1", found)


def _recruitment(name: str, assumptions: Assumptions) -> list[Found]:
    found: list[Found] = []
    shares = {source: share for source, share in assumptions.referred.get(name, {}).items() if share > 0}
    together, about = sum(shares.values()) + ROUNDING, {"list": name, "source": ", ".join(shares)}
    if together >= MOSTLY:
        found.append((State.FAIL, Reason("fed", FED, about), Reason("merge", MERGE, about)))
    elif together >= PARTLY:
        told = about | {"percent": round(together * 100)}
        found.append((State.WARN, Reason("partly_fed", PARTLY_FED, told), Reason("merge", MERGE, about)))
    if assumptions.own_recruitment.get(name) is False:
        found.append((State.FAIL, Reason("not_own", NOT_OWN, {"list": name}), Reason("leave_out", LEAVE_OUT, {"list": name})))
    return found


def overlap_gate(captures: Captures) -> Gate:
    """G2: enough persons on two or more lists, and on every list.

    Fewer than 5 on two or more lists stop the number, because it would stand on a cell that may not be shown, and for
    good if the lists hold no more than that; fewer than 30, or fewer than 10 on one list, warn. No count below these limits is printed.
    The limits of 30 and 10 are our own; with fewer than 7 even two independent lists give a biased number.
    Basis: national data rules (disclosure threshold of 5 for persons); Robson & Regier 1964 (7 recaptures).
    """
    pool, links = Reason("pool", POOL), Reason("check_links", CHECK_LINKS)
    shared = captures.on_two_or_more
    if shared == 0:
        return final("G2", Reason("no_overlap", NO_OVERLAP), links, pool)
    found: list[Found] = []
    if shared < DISCLOSURE:
        found.append((State.FAIL, Reason("too_few", TOO_FEW, {"limit": DISCLOSURE}), pool))
        found.append((State.FAIL, Reason("too_few", TOO_FEW, {"limit": DISCLOSURE}), Reason("merge_lists", MERGE_LISTS)))
    elif shared < ENOUGH_OVERLAP:
        found.append((State.WARN, Reason("few", FEW, {"limit": ENOUGH_OVERLAP}), pool))
    else:
        found.append((State.PASS, Reason("overlap", OVERLAP, {"count": Persons(shared)}), None))
    found += _small_lists(captures)
    if pairs := captures.empty_pairs():
        written = ", ".join(captures.written(pair) for pair in pairs)
        found.append((State.PASS, Reason("empty", EMPTY, {"pairs": written}), None))
    return replace(summed("G2", found), final=captures.observed < DISCLOSURE)


def _small_lists(captures: Captures) -> list[Found]:
    found: list[Found] = []
    for bit, name in enumerate(captures.lists):
        size = captures.totals[1 << bit]
        if size < ENOUGH_ON_LIST:
            about = {"limit": ENOUGH_ON_LIST, "list": name}
            found.append((State.WARN, Reason("small", SMALL, about), Reason("merge_lists", MERGE_LISTS)))
        if size == captures.counts[1 << bit]:
            found.append((State.WARN, Reason("alone", ALONE, {"list": name}), Reason("check_links", CHECK_LINKS)))
    return found


def model_gate(captures: Captures, modelled: Modelled) -> Gate:
    """G3: the model has an estimate, and which models of pairs have none.

    Source: Fienberg & Rinaldo 2012; Chan, Silverman & Vincent 2021.
    """
    terms = ", ".join(captures.written(term) for term in modelled.terms)
    written = ", ".join(captures.written(term) for term in modelled.model)
    if not modelled.status.usable:
        helps = (Reason("simpler", SIMPLER, {"terms": terms}),) if terms else ()
        return final("G3", _missing(modelled.status, written), *helps, Reason("pool", POOL))
    first = Reason("extended", EXTENDED, {"terms": terms}) if modelled.status is Status.EXTENDED else Reason("exists", EXISTS)
    left_out = [
        Reason(code, message, {"models": _named(captures, models)})
        for code, message, status in (("failing", FAILING, Status.NO_MLE), ("unclear", UNCLEAR, Status.NOT_IDENTIFIABLE))
        if (models := [model for model, found in modelled.failing.items() if found is status])
    ]
    if not left_out:
        return Gate("G3", State.PASS, (first,))
    return Gate("G3", State.WARN, (first, *left_out), (Reason("pool", POOL),))


def _missing(status: Status, written: str) -> Reason:
    if not written:
        return Reason("none_at_all", NONE_AT_ALL)
    code, message = ("no_mle", NO_MLE) if status is Status.NO_MLE else ("not_identifiable", NOT_IDENTIFIABLE)
    return Reason(code, message, {"model": written})


def _named(captures: Captures, failing: list[Model]) -> str:
    models = [" + ".join(captures.written(term) for term in model) for model in sorted(failing, key=lambda model: (len(model), model))]
    more = f"; ... ({len(models)})" if len(models) > NAMED else ""
    return "; ".join(models[:NAMED]) + more


def coverage_gate(assumptions: Assumptions) -> Gate:
    """G4: one period, one definition, known ages. Source: Otis and others 1978 (closed population)."""
    found: list[Found] = []
    state = Reason("state", STATE)
    questions = (
        (assumptions.same_period, ("periods", PERIODS), ("period_not_stated", PERIOD_NOT_STATED), ("same_period", SAME_PERIOD)),
        (
            assumptions.same_definition,
            ("definitions", DEFINITIONS),
            ("definition_not_stated", DEFINITION_NOT_STATED),
            ("same_definition", SAME_DEFINITION),
        ),
    )
    for answer, no, unknown, helps in questions:
        if answer is False:
            found.append((State.FAIL, Reason(*no), Reason(*helps)))
        elif answer is None:
            found.append((State.NOT_STATED, Reason(*unknown), state))
    if not assumptions.ages:
        found.append((State.NOT_STATED, Reason("ages_not_stated", AGES_NOT_STATED), state))
    return summed("G4", found or [(State.PASS, Reason("coverage", COVERAGE), None)])


def linkage_gate(assumptions: Assumptions) -> Gate:
    """G5: the links between the lists were reviewed and their quality is known.

    A share m of missed links raises the estimate by about 1 / (1 - m), measured by simulation on the UK table; more
    than 5 % of bias warns (our own limit).
    """
    links, review = assumptions.linkage, Reason("review", REVIEW)
    if links.reviewed is False:
        return summed("G5", [(State.FAIL, Reason("not_reviewed", NOT_REVIEWED), review)])
    if links.missed is None and links.false is None:
        return summed("G5", [(State.NOT_STATED, Reason("links_not_stated", LINKS_NOT_STATED), review)])
    missed, false = round((links.missed or 0) * 100), round((links.false or 0) * 100)
    found: list[Found] = []
    if links.missed is None:
        found.append((State.NOT_STATED, Reason("missed_not_stated", MISSED_NOT_STATED), review))
    elif (bias := 1 / (1 - links.missed) - 1) > BIAS:
        found.append((State.WARN, Reason("links_missed", LINKS_MISSED, {"missed": missed, "bias": round(bias * 100)}), None))
    if links.false is None:
        found.append((State.NOT_STATED, Reason("false_not_stated", FALSE_NOT_STATED), review))
    elif links.false > BIAS:
        found.append((State.WARN, Reason("links_false", LINKS_FALSE, {"false": false}), None))
    return summed("G5", found or [(State.PASS, Reason("links", LINKS, {"missed": missed, "false": false}), None)])
