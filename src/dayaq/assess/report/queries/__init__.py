"""Reads: what a report is made of, what is missing, passages, builds and their files."""

from dayaq.assess.report.queries.built import build, builds, file, newest, pictures, published
from dayaq.assess.report.queries.gathered import material
from dayaq.assess.report.queries.made import Made, Said, made, slips
from dayaq.assess.report.queries.passages import passage, passages, searched

__all__ = [
    "Made",
    "Said",
    "build",
    "builds",
    "file",
    "made",
    "material",
    "newest",
    "passage",
    "passages",
    "pictures",
    "published",
    "searched",
    "slips",
]
