"""Styles, margins, header and footer; only built-in styles, so that they translate and number as Word's own do."""

from __future__ import annotations

from typing import Any

from dayaq.core.report.blocks import Report
from dayaq.core.report.word import fields

LETTERS = "Calibri"  # on every machine with Word; elsewhere a font of the same widths takes its place
SEA, SOFT, BRICK = "0B5D7A", "475361", "9B2226"
SIZES = {"Title": 26, "Subtitle": 14, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "Normal": 11, "Caption": 9}


def dress(made: Any, report: Report) -> None:
    """Fonts, colours, language and the styles the template lacks."""
    from docx.shared import Pt, RGBColor

    _missing(made)
    for style in made.styles:
        if hasattr(style, "font") and style.name in SIZES:
            _letters(style)
            style.font.size = Pt(SIZES[style.name])
    if report.letter:
        made.styles["Title"].font.size, made.styles["Heading 1"].font.size = Pt(18), Pt(13)
        made.styles["Table Head"].font.size = Pt(8.5)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        made.styles[name].font.color.rgb = RGBColor.from_string(SEA)
    made.styles["Caption"].paragraph_format.space_before = Pt(10 if report.letter else 4)
    for name in ("Caption", "Quote", "Subtitle"):
        made.styles[name].font.color.rgb = RGBColor.from_string(SOFT)
        made.styles[name].font.bold = False
        made.styles[name].font.italic = False
    made.styles["Intense Quote"].font.color.rgb = RGBColor.from_string(BRICK)
    _language(made, report.tag)
    fields.hyphenated(made)


def _missing(made: Any) -> None:
    """Built-in styles that the library's template does not carry."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    wanted = {"TOC 1": 0.0, "TOC 2": 0.6, "TOC 3": 1.2, "Bibliography": 0.0, "Footnote Text": 0.0, "Table Text": 0.0, "Table Head": 0.0}
    for name, indent in wanted.items():
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name.startswith("Table "))
        style.base_style = made.styles["Normal"]
        style.paragraph_format.left_indent = Cm(indent)
        style.paragraph_format.space_after = Pt(2 if name.startswith(("Table ", "Footnote")) else 4)
    made.styles["Table Text"].font.size = made.styles["Footnote Text"].font.size = Pt(9)
    made.styles["Table Head"].font.size = Pt(7.5)
    mark = made.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True


def _letters(style: Any) -> None:
    """One font for all scripts, in place of the template's theme fonts."""
    from docx.oxml.ns import qn

    style.font.name = LETTERS
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), LETTERS)


def _language(made: Any, tag: str) -> None:
    """The language of all text, for hyphenation, spelling and reading aloud."""
    from docx.oxml.ns import qn

    for said in made.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), tag)
    fields_of = made.styles["Normal"].element.get_or_add_rPr()
    fields_of.append(fields.element("w:lang", val=tag, eastAsia=tag))


def frame(made: Any, report: Report) -> None:
    """A4, margins, the title and the page number below, the mark of a draft above."""
    from docx.shared import Cm

    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    margin = Cm(2 if report.letter else 2.5)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    foot = section.footer.paragraphs[0]
    foot.style = "Caption"
    foot.add_run(f"{report.cover.title}   ")
    fields.simple(foot, "PAGE", "1")
    if report.draft:
        head = section.header.paragraphs[0]
        head.style = "Intense Quote"
        head.add_run(report.words["draft"])
