"""Writes of an assessment: the plan, the team, the steps, the sampling list, the register of sources; files in and out."""

from dayaq.assess.assessment.actions.asking import (
    NewStakeholder,
    approach,
    change_stakeholder,
    drop_contact,
    keep_contact,
    list_stakeholder,
    warnings,
)
from dayaq.assess.assessment.actions.documents import (
    NewInquiry,
    NewSource,
    change_source,
    drop_inquiry,
    drop_treaty,
    note_inquiry,
    note_treaty,
    register_source,
)
from dayaq.assess.assessment.actions.planning import (
    Plan,
    Publication,
    change_plan,
    declare,
    dismiss,
    engage,
    mark_step,
    open_assessment,
    record_publication,
    use_instruments,
)
from dayaq.assess.assessment.actions.sheets import read_sources, read_stakeholders

__all__ = [
    "NewInquiry",
    "NewSource",
    "NewStakeholder",
    "Plan",
    "Publication",
    "approach",
    "change_plan",
    "change_source",
    "change_stakeholder",
    "declare",
    "dismiss",
    "drop_contact",
    "drop_inquiry",
    "drop_treaty",
    "engage",
    "keep_contact",
    "list_stakeholder",
    "mark_step",
    "note_inquiry",
    "note_treaty",
    "open_assessment",
    "read_sources",
    "read_stakeholders",
    "record_publication",
    "register_source",
    "use_instruments",
    "warnings",
]
