"""Reads: what a report is made of, what is missing, passages, builds and their files."""

from dayaq.assess.report.queries.built import build, builds, file, newest, pictures, published
from dayaq.assess.report.queries.gathered import material
from dayaq.assess.report.queries.made import Made, Said, made, slips
from dayaq.assess.report.queries.orders import asked_by, built_for, in_vain, on_their_way, open_order, order, orders, somebody_works
from dayaq.assess.report.queries.passages import passage, passages, searched

__all__ = [
    "Made",
    "Said",
    "asked_by",
    "build",
    "builds",
    "built_for",
    "file",
    "in_vain",
    "made",
    "material",
    "newest",
    "on_their_way",
    "open_order",
    "order",
    "orders",
    "passage",
    "passages",
    "pictures",
    "published",
    "searched",
    "slips",
    "somebody_works",
]
