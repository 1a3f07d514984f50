"""Rows for the pages of a case. A section is a heading, a table and what may be added; a deed is (word, what, row id)."""

from dayaq.respond.support.queries.pages.help import appointment_rows, consent_rows, service_rows
from dayaq.respond.support.queries.pages.plan import need_rows, plan_page
from dayaq.respond.support.queries.pages.sections import Section, outcomes, whose
from dayaq.respond.support.queries.pages.way import job_rows, way_page

__all__ = [
    "Section",
    "appointment_rows",
    "consent_rows",
    "job_rows",
    "need_rows",
    "outcomes",
    "plan_page",
    "service_rows",
    "way_page",
    "whose",
]
