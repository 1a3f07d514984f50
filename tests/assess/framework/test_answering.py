"""What may be answered, and what is said when it may not."""

from __future__ import annotations

import pytest

from dayaq.assess.framework.rules.answering import LONGEST, cleaned, problems, relevant
from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Value
from dayaq.assess.framework.rules.loading import common
from tests.answers import respondent
from tests.assess.framework.world import small

SMALL = small()
THREE: dict[str, Value] = {"1.1": ["a", "b", "c"]}


def wrong(answers: dict[str, Value], *, complete: bool = False) -> dict[str, str]:
    return {code: reason.code for code, reason in problems(SMALL, answers, complete=complete).items()}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, {}),
        (THREE, {}),
        ({"1.1": ["a", "b"]}, {"1.1": "exactly"}),
        ({"1.1": ["a", "b", "c", "d"]}, {"1.1": "exactly"}),
        ({"1.1": ["a", "a", "b"]}, {"1.1": "twice"}),
        ({"1.1": ["a", "b", "x"]}, {"1.1": "unknown_choice"}),
        ({"1.1": "a"}, {"1.1": "shape"}),
        ({**THREE, "1.2": "b"}, {}),
        ({**THREE, "1.2": "d"}, {"1.2": "among"}),
        ({"1.2": "a"}, {"1.2": "not_asked"}),
        ({"1.3": ["m", "n", "o", "p"]}, {}),
        ({"1.3": ["m", "n", "o"]}, {"1.3": "rank"}),
        ({"1.4": ["A", "B"]}, {}),
        ({"1.4": ["A"]}, {"1.4": "exactly"}),
        ({"1.5": ["a"]}, {"1.5": "shape"}),
        ({"1.5": "x" * (LONGEST + 1)}, {"1.5": "too_long"}),
        ({"2.1": NOT_MY_FIELD}, {}),
        ({"1.2": NOT_MY_FIELD, **THREE}, {"1.2": "unknown_choice"}),
        ({"9.9": "a"}, {"9.9": "unknown_item"}),
        ({"9.9.other": "a"}, {"9.9.other": "unknown_item"}),
    ],
)
def test_an_answer_is_judged(answers: dict[str, Value], expected: dict[str, str]) -> None:
    assert wrong(answers) == expected


def test_a_choice_that_opens_needs_its_text_when_the_form_is_sent() -> None:
    answers: dict[str, Value] = {"1.1": ["a", "b", "z"], "1.2": "z"}
    assert wrong(answers) == {}
    assert wrong(answers, complete=True) == {"1.1.other": "which"}
    assert wrong({**answers, "1.1.other": "farms"}, complete=True) == {}


def test_the_reason_says_how_many() -> None:
    reason = problems(SMALL, {"1.1": ["a"]}, complete=True)["1.1"]
    assert str(reason) == "Choose exactly 3; you chose 1."


def test_a_question_that_draws_from_another_waits_for_it() -> None:
    assert "1.2" not in relevant(SMALL, {})
    assert "1.2" in relevant(SMALL, THREE)


def test_what_is_no_longer_asked_is_not_kept() -> None:
    said: dict[str, Value] = {"1.1": [], "1.2": "a", "1.1.other": "left behind", "1.5": "  text ", "2.1": "", "9": "x"}
    assert cleaned(SMALL, said) == {"1.5": "text"}


@pytest.mark.parametrize("seed", range(40))
def test_invented_respondents_answer_well(seed: int) -> None:
    survey = common("ct-nat-survey")
    said = respondent(survey, seed)
    assert problems(survey, said, complete=True) == {}
    assert cleaned(survey, said) == said
