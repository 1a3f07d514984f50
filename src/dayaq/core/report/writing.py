"""The three files of a report."""

from __future__ import annotations

from dayaq.core.report.blocks import Report

FORMATS = ("html", "docx", "pdf")


def write(report: Report, kind: str) -> bytes:
    """The report as bytes; the same report gives the same bytes. Whoever calls this has checked it."""
    if kind == "html":
        from dayaq.core.report.web import document

        return document(report).encode()
    if kind == "docx":
        from dayaq.core.report.word import document as word

        return word(report)
    if kind == "pdf":
        from dayaq.core.report.paper import document as paper

        return paper(report)
    raise ValueError(f"a report is written as {', '.join(FORMATS)}, not as {kind}")
