import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln

from dayaq.count.estimate.doubting.bayes import decomposable, posterior
from tests.count.estimate.tables import small, table

REFERENCE = 25  # the reference looked for the unseen up to 25 times the observed; measured with dga 2.0.2


def test_decomposable_graphs_are_as_many_as_known():
    # Number of chordal graphs on 2 to 6 labelled vertices, OEIS A058862.
    assert [len(decomposable(lists)[0]) for lists in range(2, 7)] == [2, 8, 61, 822, 18_154]


def test_decomposable_leaves_out_exactly_the_cycles_of_four():
    missing = set(range(64)) - {sum(1 << k for k, pair in enumerate((3, 5, 9, 6, 10, 12)) if pair in graph) for graph in decomposable(4)[0]}
    rings = {frozenset({1 << a | 1 << b, 1 << b | 1 << c, 1 << c | 1 << d, 1 << d | 1 << a}) for a, b, c, d in permutations(range(4))}
    assert missing == {sum(1 << k for k, pair in enumerate((3, 5, 9, 6, 10, 12)) if pair in ring) for ring in rings}


def test_powers_of_a_chain_are_its_cliques_over_its_separators():
    models, factors = decomposable(3)
    chain = factors[models.index((3, 6))]  # A - B - C
    assert {subset: int(power) for subset, power in enumerate(chain) if power} == {
        0b011: 1,
        0b110: 1,
        0b010: -1,
        0: -1,
    }  # 0: the persons altogether


@pytest.mark.parametrize(("name", "median", "low", "high"), [("UKdat_5", 22_990, 10_387, 33_510), ("Ned_5", 50_266, 41_639, 196_073)])
def test_posterior_agrees_with_the_reference(name, median, low, high):
    found = posterior(table(name).counts, reach=REFERENCE)
    assert found.median == pytest.approx(median, rel=2e-4)
    assert found.intervals[0.95] == (pytest.approx(low, rel=2e-4), pytest.approx(high, rel=2e-4))


def test_posterior_of_the_two_uk_tables_disagrees_by_ten_thousand():
    assert posterior(table("UKdat").counts).median == pytest.approx(12_315, abs=3)
    assert posterior(table("UKdat_5").counts).median == pytest.approx(22_990, abs=3)


def test_tail_says_that_the_reference_cut_the_dutch_posterior_off():
    cut, whole = posterior(table("Ned_5").counts, reach=REFERENCE), posterior(table("Ned_5").counts)
    assert cut.tail > 0.3
    assert whole.tail < 0.001
    assert whole.intervals[0.95][1] > cut.intervals[0.95][1] + 10_000


def _by_hand(counts, reach, strength):
    """Two lists, written out: the graph without and the graph with the pair, every whole number of unseen."""
    unseen = np.arange(reach * sum(counts) + 1)
    total = sum(counts) + unseen
    orders = gammaln(total + 1) - gammaln(unseen + 1) - np.log(total)

    def term(cells):
        prior = strength / len(cells)
        return sum(gammaln(cell + prior) for cell in cells) + gammaln(strength) - gammaln(total + strength) - len(cells) * gammaln(prior)

    one, other, both = counts[1], counts[2], counts[3]
    apart = orders + term([one + both, other + unseen]) + term([other + both, one + unseen])
    joined = orders + term([one, other, both, unseen])
    weights = np.exp(np.array([apart, joined]) - max(apart.max(), joined.max()))
    return weights / weights.sum(), total


def test_posterior_of_two_lists_is_the_sum_written_out():
    counts = (0, 30, 20, 6)
    weights, total = _by_hand(counts, 40, 1.0)
    found = posterior(counts, reach=40)
    assert found.mean == pytest.approx(float(weights.sum(axis=0) @ total), rel=1e-9)
    assert found.median == total[np.searchsorted(np.cumsum(weights.sum(axis=0)), 0.5)]
    assert {graph.pairs: graph.weight for graph in found.graphs} == pytest.approx({(): weights[0].sum(), (3,): weights[1].sum()}, rel=1e-9)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=7, max_size=7).filter(lambda cells: sum(cells) > 0), st.permutations("ABC"))
def test_order_of_the_lists_changes_nothing(cells, order):
    marks = ["A", "B", "AB", "C", "AC", "BC", "ABC"]
    found = small(*zip(marks, cells, strict=True))
    one, other = posterior(found.counts), posterior(found.reordered(order).counts)
    assert other.median == one.median
    assert other.intervals == one.intervals
    assert math.isclose(other.mean, one.mean, rel_tol=1e-9)


@pytest.mark.parametrize("counts", [(0, 0), (0,) * 128, (0, 1, 2), (0, 0, 0, 0)])
def test_posterior_refuses_what_it_cannot_average(counts):
    with pytest.raises(ValueError, match=r"lists|nobody"):
        posterior(counts)
