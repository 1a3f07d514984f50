"""What holds for any table: the order of rows and of lists changes nothing, and both kernels do the same."""

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayaq.count.estimate.choosing.bootstrap import bootstrap, resampled
from dayaq.count.estimate.choosing.choice import Method, choose
from dayaq.count.estimate.fitting import kernels
from dayaq.count.estimate.fitting.existence import Checks
from dayaq.count.estimate.fitting.fit import fit_models
from dayaq.count.estimate.fitting.newton import solve
from dayaq.count.estimate.lists.captures import Captures, from_rows
from dayaq.count.estimate.lists.terms import every_subset

NAMES = ("Anker", "Border", "Court", "Doctor", "Embassy")


@st.composite
def tables(draw: st.DrawFn, most: int = 4) -> Captures:
    """Three or more lists; enough zeros that empty pairs and models without estimate occur."""
    lists = draw(st.integers(3, most))
    counts = draw(st.lists(st.one_of(st.just(0), st.integers(0, 6), st.integers(0, 80)), min_size=2**lists - 1, max_size=2**lists - 1))
    return Captures(NAMES[:lists], (0, *counts[:-1], max(1, counts[-1])))


def named(captures: Captures, terms: tuple[int, ...]) -> list[frozenset[str]]:
    return [frozenset(captures.written(term).split(":")) for term in terms]


@given(tables(), st.randoms(use_true_random=False), st.sampled_from(Method))
@settings(max_examples=60, deadline=None)
def test_the_order_of_lists_changes_no_estimate_no_model_no_digest(captures: Captures, random: Random, method: Method) -> None:
    lists = list(captures.lists)
    random.shuffle(lists)
    other = captures.reordered(lists)
    first, second = choose(captures, method), choose(other, method)
    assert (second.fit.estimate, second.fit.status, second.fit.error) == (first.fit.estimate, first.fit.status, first.fit.error)
    assert set(named(other, second.fit.model)) == set(named(captures, first.fit.model))
    if method is Method.STEPWISE:
        assert named(other, second.order) == named(captures, first.order)
    assert set(named(other, second.fit.concerned)) == set(named(captures, first.fit.concerned))
    assert other.digest() == captures.digest()


@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_and_splitting_of_rows_changes_nothing(captures: Captures, random: Random) -> None:
    rows = [[*(mask >> bit & 1 for bit in range(len(captures.lists))), 1] for mask, count in captures.histories() for _ in range(count)]
    random.shuffle(rows)
    assert from_rows(captures.lists, rows) == captures


@given(tables(), st.randoms(use_true_random=False), st.integers(0, 2**64 - 1))
@settings(max_examples=15, deadline=None)
def test_the_order_of_lists_changes_no_replicate(captures: Captures, random: Random, seed: int) -> None:
    lists = list(captures.lists)
    random.shuffle(lists)
    first, second = bootstrap(captures, 20, seed), bootstrap(captures.reordered(lists), 20, seed)
    assert np.array_equal(first.estimates, second.estimates, equal_nan=True)
    assert np.array_equal(first.left_out, second.left_out, equal_nan=True)


@given(tables(), st.sampled_from([0.001, 0.02, 0.3, 1.0]))
@settings(max_examples=60, deadline=None)
def test_a_usable_estimate_is_finite_and_above_the_observed(captures: Captures, threshold: float) -> None:
    found = choose(captures, Method.STEPWISE, threshold).fit
    assert found.status.usable == (found.estimate is not None)
    if found.estimate is not None:
        assert captures.observed < found.estimate < 1e9


@given(tables())
@settings(max_examples=40, deadline=None)
def test_fitted_totals_of_every_term_are_those_of_the_data(captures: Captures) -> None:
    """What makes it the maximum likelihood estimate, and a check of the fitting that shares no line with it."""
    fits = fit_models(captures, list(every_subset(captures.pairs())))
    for model, usable in zip(fits.models, fits.usable, strict=True):
        if not usable:
            continue
        terms = np.array([0, *(1 << bit for bit in range(len(captures.lists))), *model])
        solved = solve(np.array(captures.counts, dtype=np.float64)[:, None], terms[:, None])
        expected = np.array(captures.totals)[terms]
        assert solved.totals[terms, 0] == pytest.approx(expected, rel=1e-3, abs=1e-3)


@pytest.mark.skipif(not kernels.available(), reason="the optional extra numba is not installed")
@given(tables(5), st.sampled_from([0.02, 0.3, 1.0]), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_both_kernels_choose_the_same_and_agree_to_1e_9(captures: Captures, threshold: float, seed: int) -> None:
    counts = resampled(captures, seed, range(10))
    first, second = (kernels.pick(name, 1).stepwise(counts, threshold, Checks(len(captures.lists))) for name in ("numpy", "numba"))
    assert first.order.tolist() == second.order.tolist()
    one, other = np.exp(first.intercept), np.exp(second.intercept)
    assert other == pytest.approx(one, rel=1e-9, abs=1e-9, nan_ok=True)


def test_two_independent_lists_give_the_estimate_of_lincoln_and_petersen() -> None:
    captures = Captures(("A", "B"), (0, 30, 20, 10))
    assert choose(captures, Method.MAIN).fit.estimate == pytest.approx(40 * 30 / 10, rel=1e-9)
    assert math.isclose(choose(captures, Method.STEPWISE).fit.estimate or 0, 120, rel_tol=1e-9)
