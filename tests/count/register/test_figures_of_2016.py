"""Figures from records: 2016 as the sources print it, read with the measures."""

from __future__ import annotations

import pytest

from dayaq.respond.justice.models import Verdict
from tests.count.areas import figure, loading, mine, total, write
from tests.count.build import baku
from tests.count.register.test_figures_of_2017 import offenders, sheltered, year_of_proceedings

pytestmark = pytest.mark.usefixtures("committed")


def test_2016_has_26_cases_as_22_and_4_36_prosecuted_and_28_convicted() -> None:
    at = baku(2016, 9, 1)
    with loading():
        cases = year_of_proceedings(2016, 22, 4)
        tried = offenders(cases["sexual"], 36, tried_at=at)
        convicted = [
            Verdict(proceeding=one.proceeding, offender=one, at=at, convicted=True, sentence="prison", months=72, **mine("ctmd"))
            for one in tried[:28]
        ]
        write(convicted)
    assert figure("investigations", 2016, "exploitation") == {("sexual",): 22, ("forced_labour",): 4}
    assert (total("investigations", 2016), total("prosecutions", 2016), total("offenders_convicted", 2016)) == (26, 36, 28)


def test_the_state_shelter_had_63_and_7_residents() -> None:
    sheltered(2016, 63, 7)
