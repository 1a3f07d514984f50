"""What in a text would tell who spoke: found in three languages, and ordinary sentences left alone."""

from __future__ import annotations

import pytest

from dayaq.assess.results.rules.texts import marks

NAMES = ["Aygün Məmmədova", "Самир Invented"]
BODIES = ["State Border Service", "Sığınacaq Ümid", "Комитет по делам семьи"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("As Aygun Mammadova told us, nobody is referred.", ["text.name"]),
        ("Мамедова Айгюн сказала, что никого не направляют.", ["text.name"]),
        ("Call +994 50 123 45 67 or write to someone@example.invalid.", ["text.contact", "text.contact"]),
        ("The director of the State Border Service said so.", ["text.institution"]),
        ("Sığınacaq Ümid müdiri belə dedi.", ["text.institution"]),
        ("Руководитель: Комитет по делам семьи.", ["text.institution"]),
        ("One woman was turned away, and two judges knew.", ["text.small", "text.small"]),
        ("Üç qadın bunu dedi.", ["text.small"]),
        ("Так сказали две женщины.", ["text.small"]),
        ("The shelter in the north said so.", ["text.alone"]),
        ("Referral works better than in 2012; the State Border Service takes part.", []),
        ("Twelve women answered, and 15 prosecutors did not.", []),
        ("Decision 131 of 2009 names four stages.", []),
        ("The plan for 2009-2011 and the one for 2014 - 2018 were followed by 2020/2024.", []),
        ("On 22.11.2026, on 2026-11-22 and on 1/2/2026 it cost 12 000 000 manats.", []),
        ("In 2014-2018 the number was 012 498 00 00, later 2009201 and 0552009-2011.", ["text.contact"] * 3),
    ],
)
def test_what_tells_who_spoke_is_found(text: str, codes: list[str]) -> None:
    found = marks(text, names=NAMES, institutions=BODIES, alone=["shelter in the north"])
    assert [mark.reason.code for mark in found] == codes


def test_a_finding_gives_the_place_and_never_the_name() -> None:
    (mark,) = marks("As Aygun Mammadova told us.", names=NAMES)
    assert (mark.start, mark.end) == (3, 18)
    assert "Mammadova" not in str(mark.reason)
