"""Three writers, one document: the same bytes every time, whole letters, nothing of a text read as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pikepdf
import pytest
from lxml import etree, html

from dayaq.core.report import FORMATS, manifest, write
from dayaq.core.report.blocks import Fields, Heading, Paragraph, Plain, Table
from tests.core.report.build import DATA, NASTY, TEXT, report

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def part(raw: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(raw)).read(name))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_two_builds_are_the_same_bytes(kind: str, language: str) -> None:
    assert write(report(language), kind) == write(report(language), kind)


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="html, docx, pdf"):
        write(report(), "odt")


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_html_carries_texts_as_texts(language: str) -> None:
    page = html.fromstring(write(report(language), "html").decode())
    assert NASTY in page.text_content()
    assert TEXT[language] in page.text_content()
    assert page.xpath("//script") == []
    assert page.get("lang") == report(language).tag


def test_html_has_one_first_heading_and_every_link_arrives() -> None:
    page = html.fromstring(write(report(), "html").decode())
    assert len(page.xpath("//h1")) == 1
    names = set(page.xpath("//@id"))
    assert [link for link in page.xpath("//a/@href") if link.startswith("#") and link[1:] not in names] == []
    assert [image for image in page.xpath("//img") if not image.get("alt")] == []


def test_html_asks_nothing_of_the_network() -> None:
    text = write(report(), "html").decode()
    assert re.findall(r'(?:src|href)="(?!data:|#|https://example\.org)', text) == []


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_docx_carries_texts_language_and_built_in_headings(language: str) -> None:
    made = docx.Document(BytesIO(write(report(language), "docx")))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert any(TEXT[language] in text for text in texts)
    assert any(NASTY in text for text in texts)
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"] == ["1 Introduction", "Sources", "Acronyms"]
    assert made.core_properties.language == report(language).tag


def test_docx_has_footnotes_fields_repeated_headers_and_text_alternatives() -> None:
    raw = write(report("az"), "docx")
    body = part(raw, "word/document.xml")
    assert "".join(part(raw, "word/footnotes.xml").xpath("//w:footnote[@w:id='1']//w:t/text()", namespaces=W)).strip() == "A footnote, ə ш."
    codes = [code.strip() for code in body.xpath("//w:instrText/text()", namespaces=W)]
    assert codes == ['TOC \\o "1-2" \\h \\z \\u', "SEQ Figure \\* ARABIC", "SEQ Table \\* ARABIC"]
    assert len(body.xpath("//w:tr/w:trPr/w:tblHeader", namespaces=W)) == 1
    assert [bool(said) for said in body.xpath("//*[local-name()='docPr']/@descr")] == [True]


def test_docx_contents_can_be_read_without_updating_and_every_link_arrives() -> None:
    body = part(write(report(), "docx"), "word/document.xml")
    links = body.xpath("//w:hyperlink/@w:anchor", namespaces=W)
    assert set(links) - set(body.xpath("//w:bookmarkStart/@w:name", namespaces=W)) == set()
    entries = body.xpath("//w:p[w:pPr/w:pStyle[starts-with(@w:val,'TOC')]]", namespaces=W)
    assert ["".join(entry.xpath(".//w:t/text()", namespaces=W)) for entry in entries][1:] == [
        "1 Introduction",
        "1.1 Method",
        "Sources",
        "Acronyms",
    ]


def test_docx_keeps_the_order_that_word_insists_on() -> None:
    raw = write(report(), "docx")
    (properties,) = part(raw, "word/document.xml").xpath("//w:tblPr", namespaces=W)
    names = [etree.QName(one).localname for one in properties]
    order = ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook", "tblCaption"]
    assert names == [name for name in order if name in names]
    settings = [etree.QName(one).localname for one in part(raw, "word/settings.xml")]
    assert settings.index("autoHyphenation") == settings.index("defaultTabStop") + 1


def test_docx_carries_one_date_and_no_trace_of_who_packed_it() -> None:
    with ZipFile(BytesIO(write(report(), "docx"))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2016-04-25" in packed.read("docProps/core.xml")


def tags(node: pikepdf.Object) -> list[pikepdf.Object]:
    """Every element of the structure, in reading order."""
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    found = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [one for kid in found for one in (kid, *tags(kid))]


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_pdf_is_tagged_named_and_says_its_language(language: str) -> None:
    with pikepdf.open(BytesIO(write(report(language), "pdf"))) as made:
        assert bool(made.Root.MarkInfo.Marked)
        assert str(made.Root.Lang).startswith(language)
        assert bool(made.Root.ViewerPreferences.DisplayDocTitle)
        assert b"pdfuaid" in made.Root.Metadata.read_bytes()
        assert b"<pdfuaid:part>1</pdfuaid:part>" in made.Root.Metadata.read_bytes()


def test_pdf_structure_has_ordered_headings_table_heads_and_text_alternatives() -> None:
    with pikepdf.open(BytesIO(write(report(), "pdf"))) as made:
        found = tags(made.Root.StructTreeRoot)
        names = [str(one.S) for one in found]
        headings = [int(name[2]) for name in names if re.fullmatch(r"/H[1-6]", name)]
        assert headings == [1, 1, 2, 1, 1]  # contents, introduction, method, sources, acronyms
        assert names.count("/TH") == 7
        assert [bool(str(one.get("/Alt", ""))) for one in found if str(one.S) == "/Figure"] == [True]
        assert "/Note" in names
        assert "/TOC" in names


def test_pdf_keeps_the_rules_of_pdf_ua_that_can_be_read_from_its_structure() -> None:
    """What a checker of PDF/UA-1 asks first: all pages in the tree, tab order, links that say where, fonts inside, heads of columns."""
    with pikepdf.open(BytesIO(write(report("az"), "pdf"))) as made:
        assert made.Root.StructTreeRoot.get("/ParentTree") is not None
        assert all("/StructParents" in page.obj for page in made.pages if page.Contents.read_bytes().count(b"BDC"))
        links = [note for page in made.pages for note in page.obj.get("/Annots", []) if note.Subtype == "/Link"]
        assert len(links) > 3
        assert [link for link in links if not str(link.get("/Contents", ""))] == []
        assert {str(page.obj.get("/Tabs")) for page in made.pages if "/Annots" in page.obj} == {"/S"}
        heads = [one for one in tags(made.Root.StructTreeRoot) if str(one.S) == "/TH"]
        assert {str(one.A.Scope) if isinstance(one.A, pikepdf.Dictionary) else str(one.A[0].Scope) for one in heads} == {"/Column"}
        assert [str(font) for font in fonts(made) if "/FontFile2" not in font and "/FontFile3" not in font] == []


def fonts(made: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The descriptors of all fonts."""
    found = [one for one in made.objects if isinstance(one, pikepdf.Dictionary) and str(one.get("/Type")) == "/FontDescriptor"]
    assert found
    return found


