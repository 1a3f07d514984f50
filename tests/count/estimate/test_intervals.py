"""Intervals against their formulas."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.count.estimate.choosing.choice import bic, bic_weights, independence
from dayaq.count.estimate.choosing.intervals import acceleration, bca, conditional, mixed, percentiles, quantile
from dayaq.count.estimate.fitting.existence import Status
from dayaq.count.estimate.fitting.fit import Fit, fit_models
from dayaq.count.estimate.lists.terms import every_subset
from tests.count.estimate.tables import small, table


def test_the_conditional_interval_is_normal_for_the_logarithm_of_the_hidden() -> None:
    found = conditional(Fit((), Status.OK, 100, intercept=math.log(50), error=0.2), 0.95)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((100 + 50 * math.exp(-1.959964 * 0.2), 100 + 50 * math.exp(1.959964 * 0.2)), rel=1e-6)


def test_the_error_for_two_lists_is_that_of_the_formula() -> None:
    """For two independent lists the variance of the logarithm of the hidden is the sum of 1/n over the three histories."""
    error = independence(small(("A", 30), ("B", 20), ("AB", 10), lists="AB")).fit.error
    assert error == pytest.approx(math.sqrt(1 / 30 + 1 / 20 + 1 / 10), rel=1e-6)


def test_quantiles_are_of_type_8() -> None:
    values = np.array([1.0, 2.0, 4.0, 8.0, 16.0])
    place = 0.3 * (5 + 1 / 3) + 1 / 3  # h = (n + 1/3) p + 1/3
    assert quantile(values, [0.3])[0] == pytest.approx(values[0] + (place - 1) * (values[1] - values[0]))


@given(st.lists(st.floats(1, 1e6), min_size=5, max_size=200), st.floats(0.5, 0.99))
def test_without_bias_and_skew_bca_is_the_percentile_interval(values: list[float], level: float) -> None:
    spread = np.array(sorted({*values, *(-value for value in values)}))
    found, plain = bca(spread, 0.0, 0.0, level), percentiles(spread, level)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), rel=1e-6, abs=1e-6)


def test_more_replicates_below_the_estimate_move_the_interval_up() -> None:
    replicates = np.linspace(0, 1, 1001)
    low, middle, high = (bca(replicates, estimate, 0.0, 0.8) for estimate in (0.4, 0.5, 0.6))
    assert low.low < middle.low < high.low
    assert low.high < middle.high < high.high


def test_acceleration_counts_each_history_by_its_persons() -> None:
    left, persons = np.array([10.0, 12.0, 15.0]), np.array([3.0, 2.0, 1.0])
    each = np.repeat(left, persons.astype(int))
    away = each.mean() - each
    assert acceleration(left, persons) == pytest.approx((away**3).sum() / (6 * (away**2).sum() ** 1.5))
    assert acceleration(np.array([5.0, 5.0]), np.array([1.0, 4.0])) == 0.0


def test_mixing_one_model_gives_its_own_interval_and_two_give_one_around_both() -> None:
    captures = table("UKdat_5")
    fits = fit_models(captures, [(), captures.pairs()])
    alone, own = mixed(fits, np.array([1.0, 0.0]), 0.95), conditional(independence(captures).fit, 0.95)
    assert alone is not None
    assert own is not None
    assert (alone.low, alone.high) == pytest.approx((own.low, own.high), rel=1e-6)
    both = mixed(fits, np.array([0.5, 0.5]), 0.95)
    assert both is not None
    assert both.low < fits.estimate.min() < fits.estimate.max() < both.high


def test_weights_by_bic_add_to_one_and_fall_with_bic() -> None:
    captures = table("UKdat_5")
    fits = fit_models(captures, list(every_subset(captures.pairs())))
    weights = bic_weights(fits)
    assert weights.sum() == pytest.approx(1)
    assert (np.diff(weights[np.argsort(fits.bic)]) <= 0).all()
    assert weights[0] / weights.max() == pytest.approx(math.exp(-0.5 * (fits.bic[0] - fits.bic.min())))
    assert bic(captures).averaged == pytest.approx(float(weights @ fits.estimate))
