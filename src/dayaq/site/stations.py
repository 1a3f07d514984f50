"""What the six steps of an assessment count in areas above it: the site knows them all, the lowest area knows none."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps

from dayaq.assess.assessment import queries
from dayaq.assess.assessment.queries import Assessment

ROWS = {  # name of a count: the table that holds it
    "interviews": "interviews.Interview",
    "answers": "survey.Response",
    "findings": "findings.Finding",
    "workshops": "validation.Workshop",
    "feedback": "validation.Feedback",
}
RAW = {"answers"}  # hidden from those who may not read raw material: nothing seen is not "nothing there"


def listen() -> None:
    """Tell the steps who counts what."""
    for name, label in ROWS.items():
        queries.tell(name, rows(label, raw=name in RAW))
    from dayaq.assess.findings import queries as findings

    queries.tell("findings_without", findings.count_without)
    queries.tell("cells_empty", findings.count_unjudged)


def rows(label: str, *, raw: bool) -> Callable[[Assessment], int | None]:
    """How many rows a table has of an assessment; None when it is not there or not to be seen."""

    def count(assessment: Assessment) -> int | None:
        if raw and not queries.may(assessment, "raw"):
            return None
        return int(apps.get_model(label).objects.filter(assessment_id=assessment.id).count())

    return count
