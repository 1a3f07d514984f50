"""The report as docx: built-in styles, real tables, fields for contents and captions, real footnotes; the same bytes every time."""

from dayaq.core.report.word.document import document

__all__ = ["document"]
