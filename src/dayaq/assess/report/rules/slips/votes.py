"""Votes of groups that each choose a fixed number."""

from __future__ import annotations

from collections.abc import Iterator

from dayaq.assess.report.rules.slips.manuscript import Ballots, Manuscript, Slip
from dayaq.core.decision import Reason
from dayaq.core.words import N_

TOTAL = N_("%(votes)s votes cannot be: %(groups)s groups with %(choices)s choices each give %(expected)s.")
PARTS = N_("%(votes)s votes cannot be: with %(choices)s choices a group the total is a multiple of %(choices)s.")
MORE = N_("%(choice)s has %(votes)s votes of %(groups)s groups.")


def votes_beside_groups(manuscript: Manuscript) -> Iterator[Slip]:
    """5: the votes are as many as the groups times their choices, and none gets more votes than there are groups."""
    for ballots in manuscript.ballots:
        votes = sum(ballots.votes.values())
        words = {"votes": votes, "groups": ballots.groups, "choices": ballots.choices, "expected": ballots.groups * ballots.choices}
        if ballots.groups and votes != ballots.groups * ballots.choices:
            yield Slip(5, ballots.where, Reason("slip.votes", TOTAL, words))
        elif votes % ballots.choices:
            yield Slip(5, ballots.where, Reason("slip.votes", PARTS, words))
        yield from _too_many(ballots)


def _too_many(ballots: Ballots) -> Iterator[Slip]:
    groups = ballots.groups or sum(ballots.votes.values()) // ballots.choices
    for choice, votes in ballots.votes.items():
        if votes > groups and not sum(ballots.votes.values()) % ballots.choices:
            yield Slip(5, ballots.where, Reason("slip.more", MORE, {"choice": choice, "votes": votes, "groups": groups}))
