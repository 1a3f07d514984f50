"""Each of the eleven slips of the 2016 report is found by its number; manuscripts without a fault give none."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from dayaq.assess.report.rules.slips import (
    CHECKS,
    Ballots,
    Credited,
    GroupCount,
    Intro,
    Manuscript,
    Row,
    Slip,
    Statement,
    Typed,
    Worded,
    found,
)
from dayaq.assess.results.rules.tables import tabulate
from dayaq.assess.survey.rules.urn import Answered
from tests.assess.results.people import SURVEY, seven
from tests.assess.slips.manuscripts import SCALES, correct, sentence

SEEDS = range(60)
COLUMNS = tuple(choice.code for choice in SURVEY.scales["agree"].choices)
PRINTED = Manuscript(SURVEY, tabulate(SURVEY, seven()))


def numbers(slips: tuple[Slip, ...]) -> list[int]:
    return [slip.number for slip in slips]


def said(text: str, *about: str, language: str = "en") -> tuple[Slip, ...]:
    return found(replace(PRINTED, statements=(Statement("2.1", language, text, about),)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_manuscript_without_a_fault_gives_nothing(seed: int) -> None:
    assert [slip.as_json() for slip in found(correct(seed))] == []


def test_there_are_eleven_checks_and_each_says_its_rule() -> None:
    assert [check.__doc__.partition(":")[0] for check in CHECKS if check.__doc__] == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
    ]


# -- the eleven, as they were printed (in other words) --


def test_1_a_bracket_says_two_where_three_answered() -> None:
    text = "Four found the tools “adequate” (n=4), with three finding them “inadequate” (n=2)."
    assert numbers(said(text, "3.1.5")) == [1]


def test_2_the_words_say_two_where_the_bracket_says_three() -> None:
    text = "Foreigners are “often” found (n=3), one said “sometimes” (n=1) and two respondents said “rarely” (n=3)."
    assert numbers(said(text, "3.2.6")) == [2]


def test_3_an_item_stands_twice_in_a_table() -> None:
    rows = (Row("6.1.5", "", (0, 1, 3, 1, 0)), Row("6.1.5", "", (0, 3, 1, 1, 0)))
    assert numbers(found(replace(PRINTED, typed=(Typed("2.4", "en", "Research", COLUMNS, rows, {"": 5}),)))) == [3]


def test_4_four_and_one_are_not_six() -> None:
    rows = (Row("7.1.1", "", (None, 4, 1, None, None)),)
    assert numbers(found(replace(PRINTED, typed=(Typed("2.5", "en", "Working together", COLUMNS, rows, {"": 6}),)))) == [4]


def test_5_ten_votes_are_not_three_for_each_group() -> None:
    votes = {"E": 3, "H": 1, "J": 3, "L": 2, "M": 1}
    assert numbers(found(replace(PRINTED, ballots=(Ballots("3", 0, 3, votes),)))) == [5]
    assert numbers(found(replace(PRINTED, ballots=(Ballots("3", 3, 3, votes),)))) == [5]
    assert numbers(found(replace(PRINTED, ballots=(Ballots("3", 3, 3, {"E": 5, "H": 2, "J": 2}),)))) == [5]


def test_6_a_heading_about_identification_stands_above_the_priorities() -> None:
    rows = (Row("A", "", (3, 0)), Row("E", "", (0, 3)))
    typed = Typed("3", "en", "Identification and referral indicators", ("survey", "workshop"), rows, {}, ("8.1",))
    assert numbers(found(replace(PRINTED, typed=(typed,)))) == [6]


def test_7_two_sections_begin_with_the_same_words() -> None:
    intros = (Intro("section 3", {"en": "This is about finding victims."}), Intro("section 4", {"en": "This is about  finding victims"}))
    assert numbers(found(replace(PRINTED, intros=intros))) == [7]


def test_8_an_item_is_printed_in_other_words() -> None:
    assert numbers(found(replace(PRINTED, wordings=(Worded("annex", "en", "7.2.3", "States invite international organizations"),)))) == [8]
    rows = (Row("7.1.1", "7.1.1. The plan provides for cooperation", (0, 4, 1, 0, 0)),)
    assert numbers(found(replace(PRINTED, typed=(Typed("2.5", "en", "Working together", COLUMNS, rows, {"": 5}),)))) == [8]


def test_9_one_source_is_credited_with_two_values() -> None:
    facts = tuple(Credited(f"2.3, {value}", "investigations", "2014", {}, value, "US report 2015") for value in ("32", "23"))
    assert numbers(found(replace(PRINTED, facts=facts))) == [9]
    assert found(replace(PRINTED, facts=(facts[0], replace(facts[1], noted=True)))) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cooperation is “easy” (n=3), “neither easy nor difficult” (n=2) or “difficult”.", "7.3.2"),
        ("Most “neither agree nor disagree” (n=5) and one “disagree”.", "5.1.9"),
    ],
)
def test_10_the_last_group_has_no_number(text: str, code: str) -> None:
    assert numbers(said(text, code)) == [10]


def test_11_the_sex_of_everybody_in_one_country_follows_from_totals() -> None:
    lines = [({}, 19), ({"country": "AM"}, 6), ({"country": "AZ"}, 7), ({"country": "GE"}, 6), ({"sex": "female"}, 13)]
    groups = [GroupCount("1.2", "respondents", dims, n) for dims, n in lines]
    with_one = [*groups, GroupCount("1.2", "respondents", {"country": "AZ", "sex": "female"}, 1)]
    slips = found(replace(PRINTED, groups=tuple(with_one)))
    assert numbers(slips) == [11, 11, 11]
    told = [str(slip.what) for slip in slips]
    assert "Everybody in country=AM is known to be sex=female." in told
    assert "Everybody in country=GE is known to be sex=female." in told
    assert found(replace(PRINTED, groups=tuple(groups))) == ()  # without the sentence about one country nothing follows


def test_11_counts_that_no_table_fits_are_said_to_contradict() -> None:
    lines = [({}, 19), ({"country": "AM"}, 12), ({"country": "AZ"}, 12)]
    groups = tuple(GroupCount("1.2", "respondents", dims, n) for dims, n in lines)
    assert [slip.what.code for slip in found(replace(PRINTED, groups=groups))] == ["slip.contradict"]


# -- the same errors planted in other data --


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bracket_changed_anywhere_is_found(seed: int) -> None:
    chance, whole = Random(seed), correct(seed)  # noqa: S311 - invented data, no secret
    code = chance.choice([item.code for item in SCALES if whole.tables[item.code].base])
    table, language = whole.tables[code], chance.choice(("en", "az", "ru"))
    answer = chance.choice([choice for choice, n in table.counts.items() if n])
    right = sentence(table, language, words=True, brackets=True)
    label = table.labels[answer][language]
    place = right.index(f"(n={table.counts[answer]})", right.index(label))
    spoilt = f"{right[:place]}(n={table.counts[answer] + 1}){right[place:].partition(')')[2]}"
    assert numbers(found(replace(whole, statements=(Statement("x", language, spoilt, (code,)),)))) == [1]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bracket_left_out_anywhere_is_found(seed: int) -> None:
    chance, whole = Random(seed), correct(seed)  # noqa: S311 - invented data, no secret
    several = [item.code for item in SCALES if sum(1 for n in whole.tables[item.code].counts.values() if n) > 1]
    code, language = chance.choice(several), chance.choice(("en", "az", "ru"))
    pieces = sentence(whole.tables[code], language, words=True, brackets=True).split(" (n=")
    left_out = chance.randrange(1, len(pieces))
    joined = [pieces[0]] + [piece.partition(")")[2] if n == left_out else f" (n={piece}" for n, piece in enumerate(pieces[1:], 1)]
    assert numbers(found(replace(whole, statements=(Statement("x", language, "".join(joined), (code,)),)))) == [10]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cell_a_base_and_a_row_changed_anywhere_are_found(seed: int) -> None:
    chance, whole = Random(seed), correct(seed)  # noqa: S311 - invented data, no secret
    table = whole.typed[0]
    row = chance.choice([row for row in table.rows if any(row.counts)])
    n = chance.choice([place for place, count in enumerate(row.counts) if count])
    other = (n + 1) % len(row.counts)
    moved = tuple((count or 0) + (place == other) - (place == n) for place, count in enumerate(row.counts))
    changed = replace(table, rows=tuple(replace(one, counts=moved) if one is row else one for one in table.rows))
    assert set(numbers(found(replace(whole, typed=(changed,))))) == {1}
    noted = replace(table, base={**table.base, row.code: table.base[row.code] + 1})
    assert numbers(found(replace(whole, typed=(noted,)))) == [4]
    assert 3 in numbers(found(replace(whole, typed=(replace(table, rows=(*table.rows, row)),))))


@pytest.mark.parametrize("seed", SEEDS)
def test_one_vote_too_many_and_one_word_changed_are_found(seed: int) -> None:
    whole = correct(seed)
    ballots = whole.ballots[0]
    letter = next(letter for letter, n in ballots.votes.items() if n < ballots.groups)
    one_more = replace(ballots, votes={**ballots.votes, letter: ballots.votes[letter] + 1})
    assert numbers(found(replace(whole, ballots=(one_more,)))) == [5]
    worded = Random(seed).choice(whole.wordings)  # noqa: S311 - invented data, no secret
    assert numbers(found(replace(whole, wordings=(replace(worded, text=f"{worded.text} now"),)))) == [8]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_group_that_subtraction_leaves_is_found(seed: int) -> None:
    """All margins but one group of people are printed; what is left of it are fewer than five."""
    chance = Random(seed)  # noqa: S311 - invented data, no secret
    women = {country: chance.randint(5, 20) for country in ("AM", "AZ", "GE")}
    men = {"AM": chance.randint(5, 20), "AZ": chance.randint(1, 4), "GE": chance.randint(5, 20)}
    lines: list[tuple[dict[str, str], int]] = [({}, sum(women.values()) + sum(men.values()))]
    lines += [({"country": country}, women[country] + men[country]) for country in women]
    lines += [({"country": country, "sex": "female"}, n) for country, n in women.items()]
    lines += [({"sex": "male"}, sum(men.values())), ({"sex": "female"}, sum(women.values()))]
    groups = tuple(GroupCount("1.2", "participants", dims, n) for dims, n in lines)
    slips = found(replace(PRINTED, groups=groups))
    assert numbers(slips) == [11]
    assert slips[0].what.params["cell"] == "country=AZ, sex=male"


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en", "Of twenty-six people, twenty-two answered “{yes}” and four “{no}”.", "Twenty-one answered “{yes}” and four “{no}”."),
        ("en", "Twenty two of twenty six answered “{yes}”.", "Thirteen answered “{yes}”."),
        ("az", "İyirmi altı nəfərdən iyirmi ikisi «{yes}», dördü «{no}» cavabını verib.", "İyirmi altı nəfərdən dördü «{yes}» deyib."),
        ("az", "İyirmi iki nəfər «{yes}» cavabını verib.", "On iki nəfər «{yes}» cavabını verib."),
        ("ru", "Из двадцати шести двадцать два ответили «{yes}», четверо «{no}».", "Двадцать один ответил «{yes}»."),
        ("ru", "Двадцатью двумя дан ответ «{yes}», у четырёх из двадцати шести «{no}».", "У троих из двадцати шести «{no}»."),
    ],
)
def test_numbers_in_words_are_read_whole_and_with_their_endings(language: str, right: str, wrong: str) -> None:
    people = [Answered(language, "", {"3.1.5": answer}) for answer in ("adequate",) * 22 + ("inadequate",) * 4]
    manuscript = Manuscript(SURVEY, tabulate(SURVEY, people))
    labels = {choice.code: choice.label[language] for choice in SURVEY.scales["adequate"].choices}
    slips = [
        numbers(
            found(
                replace(
                    manuscript,
                    statements=(Statement("2.1", language, text.format(yes=labels["adequate"], no=labels["inadequate"]), ("3.1.5",)),),
                )
            )
        )
        for text in (right, wrong)
    ]
    assert slips == [[], [2]]


def test_russian_and_azerbaijani_sentences_are_read_with_their_endings() -> None:
    people = [Answered("ru", "", {"3.1.5": answer}) for answer in ("adequate",) * 4 + ("inadequate",) * 3]
    manuscript = Manuscript(SURVEY, tabulate(SURVEY, people))
    labels = {choice.code: choice.label for choice in SURVEY.scales["adequate"].choices}
    for language, text in {
        "ru": f"Четверо ответили «{labels['adequate']['ru']}» (n=4), двое ответили «{labels['inadequate']['ru']}» (n=3).",
        "az": f"Dörd nəfər «{labels['adequate']['az']}» (n=4), iki nəfər «{labels['inadequate']['az']}» (n=3) cavabını seçib.",
    }.items():
        assert numbers(found(replace(manuscript, statements=(Statement("2.1", language, text, ("3.1.5",)),)))) == [2]
