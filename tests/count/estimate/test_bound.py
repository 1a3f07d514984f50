import numpy as np
import pytest

from dayaq.count.estimate.doubting.bound import lower_bound
from dayaq.count.estimate.lists.captures import Captures
from tests.count.estimate.tables import small, table

TRUTH, RUNS = 4_000, 60
LISTS = ("A", "B", "C", "D")


def drawn(rng, uneven):
    """Persons on four lists of very different size; with ``uneven`` some persons are far more visible than others."""
    seen = np.outer(rng.choice([0.3, 2.4], TRUTH, p=[2 / 3, 1 / 3]) if uneven else np.ones(TRUTH), [0.02, 0.05, 0.12, 0.3])
    marks = (rng.random((TRUTH, 4)) < seen / (1 + seen)) @ [1, 2, 4, 8]
    counts = np.bincount(marks, minlength=16)
    return Captures(LISTS, (0, *map(int, counts[1:])))


@pytest.mark.parametrize(("uneven", "least", "most"), [(False, 0.93, 1.07), (True, 0.4, 0.97)])
def test_lower_bound_stays_below_the_truth_when_persons_differ(uneven, least, most):
    # With persons alike and lists of unequal size it is nearly exact: what makes it low is that persons differ.
    rng = np.random.default_rng(8)
    bounds = [lower_bound(drawn(rng, uneven)) for _ in range(RUNS)]
    assert least < np.mean([bound.estimate for bound in bounds]) / TRUTH < most
    assert np.mean([bound.at_least <= TRUTH for bound in bounds]) >= 0.95


def test_lower_bound_of_equal_lists_is_the_one_of_chao():
    found = lower_bound(small(("A", 30), ("B", 30), ("C", 30), ("AB", 5), ("AC", 5), ("BC", 4)))
    assert found is not None
    assert found.estimate == pytest.approx(104 + (2 / 3) * 90**2 / (2 * 15))
    assert 104 < found.at_least < found.estimate


def test_lower_bound_of_one_shared_list_and_of_none():
    assert lower_bound(small(("A", 30), ("B", 30), ("C", 30))) is None
    everyone = lower_bound(small(("AB", 30), ("A", 5)))
    assert everyone is not None
    assert everyone.estimate == everyone.at_least == 35


def test_a_list_that_shares_nobody_adds_its_own_persons_only():
    with_c = lower_bound(table("Artificial_3"))
    without = lower_bound(small(("A", 40), ("B", 30), ("AB", 6), lists="AB"))
    assert (with_c.estimate - without.estimate, with_c.at_least - without.at_least) == pytest.approx((20, 20))
