"""Replicates: the same numbers at any number of cores, with either kernel and with any method; progress and stopping."""

import math

import numpy as np
import pytest

from dayaq.count.estimate.choosing.bootstrap import Stopped, bootstrap, one_left_out, resampled
from dayaq.count.estimate.choosing.choice import Method
from dayaq.count.estimate.fitting import kernels
from tests.count.estimate.tables import small, table


@pytest.mark.parametrize("method", Method)
def test_one_core_and_two_give_the_same_to_the_last_bit(method: Method) -> None:
    captures = table("UKdat_5")
    one, two = (bootstrap(captures, 260, 3, method, workers=workers) for workers in (1, 2))
    assert one.estimates.tobytes() == two.estimates.tobytes()
    assert one.left_out.tobytes() == two.left_out.tobytes()
    assert one.models == two.models


def test_replicate_r_does_not_depend_on_how_many_are_drawn() -> None:
    captures = table("UKdat_5")
    few, many = bootstrap(captures, 130, 3), bootstrap(captures, 260, 3)
    assert few.estimates == pytest.approx(many.estimates[:130], rel=1e-12)
    assert (resampled(captures, 3, [7]) == resampled(captures, 3, range(10))[:, 7:8]).all()


def test_another_seed_gives_other_replicates() -> None:
    captures = table("UKdat_5")
    assert not (resampled(captures, 3, range(20)) == resampled(captures, 4, range(20))).all()


@pytest.mark.skipif(not kernels.available(), reason="the optional extra numba is not installed")
def test_both_kernels_give_the_same_replicates() -> None:
    captures = table("Ned")
    first, second = (bootstrap(captures, 250, 1, kernel=kernel) for kernel in ("numpy", "numba"))
    assert second.estimates == pytest.approx(first.estimates, rel=1e-9)
    assert second.models == first.models


def test_resamples_keep_the_number_of_persons_and_their_expected_counts() -> None:
    captures = table("UKdat_5")
    drawn = resampled(captures, 1, range(2_000))
    assert (drawn.sum(axis=0) == captures.observed).all()
    counts = np.array(captures.canonical().counts)
    assert (np.abs(drawn.mean(axis=1) - counts) <= 5 * np.sqrt(counts / 2_000)).all()


def test_one_person_is_left_out_of_each_history() -> None:
    captures = small(("A", 4), ("AB", 1), ("C", 2))
    left, persons = one_left_out(captures)
    assert left.sum(axis=0).tolist() == [6, 6, 6]
    assert persons.tolist() == [4.0, 1.0, 2.0]
    assert sorted((np.array(captures.counts)[:, None] - left).sum(axis=1).tolist()) == [0, 0, 0, 0, 0, 1, 1, 1]


def test_replicates_without_estimate_are_counted_and_left_out() -> None:
    captures = small(("A", 9), ("B", 7), ("C", 6), ("AB", 4), ("AC", 4), ("BC", 4), ("ABC", 2))
    drawn = bootstrap(captures, 300, 1, Method.ALL)
    assert 0 < drawn.failed < 300
    assert drawn.failed == np.isnan(drawn.estimates).sum()
    assert len(drawn.usable) == 300 - drawn.failed
    assert sum(count for _, count in drawn.models) == len(drawn.usable)


def test_progress_counts_up_to_the_total() -> None:
    told: list[tuple[int, int]] = []
    bootstrap(table("UKdat_5"), 300, 1, Method.MAIN, progress=lambda done, total: told.append((done, total)))
    assert told == [(125, 300), (250, 300), (300, 300)]


def test_stopping_is_answered_with_how_far_it_came() -> None:
    with pytest.raises(Stopped, match="stopped after 125 of 10000 replicates"):
        bootstrap(table("UKdat_5"), 10_000, 1, stop=lambda: True)


@pytest.mark.parametrize(("replicates", "seed"), [(1, 1), (0, 1), (10, -1), (10, 2**64)])
def test_replicates_and_seed_have_limits(replicates: int, seed: int) -> None:
    with pytest.raises(ValueError, match="at least 2 replicates and a seed from 0"):
        bootstrap(table("UKdat_5"), replicates, seed)


def test_a_kernel_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="there is no kernel cobol; there are: numpy, numba"):
        bootstrap(table("UKdat_5"), 10, 1, kernel="cobol")


def test_the_tally_names_the_models_by_the_lists_of_the_file() -> None:
    captures = table("UKdat")
    first, count = bootstrap(captures, 250, 1).models[0]
    assert 0 < count < 250
    assert {captures.written(term) for term in first} >= {"PF:NCA", "LA:NG"}
    assert math.isfinite(bootstrap(captures, 250, 1).skew)
