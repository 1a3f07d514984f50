"""Answers out of a file into the urn of an assessment's survey: tables and ODK submissions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dayaq.assess.assessment.models import Assessment
    from dayaq.base.access.rules import Actor


def load(path: Path, assessment: Assessment, *, by: Actor, at: datetime | None = None) -> int:
    """Take the file in as ``by`` and return how many answers it held; ValueError names every fault and its place."""
    from django.utils import timezone

    from dayaq.assess.survey.actions.intake import take_file
    from dayaq.core.decision import Refused

    try:
        return take_file(assessment=assessment, name=path.name, content=path.read_bytes(), by=by, at=at or timezone.now())
    except Refused as refused:
        raise ValueError("\n".join(str(reason) for reason in refused.decision.reasons)) from None
