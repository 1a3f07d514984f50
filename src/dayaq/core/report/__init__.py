"""A report as a list of blocks, checked before it is written; three writers make the same document as HTML, docx and PDF.

Nothing here knows where numbers come from: a number carries the question it answers, and the check asks again.
"""

from dayaq.core.report.blocks import (
    Acronyms,
    Adds,
    Bibliography,
    Block,
    BulletList,
    Callout,
    Cite,
    Cover,
    Fields,
    Figure,
    Heading,
    Line,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Plain,
    Protection,
    Report,
    Run,
    Source,
    Table,
    Toc,
    line,
)
from dayaq.core.report.checking import Asked, BuildFailed, Fault, faults
from dayaq.core.report.manifest import manifest
from dayaq.core.report.writing import FORMATS, write

__all__ = [
    "FORMATS",
    "Acronyms",
    "Adds",
    "Asked",
    "Bibliography",
    "Block",
    "BuildFailed",
    "BulletList",
    "Callout",
    "Cite",
    "Cover",
    "Fault",
    "Fields",
    "Figure",
    "Heading",
    "Line",
    "Note",
    "Number",
    "PageBreak",
    "Paragraph",
    "Plain",
    "Protection",
    "Report",
    "Run",
    "Source",
    "Table",
    "Toc",
    "faults",
    "line",
    "manifest",
    "write",
]
