"""The practice round: invented answers that the survey takes, some of which still wait, beside the earlier round."""

from __future__ import annotations

from dayaq.assess.framework.rules.answering import problems
from dayaq.assess.framework.rules.loading import common
from dayaq.site.demo.assess.invented import crowd
from dayaq.site.demo.assess.reading import read, respondents

SURVEY = common("ct-nat-survey", "AZ")


def test_invented_answers_fit_the_survey_and_are_the_same_every_time() -> None:
    told = read("running")
    people = crowd(SURVEY, told["respondents"], told["seed"], told["texts"])
    assert people == crowd(SURVEY, told["respondents"], told["seed"], told["texts"])
    assert [problems(SURVEY, one.answers, complete=True) for one in people if problems(SURVEY, one.answers, complete=True)] == []
    assert {one.region for one in people} >= {"capital", "region"}


def test_rebuilt_answers_fit_the_survey() -> None:
    assert [wrong for one in respondents() if (wrong := problems(SURVEY, one, complete=False))] == []
