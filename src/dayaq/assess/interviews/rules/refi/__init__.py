"""Exchange with programs of qualitative analysis: code books (.qdc) and projects (.qdpx), lenient in, strict out.

Basis: REFI-QDA standard 1.5 (Rotterdam Exchange Format Initiative, codebook 1.0 and project 1.0): plain text is
UTF-8, selections are half-open positions counted in Unicode characters, identities are GUIDs.
"""

from dayaq.assess.interviews.rules.refi.parts import BadFile, Book, Case, Code, Mark, Project, Source, User
from dayaq.assess.interviews.rules.refi.reading import read_book, read_project
from dayaq.assess.interviews.rules.refi.writing import write_book, write_project

__all__ = [
    "BadFile",
    "Book",
    "Case",
    "Code",
    "Mark",
    "Project",
    "Source",
    "User",
    "read_book",
    "read_project",
    "write_book",
    "write_project",
]
