"""What may leave: opinions from five answers on, people only through the protection of counts, and never a difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dayaq.assess.results.rules.keys import protected
from dayaq.assess.results.rules.leaving import opinion
from dayaq.assess.results.rules.ledger import Printed, content, counted, fingerprint, printed
from dayaq.assess.results.rules.tables import tabulate
from dayaq.assess.results.rules.whole import Answers, exact, leave, split
from dayaq.assess.survey.rules.urn import Answered
from dayaq.count.disclosure.auditing.audit import exact_cells
from dayaq.count.disclosure.tables.relations import Release
from tests.assess.results.people import PRINTED, SURVEY, crowd, seven

NOTHING_BEFORE = Printed()


def answers(people: Sequence[Answered], before: Printed = NOTHING_BEFORE) -> Answers:
    return Answers(SURVEY, people, tabulate(SURVEY, people), {"country": "AZ"}, printed=before)


def scored(*given: str) -> Answers:
    """Answers to one statement."""
    return answers([Answered("en", "", {"3.1.1": one} if one else {}) for one in given])


def codes(reasons: Sequence[object]) -> list[str]:
    return [reason.code for reason in reasons]


@pytest.mark.parametrize("code", [code for code, counts in PRINTED.items() if sum(counts) >= 5])
def test_an_opinion_of_five_people_or_more_leaves_with_its_counts(code: str) -> None:
    found = leave(answers(seven())).items[code]
    assert tuple(found.counts.values()) == PRINTED[code]
    assert found.base == sum(PRINTED[code])


def test_an_opinion_of_four_people_stays_inside_in_words() -> None:
    found = leave(scored("adequate", "adequate", "inadequate", "neither", "", "", "")).items["3.1.1"]
    assert codes(found.withheld) == ["results.few"]
    assert (found.base, set(found.counts.values())) == (None, {None})


def test_one_answer_of_everybody_stays_inside() -> None:
    assert codes(leave(scored(*["adequate"] * 7)).items["3.1.1"].withheld) == ["results.same"]


def test_an_answer_that_everybody_ticked_among_others_stays_inside() -> None:
    people = [Answered("en", "", {"2.1": ["origin", "transit"] if n % 2 else ["origin"]}) for n in range(8)]
    assert codes(leave(answers(people)).items["2.1"].withheld) == ["results.same"]
    assert leave(answers([*people, Answered("en", "", {})])).items["2.1"].shown  # nobody knows who did not answer


def test_a_first_choice_of_everybody_stays_inside() -> None:
    people = [Answered("en", "", {"8.1": ["A", *pair]}) for pair in ("BC", "CD", "DE", "EF", "FG", "GH")]
    others = [Answered("en", "", {"8.1": [*pair, "A"]}) for pair in ("BC", "CD", "DE", "EF", "FG", "GH")]
    assert codes(leave(answers(people)).items["8.1"].withheld) == ["results.same"]
    assert codes(leave(answers(others)).items["8.1"].withheld) == ["results.same"]
    assert leave(answers([*people[1:], Answered("en", "", {"8.1": ["Q", "B", "C"]})])).items["8.1"].shown


def test_the_words_in_place_of_a_table_do_not_say_that_all_agreed() -> None:
    same, few = (leave(scored(*["adequate"] * n)).items["3.1.1"].withheld[0] for n in (7, 4))
    assert str(same) == str(few)
    assert leave(scored(*["adequate"] * 6, "")).items["3.1.1"].shown  # one did not answer, and nobody knows who


def test_a_later_print_must_not_tell_what_one_more_person_answered() -> None:
    before = leave(scored(*["adequate"] * 4, *["inadequate"] * 4))
    stored = printed([content(before.items.values(), before.tables)])
    one_more = replace(scored(*["adequate"] * 5, *["inadequate"] * 4), printed=stored)
    many_more = replace(scored(*["adequate"] * 7, *["inadequate"] * 7), printed=stored)
    all_alike = replace(scored(*["adequate"] * 10, *["inadequate"] * 4), printed=stored)
    unchanged = replace(scored(*["adequate"] * 4, *["inadequate"] * 4), printed=stored)
    fewer = replace(scored(*["adequate"] * 4, *["inadequate"] * 3), printed=stored)
    found = [leave(one).items["3.1.1"] for one in (one_more, many_more, all_alike, unchanged, fewer)]
    assert [codes(one.withheld) for one in found] == [["results.since"], [], ["results.alike"], [], ["results.lost"]]


@pytest.mark.parametrize("code", ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"])
def test_no_table_by_a_property_of_seven_people_leaves(code: str) -> None:
    found = leave(answers(seven())).items[code]
    assert codes(found.withheld) == ["results.too_few"]


@pytest.mark.parametrize("by", ["1.6", "role", "1.5", "language"])
def test_tables_by_sex_or_role_of_seven_people_are_refused(by: str) -> None:
    for code in ("3.1.4", "8.1", "2.1"):
        assert split(answers(seven()), code, by).refused


def test_inside_the_team_a_split_is_exact() -> None:
    found = exact(answers(seven()), "3.1.4", "1.6")
    assert {group: table.base for group, table in found.items()} == {"female": 1, "male": 6}
    assert sum(table.counts["adequate"] for table in found.values()) == 4


@pytest.mark.parametrize("by", ["1.2", "role", "1.5", "1.6", "language"])
def test_a_split_hides_small_numbers_and_none_can_be_computed(by: str) -> None:
    found = split(answers(crowd(120)), "3.1.4", by)
    if found.refused:
        return
    shown = [cell for table in found.tables for cell in table.cells if cell.value is not None]
    assert [cell for cell in shown if 0 < (cell.value or 0) < 5 and set(cell.dims) != {"3.1.4"}] == []
    assert exact_cells([Release(table) for table in found.tables], at_least=0) == ()


def test_a_large_survey_leaves_by_sex() -> None:
    found = split(answers(crowd(800)), "3.1.4", "1.6")
    assert found.refused == ()
    assert found.tables[0].cell().value == 800


def test_a_table_that_would_complete_an_earlier_one_is_refused_or_hides_it() -> None:
    """Somebody else printed how many women there are in all countries and how many people in each: here it would be one."""
    people = [Answered("en", "", {"1.6": "female" if n < 6 else "male", "3.1.1": "adequate"}) for n in range(12)]
    alone = leave(answers(people)).items["1.6"]
    assert (alone.counts["female"], alone.counts["male"]) == (6, 6)
    lines = [({}, 20), ({"country": "AZ"}, 12), ({"country": "GE"}, 8), ({"sex": "female"}, 8)]
    elsewhere = counted(("country", "sex"), lines, "report on two countries")
    after = leave(answers(people, Printed((), (elsewhere,)))).items["1.6"]
    assert after.counts["female"] is None or after.withheld  # 8 - 6 = 2 women in the other country


def test_what_left_is_read_back_as_it_left() -> None:
    first = leave(answers(crowd(400)))
    stored = content(first.items.values(), first.tables)
    assert fingerprint(stored) == fingerprint(content(first.items.values(), first.tables))
    again = printed([stored, stored])
    assert [one.table.cells for one in again.tables] == [one.table.cells for one in first.tables]
    assert again.of("3.1.4")[0]["base"] == first.items["3.1.4"].base
    assert {one.fixed for one in again.tables} == {True}


def test_the_same_tables_may_leave_again() -> None:
    people = crowd(400)
    first = leave(answers(people))
    second = leave(answers(people, printed([content(first.items.values(), first.tables)])))
    assert {code: one.counts for code, one in second.items.items()} == {code: one.counts for code, one in first.items.items()}


def test_a_table_of_people_with_one_more_is_refused() -> None:
    people = crowd(400)
    first = leave(answers(people))
    more = leave(answers([*people, *crowd(1, seed=9, missing=0)], printed([content(first.items.values(), first.tables)])))
    assert codes(more.items["1.6"].withheld) == ["results.told"]
    assert codes(more.items["3.1.4"].withheld) == ["results.since"]


def test_opinions_in_words_are_not_split() -> None:
    assert codes(split(answers(crowd(50)), "8.2", "1.6").refused) == ["results.text"]


def test_an_unknown_property_is_named() -> None:
    with pytest.raises(LookupError, match="weight is none of them"):
        split(answers(crowd(20)), "3.1.4", "weight")


def test_a_table_alone_is_protected_the_same_whatever_the_order_of_answers() -> None:
    people = crowd(90)
    assert leave(answers(people)).items["1.5"] == leave(answers(people[::-1])).items["1.5"]
    assert protected([], ()).refused
    assert opinion(tabulate(SURVEY, people)["3.1.4"]).base == tabulate(SURVEY, people)["3.1.4"].base
