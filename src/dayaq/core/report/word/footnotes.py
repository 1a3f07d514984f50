"""The part of a Word file that holds the footnotes; the library has none of its own."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RULES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


class Footnotes:
    """Collects notes while the text is written; ``close`` adds them to the file."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.texts: list[str] = []

    def add(self, paragraph: Any, text: str) -> None:
        """Put the mark here and the text at the foot of its page."""
        from dayaq.core.report.word.fields import element

        self.texts.append(text)
        run = paragraph.add_run()
        run.style = "Footnote Reference"
        run._r.append(element("w:footnoteReference", id=str(len(self.texts))))  # noqa: SLF001 - the library's way to its XML

    def close(self) -> None:
        """Write the part, when there is anything to write."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if not self.texts:
            return
        notes = "".join(_note(number, text) for number, text in enumerate(self.texts, 1))
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{NAMESPACE}">{RULES}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), CONTENT, xml.encode(), self.made.part.package)
        self.made.part.relate_to(part, KIND)


def _note(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )
