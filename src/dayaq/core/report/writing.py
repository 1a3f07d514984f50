"""The three files of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dayaq.core.report import blocks
from dayaq.core.report.blocks import Report

FORMATS = ("html", "docx", "pdf")
# Signs without a shape come in by pasting; neither Word's format nor tagged PDF may hold them.
SHAPELESS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def write(report: Report, kind: str) -> bytes:
    """The report as bytes; the same report gives the same bytes. Whoever calls this has checked it."""
    report = printable(report)
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


def printable(value: Any) -> Any:
    """The same without signs that cannot be printed; pictures stay as they are."""
    if type(value) is str:
        return SHAPELESS.sub(" ", value)
    if isinstance(value, tuple):
        return tuple(printable(one) for one in value)
    if isinstance(value, Mapping):
        return {name: printable(one) for name, one in value.items()}
    if is_dataclass(value) and type(value).__module__ == blocks.__name__:
        return replace(value, **{field.name: printable(getattr(value, field.name)) for field in fields(value)})  # type: ignore[type-var] # an instance
    return value
