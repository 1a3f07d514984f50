"""One thing done to many records: each by itself, so that one that fails stops no other and is named with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db import DatabaseError, transaction

from dayaq.core.decision import Decision, Reason, Refused, Stale
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case

Row = TypeVar("Row")
REFUSED_BELOW = Decision.refuse(Reason("refused_below", N_("This could not be written: you may not change this case.")))
CHANGED = Decision.refuse(Reason("stale", N_("Somebody else changed it meanwhile.")))


@dataclass(frozen=True, slots=True)
class Failure:
    """One record that was not changed, and why."""

    case: Case
    decision: Decision


def each(rows: Iterable[Row], act: Callable[[Row], object], *, case: Callable[[Row], Case]) -> tuple[int, list[Failure]]:
    """Do ``act`` to each row in a step of its own; return how many were done and every one that was not."""
    done, failed = 0, []
    for row in rows:
        try:
            with transaction.atomic():
                act(row)
            done += 1
        except Refused as refusal:
            failed.append(Failure(case(row), refusal.decision))
        except Stale:
            failed.append(Failure(case(row), CHANGED))
        except DatabaseError:
            failed.append(Failure(case(row), REFUSED_BELOW))
    return done, failed
