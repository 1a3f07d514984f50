"""What the library has no words for: fields, bookmarks, links, repeated header rows, text alternatives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dayaq.core.report.blocks import Table


def element(name: str, text: str = "", /, **attributes: str) -> Any:
    """An element such as ``w:fldChar`` with its ``w:`` attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key.rstrip('_')}"), value)
    if text:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _run(*inside: Any) -> Any:
    made = element("w:r")
    made.extend(inside)
    return made


def begin(paragraph: Any, code: str) -> None:
    """Open a field; what follows until ``end`` is its result."""
    paragraph._p.append(_run(element("w:fldChar", fldCharType="begin")))  # noqa: SLF001 - the library's way to its XML
    paragraph._p.append(_run(element("w:instrText", f" {code} ")))  # noqa: SLF001 - as above
    paragraph._p.append(_run(element("w:fldChar", fldCharType="separate")))  # noqa: SLF001 - as above


def end(paragraph: Any) -> None:
    """Close a field."""
    paragraph._p.append(_run(element("w:fldChar", fldCharType="end")))  # noqa: SLF001 - the library's way to its XML


def simple(paragraph: Any, code: str, shown: str) -> None:
    """A whole field with the result it shows until somebody updates it."""
    begin(paragraph, code)
    paragraph.add_run(shown)
    end(paragraph)


def bookmark(paragraph: Any, number: int, name: str) -> None:
    """Name the paragraph, so that links find it."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    paragraph._p.append(start)  # noqa: SLF001 - the library's way to its XML
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))  # noqa: SLF001 - as above


def inner_link(paragraph: Any, text: str, name: str) -> None:
    """A link to a bookmark of this document."""
    link = element("w:hyperlink", anchor=name, history="1")
    link.append(_run(element("w:t", text)))
    paragraph._p.append(link)  # noqa: SLF001 - the library's way to its XML


def outer_link(paragraph: Any, address: str) -> None:
    """A link to an address, shown as it is."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    link = element("w:hyperlink", history="1")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(_run(element("w:t", address)))
    paragraph._p.append(link)  # noqa: SLF001 - the library's way to its XML


def header_row(row: Any) -> None:
    """Repeat the row at the top of every page and say that it is a header."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))  # noqa: SLF001 - the library's way to its XML
    for cell in row.cells:
        cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill="F4F6F8"))  # noqa: SLF001 - as above


def whole(row: Any) -> None:
    """A row does not break over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))  # noqa: SLF001 - the library's way to its XML


def widths(grid: Any, block: Table, width: float) -> None:
    """Widths of the columns by the shares the block names."""
    shared(grid, block.shares, width)


def placed(grid: Any) -> None:
    """A table that only places: every cell as wide as its column."""
    for row in grid.rows:
        for column, cell in zip(grid.columns, row.cells, strict=True):
            cell.width = column.width


def written_on(cell: Any) -> None:
    """A cell with a line beneath, high enough to write on."""
    borders = element("w:tcBorders")
    borders.append(element("w:bottom", val="single", sz="6", color="475361"))
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - the library's way to its XML
    cell.paragraphs[0].paragraph_format.space_before = 177_800  # EMU: fourteen points


def at_the_bottom(cell: Any) -> None:
    """The text stands on the line beneath, as it does on paper."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    cell.paragraphs[0].paragraph_format.space_after = 12_700  # EMU: one point


def high(row: Any) -> None:
    """High enough to be written in by hand."""
    from docx.shared import Cm

    row.height = Cm(0.9)


def shared(grid: Any, shares: Sequence[float], width: float) -> None:
    """Columns by their shares of a width in centimetres."""
    from docx.shared import Cm

    grid.autofit = False
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Cm(width * share / sum(shares))


def described(grid: Any, text: str) -> None:
    """The table's text alternative, and that its first row and column are headers."""
    properties = grid._tbl.tblPr  # noqa: SLF001 - the library's way to its XML
    margins = element("w:tblCellMar")
    margins.extend(element(f"w:{side}", w="60", type="dxa") for side in ("left", "right"))
    properties.find(margins.tag.replace("tblCellMar", "tblLook")).addprevious(margins)  # Word insists on the order
    properties.append(element("w:tblCaption", val=text))
    placed(grid)


def hyphenated(made: Any) -> None:
    """Long words may be divided: columns are narrow."""
    settings = made.settings.element
    first = settings.find(element("w:defaultTabStop").tag)
    first.addnext(element("w:autoHyphenation", val="true"))


def to_the_right(paragraph: Any) -> None:
    """Numbers stand at the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def alternative(picture: Any, text: str, number: int) -> None:
    """The picture's text alternative."""
    said = picture._inline.docPr  # noqa: SLF001 - the library's way to its XML
    said.set("descr", text)
    said.set("id", str(1000 + number))
    said.set("name", f"figure {number}")
