"""What strangers packed: sizes, paths and damage are found before anything is used."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from dayaq.core.archive import Damaged, Leaving, Limits, Swelling, borne, unpacked

LIMITS = Limits(files=3, size=2_000_000, times=50, small=1_000)


def packed(**files: bytes) -> bytes:
    """An archive of these files."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_files_come_by_name_and_only_the_wanted_ones() -> None:
    content = packed(**{"b/two.xml": b"2", "a.xml": b"1", "note.txt": b"3"})
    assert list(unpacked(content, LIMITS).items()) == [("a.xml", b"1"), ("b/two.xml", b"2"), ("note.txt", b"3")]
    assert list(unpacked(content, LIMITS, lambda name: name.endswith(".xml"))) == ["a.xml", "b/two.xml"]


@pytest.mark.parametrize(
    "content",
    [packed(a=b"", b=b"", c=b"", d=b""), packed(a=b"\0" * 2_000_001), packed(a=b"\0" * 500_000)],
    ids=["too many", "too large", "a bomb"],
)
def test_what_would_swell_is_refused_unopened(content: bytes) -> None:
    assert not borne(content, LIMITS)
    with pytest.raises(Swelling):
        unpacked(content, LIMITS)


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "C:\\out", "a/../../out", "..\\out"])
def test_a_path_out_of_the_archive_is_refused(name: str) -> None:
    with pytest.raises(Leaving):
        unpacked(packed(**{name: b"x"}), LIMITS)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", packed(a=b"x" * 900)[:-30], packed(a=b"text" * 90).replace(b"PK\x03\x04", b"PK\x03\x05")],
    ids=["empty", "only a beginning", "cut", "another mark"],
)
def test_damage_is_said_in_one_word(content: bytes) -> None:
    with pytest.raises(Damaged):
        unpacked(content, LIMITS)


def test_an_entry_packed_in_an_unknown_way_is_damage() -> None:
    content = bytearray(packed(a=b"text" * 90))
    content[8] = content[content.index(b"PK\x01\x02") + 10] = 99  # the number of the packing method, in both places
    with pytest.raises(Damaged):
        unpacked(bytes(content), LIMITS)
