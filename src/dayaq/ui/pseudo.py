"""A pseudo-locale: the page as a language with longer words and marks on every letter would draw it.

Shows before any translation is written where a layout breaks; the texts stay readable.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

_PLAIN = "aceginorsuyzACEGINORSUYZ"
_MARKED = "áçéğïñöřşúýžÁÇÉĞÏÑÖŘŞÚÝŽ"
_MARKS = str.maketrans(_PLAIN, _MARKED)
_SILENT = frozenset({"script", "style", "code", "svg", "title"})


def stretch(text: str) -> str:
    """Words with marks and about two fifths longer, in brackets that show where a text was cut."""
    words = text.strip()
    if not any(letter.isalpha() for letter in words):
        return text
    longer = f"[{words.translate(_MARKS)}{'·' * (len(words) * 2 // 5)}]"
    return text.replace(words, longer)


class _Stretcher(HTMLParser):
    """Copies a page, stretching what is read and leaving tags, addresses and codes alone."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(self.get_starttag_text() or "")
        self.silent += tag in _SILENT

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")
        self.silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self.silent else escape(stretch(data), quote=False))

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")


def stretch_page(html: str) -> str:
    """A whole page in the pseudo-locale."""
    stretcher = _Stretcher()
    stretcher.feed(html)
    stretcher.close()
    return "".join(stretcher.parts)
