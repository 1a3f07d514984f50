"""Two files of one person: which of them counts. Nothing is copied, no access is given; who may join is asked by casework."""

from __future__ import annotations

from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions.record import record, writing
from dayaq.respond.casefile.models import Case


def join_files(*, kept: Case, double: Case, by: Actor, at: datetime) -> None:
    """From now on ``kept`` counts for the person and ``double`` does not; both stay as they are, each with its words and history."""
    writing(kept, Group.G1, by)
    writing(double, Group.G1, by)
    free = double.same_as_id is None and kept.same_as_id is None and not Case.objects.filter(same_as=double).exists()
    require(allowed(free and kept.id != double.id, "joined_already", N_("One of the two files is joined already. Part it first.")))
    double.same_as = kept
    double.save(update_fields=["same_as"])
    record(case=double, kind="casefile.joined", by=by, at=at)
    record(case=kept, kind="casefile.joined", by=by, at=at)


def part_files(*, double: Case, by: Actor, at: datetime) -> None:
    """Both count again, as before."""
    writing(double, Group.G1, by)
    kept = double.same_as
    require(allowed(kept is not None, "not_joined", N_("This file is not joined to another.")))
    double.same_as = None
    double.save(update_fields=["same_as"])
    record(case=double, kind="casefile.parted", by=by, at=at)
    if kept is not None:
        record(case=kept, kind="casefile.parted", by=by, at=at)
