"""A panel votes; the votes carry the decision or they do not."""

from __future__ import annotations

from datetime import datetime

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import record
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.identification import access, queries
from dayaq.respond.identification.models import FormalDecision, Vote

VIEWS_CAST = ("yes", "no", "abstain")


def cast_vote(*, case: Case, view: str, by: Actor, at: datetime) -> Vote:
    """A member votes on recognition, once before a decision. How a person co-operates is no ground of a vote.

    Basis: in pack demo the Protection Act, Article 7; in pack ge the rules of the permanent group.
    """
    pack = pack_of(case)
    require(access.may_decide(by, queries.deciders(pack), writes_of(case.id), queries.conflict(case, by, at)))
    way, _route = queries.deciding(pack, by.organisation)
    require(allowed(queries.panel_of(pack, way, at) is not None, "no_panel", N_("On this way one official decides, nobody votes.")))
    require(allowed(view in VIEWS_CAST, "no_such_view", N_("Vote yes, no, or abstain.")))
    voted = any(vote.by == by.user_id for vote in queries.open_votes(case, by.organisation_id))
    require(allowed(not voted, "voted_already", N_("You have voted already.")))
    vote = Vote.objects.create(case=case, route=way, view=view, at=at, organisation=by.organisation_id, by=by.user_id)
    record(case=case, kind="identification.voted", by=by, at=at)
    return vote


def bind_votes(case: Case, made: FormalDecision, by: Actor) -> None:
    """The votes cast belong to the decision they carried."""
    Vote.objects.filter(case=case, organisation=by.organisation_id, decision__isnull=True).update(decision=made)
