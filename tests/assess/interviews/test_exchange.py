"""Exchange files: strict out (official schema), lenient in (what other programs write), safe against hostile archives.

``data/Project.xsd`` is the official schema of REFI-QDA 1.0, 18 March 2019 (MIT licence, see its own notice); the schema
of code books defines the same codes in a name space of their own, so a code book is checked inside a project.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dayaq.assess.interviews.rules import refi
from dayaq.assess.interviews.rules.coding import Span, criterion_guid
from dayaq.assess.interviews.rules.refi import BadFile, Case, Code, Mark, Project, Source, User

SCHEMA = Path(__file__).parent / "data" / "Project.xsd"
OFFICIAL = "c702cc4a3e73b81dde722321331d9efc422a29b5866bbeea81a1e3b0e39a414b"
CODER = UUID("11111111-2222-4333-8444-555555555555")
FREE = UUID("99999999-2222-4333-8444-555555555555")
TEXT = "Polis qərar verir. 😀 Никто не спорит.\nSonra gecikir."
BOOK = (
    Code(
        uuid4(),
        "1 Identification",
        codable=False,
        children=(Code(criterion_guid("1.2"), "1.2 Formal process", description="<when> & why"),),
    ),
    Code(FREE, "Qorxu / страх", color="#AA00ff"),
)


def project(**more: object) -> Project:
    start = TEXT.index("Никто")
    marks = (
        Mark(uuid4(), criterion_guid("1.2"), Span(start, start + len("Никто не спорит.")), CODER, datetime(2026, 3, 2, 9, tzinfo=UTC)),
        Mark(uuid4(), FREE, Span(0, 18), CODER),
    )
    source = Source(uuid4(), "AZEint1", TEXT, marks)
    values: dict[str, str | int | bool] = {"agency": "state", "women": 2, "interpreter": True}
    said = {
        "codes": BOOK,
        "sources": (source,),
        "users": (User(CODER, "Coder 1"),),
        "cases": (Case(uuid4(), "AZEint1", values, (source.guid,)),),
    }
    return Project("az-test", **(said | more))  # type: ignore[arg-type]  # values of a test


def validate(content: bytes) -> None:
    """Against the official schema; lxml says what is wrong."""
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.fromstring(content))


def qde(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("project.qde")


def packed(**files: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_qde", ".qde").replace("_txt", ".txt"), content)
    return made.getvalue()


def test_the_schema_is_the_official_one() -> None:
    assert hashlib.sha256(SCHEMA.read_bytes()).hexdigest() == OFFICIAL


def test_a_project_is_valid_against_the_official_schema() -> None:
    validate(qde(refi.write_project(project())))
    validate(qde(refi.write_project(Project("empty", codes=()))))


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_typed_the_files_stay_valid(name: str, text: str) -> None:
    made = project(codes=(Code(FREE, name, description=text),), sources=(Source(CODER, name, text),), users=(User(CODER, name),), cases=())
    validate(qde(refi.write_project(made)))


def test_a_code_book_holds_codes_as_the_schema_wants_them_and_no_empty_sets() -> None:
    content = refi.write_book(BOOK)
    root = etree.fromstring(content)
    assert root.tag == "{urn:QDA-XML:codebook:1.0}CodeBook"
    assert [etree.QName(child).localname for child in root] == ["Codes"]
    inside = content.replace(b"urn:QDA-XML:codebook:1.0", b"urn:QDA-XML:project:1.0").replace(b' origin="Dayaq"', b"").partition(b"?>")[2]
    validate(b'<Project xmlns="urn:QDA-XML:project:1.0" name="book">' + inside + b"</Project>")


def test_what_is_written_is_read_back_the_same() -> None:
    made = project()
    found = refi.read_project(refi.write_project(made))
    assert (found.codes, found.users, found.mended) == (made.codes, made.users, ())
    assert found.sources[0].text == TEXT
    assert {(mark.code, mark.span.of(TEXT)) for mark in found.sources[0].marks} == {
        (criterion_guid("1.2"), "Никто не спорит."),
        (FREE, "Polis qərar verir."),
    }
    assert found.cases[0].sources == (made.sources[0].guid,)
    assert refi.read_book(refi.write_book(BOOK)).codes == BOOK


def test_the_same_project_gives_the_same_bytes() -> None:
    made = project()
    assert refi.write_project(made) == refi.write_project(made)


def test_taguettes_book_is_read_with_its_empty_sets_and_dotted_names() -> None:
    content = b"""<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5.2"><Codes>
      <Code guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342" name="prevention.media" isCodable="true"/>
      <Code guid="DFE5C38E-9449-5959-A1F7-E3D895CFA87F" name="people" isCodable="true"/></Codes><Sets/></CodeBook>"""
    book = refi.read_book(content)
    assert [(code.name, code.codable, [child.name for child in code.children]) for code in book.codes] == [
        ("prevention", False, ["media"]),
        ("people", True, []),
    ]
    assert {reason.code for reason in book.mended} == {"empty_sets", "flat_names"}


def test_numbers_with_dots_are_no_tree() -> None:
    content = refi.write_book([Code(uuid4(), "1.2"), Code(uuid4(), "3.1 Law")])
    assert [code.name for code in refi.read_book(content).codes] == ["1.2", "3.1 Law"]


def test_identities_that_are_none_braces_and_missing_codable_are_mended() -> None:
    content = b"""<CodeBook xmlns="urn:QDA-XML:codebook:0.4"><Codes><Code guid="c001" name="a"/>
      <Code guid="{0D62985D-B147-5D01-A9B5-CAE5DCD98342}" name="b" isCodable="0"/></Codes></CodeBook>"""
    first, second = refi.read_book(content).codes
    assert first.guid == refi.read_book(content).codes[0].guid
    assert (first.codable, second.codable, second.guid) == (True, False, UUID("0D62985D-B147-5D01-A9B5-CAE5DCD98342"))


def selection(start: int, end: int) -> str:
    return (
        f'<PlainTextSelection guid="{uuid4()}" startPosition="{start}" endPosition="{end}"><Coding guid="{uuid4()}">'
        f'<CodeRef targetGUID="{FREE}"/></Coding></PlainTextSelection>'
    )


def foreign(text: bytes, *selections: str, path: str = "internal://A1.txt") -> bytes:
    body = f"""<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="x"><CodeBook><Codes><Code guid="{FREE}" name="f"
      isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="{CODER}" name="t" plainTextPath="{path}">{"".join(selections)}
      </TextSource></Sources></Project>"""
    return packed(project_qde=body, Sources__a1_txt=text)


def test_a_text_with_windows_line_ends_and_a_mark_keeps_its_selections() -> None:
    text = "Bir.\r\nİki 😀.\r\nÜç."
    content = foreign(b"\xef\xbb\xbf" + text.encode(), selection(6, 12), selection(14, 17), selection(-3, 400))
    source = refi.read_project(content).sources[0]
    assert source.text == "Bir.\nİki 😀.\nÜç."
    assert [mark.span.of(source.text) for mark in source.marks] == ["İki 😀.", "Üç.", source.text]


def test_selections_without_words_or_positions_are_left_out_and_said() -> None:
    content = foreign(b"One.  Two.", selection(4, 6), selection(3, 3), selection(0, 4).replace('"0"', '""'))
    found = refi.read_project(content)
    assert (found.sources[0].marks, {reason.code: reason.params["n"] for reason in found.mended}) == ((), {"no_words": 2, "no_place": 1})


def test_pictures_and_missing_texts_are_left_out_and_said() -> None:
    body = f"""<Project xmlns="urn:QDA-XML:project:1.0" name="x"><Sources><PictureSource guid="{uuid4()}"/>
      <TextSource guid="{uuid4()}" plainTextPath="internal://gone.txt"/></Sources></Project>"""
    found = refi.read_project(packed(project_qde=body))
    assert (found.sources, {reason.code for reason in found.mended}) == ((), {"not_text", "no_text"})


def reason_of(content: bytes) -> str:
    with pytest.raises(BadFile) as bad:
        refi.read_project(content)
    return bad.value.reason.code


def test_a_bomb_a_way_out_and_entities_are_refused() -> None:
    assert reason_of(packed(project_qde=b"0" * 30_000_000)) == "too_large"
    assert reason_of(packed(**{"..__..__etc__passwd": "x", "project_qde": "<Project/>"})) == "leaves_archive"
    entities = '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project name="x">&a;</Project>'
    assert reason_of(packed(project_qde=entities)) == "entities"
    assert reason_of(packed(other_txt="x")) == "no_project"
    assert reason_of(b"PK nothing") == "not_archive"
    assert reason_of(packed(project_qde="<Project>")) == "not_xml"


@given(st.binary(max_size=200))
def test_no_file_breaks_the_reader(content: bytes) -> None:
    for read in (refi.read_book, refi.read_project):
        try:
            read(content)
        except BadFile as bad:
            assert str(bad.reason)  # noqa: PT017 - any reason is right as long as there is one


@pytest.mark.parametrize(
    "codes", [b'<Code guid="x" name="a">' * 3000 + b"</Code>" * 3000, b'<Code guid="x" name="' + b".".join([b"a"] * 3000) + b'"/>']
)
def test_a_tree_no_person_made_is_refused(codes: bytes) -> None:
    with pytest.raises(BadFile):
        refi.read_book(b"<CodeBook><Codes>" + codes + b"</Codes></CodeBook>")