def marks(raw: bytes) -> list[int]:
    """How many things beside the text (head, foot, background) every page carries."""
    with pikepdf.open(BytesIO(raw)) as made:
        return [page.Contents.read_bytes().count(b"/Artifact") for page in made.pages]


@pytest.mark.parametrize(("language", "word"), [("en", "DRAFT"), ("az", "LAYİHƏ"), ("ru", "ПРОЕКТ")])
def test_a_draft_says_so_on_every_page(language: str, word: str) -> None:
    clean, draft = marks(write(report(language), "pdf")), marks(write(report(language, draft=True), "pdf"))
    assert [with_ - without for with_, without in zip(draft, clean, strict=True)] == [2] * len(clean)  # above and behind the text
    assert word in "".join(part(write(report(language, draft=True), "docx"), "word/header1.xml").itertext())
    assert word in write(report(language, draft=True), "html").decode()


def test_the_manifest_changes_with_the_data_and_only_with_it() -> None:
    from dayaq.core.report import Asked

    first = manifest(report(), DATA.get, {"instrument": "ct-nat-survey@1"})
    again = manifest(report(), DATA.get, {"instrument": "ct-nat-survey@1"})
    other = manifest(report(), {**DATA, "survey/5.1.4/agree": Asked(3, 6)}.get, {"instrument": "ct-nat-survey@1"})
    assert first == again
    assert first["data"] != other["data"]
    assert (first["template"], first["blocks"]) == (other["template"], other["blocks"])
    assert first["numbers"] == 7  # one in the sentence, six in the row


@pytest.mark.parametrize("kind", FORMATS)
def test_signs_without_a_shape_are_left_out(kind: str) -> None:
    """They come in by pasting from other files; Word's format and tagged PDF may not hold them."""
    pasted = Plain("one\x0btwo\x00\x1b\ufffe\ud800 three" + "x" * 300)
    made = report("en", Heading(1, pasted), Paragraph((pasted,)))
    made = replace(made, cover=replace(made.cover, title=pasted.text))
    whole = write(made, kind)
    if kind == "html":
        assert "one two" in html.fromstring(whole.decode()).text_content()


def test_a_column_of_statements_is_wider_than_columns_of_counts_and_no_word_is_cut() -> None:
    header = (Plain("Statement"), Plain("Often"), Plain("Sometimes"))
    rows = (((Plain("Victims are told about their rights in a language they understand"),), (Plain("2"),), (Plain("11"),)),)
    shares = Table((Plain("A"),), header, rows).shares
    assert shares[0] > 2 * shares[2] > 2 * shares[1]
    assert shares[2] >= len("Sometimes")
    assert replace(Table((), header, rows), widths=(1.0, 2.0, 3.0)).shares == (1.0, 2.0, 3.0)


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_a_letter_has_its_title_above_the_text_and_empty_lines_to_write_on(language: str) -> None:
    filled, empty = (Plain("Name"), (Plain(TEXT[language]),)), (Plain("Day"), ())
    letter = replace(report(language), letter=True, blocks=(Fields((filled, empty)), Fields(((Plain("Signature"), ()),), signed=True)))
    page = html.fromstring(write(letter, "html").decode())
    assert [one.text_content() for one in page.xpath("//dd[not(@class)]")] == [TEXT[language]]
    assert len(page.xpath("//dd[@class='report-line']")) == 2
    with pikepdf.open(BytesIO(write(letter, "pdf"))) as paper:
        assert len(paper.pages) == 1
    word = docx.Document(BytesIO(write(letter, "docx")))
    assert [[cell.text for cell in row.cells] for table in word.tables for row in table.rows] == [
        ["Name", TEXT[language]],
        ["Day", ""],
        ["Signature", ""],
    ]
    assert "w:br" not in part(write(letter, "docx"), "word/document.xml").xpath("name(//w:br[@w:type='page'])", namespaces=W)
    assert write(letter, "docx") == write(letter, "docx")
