"""Stages passed, and what a stage waits for."""

from __future__ import annotations

from typing import Any

from dayaq.respond.casefile.queries import Case, TimelineEvent, label, pack_of
from dayaq.respond.casework.rules.stages import missing

# What shows that a stage was passed though nobody moved the stepper: the first words of entries.
PASSED = {
    "referral": "referral.received",
    "screening": "screening.finished",
    "inquiry": "identification.finished",
    "decision": "identification.decided",
}


def stages_done(case: Case) -> frozenset[str]:
    """Stages that were left, the one the case stands in, and those whose work is on record."""
    left = set(TimelineEvent.objects.filter(case=case, kind="casefile.stage").values_list("facts__from", flat=True))
    kinds = set(TimelineEvent.objects.filter(case=case, kind__in=PASSED.values()).values_list("kind", flat=True))
    return frozenset(left | {case.stage} | {stage for stage, kind in PASSED.items() if kind in kinds})


def stage_rows(case: Case) -> list[dict[str, Any]]:
    """Every stage with what it still waits for, in words."""
    pack, done = pack_of(case), stages_done(case)
    return [
        {
            "code": code,
            "label": label(pack, f"stages.{code}"),
            "now": code == case.stage,
            "waits": ", ".join(label(pack, f"stages.{other}") for other in missing(stage.waits_for, done)),
        }
        for code, stage in pack.process.stages.items()
    ]
