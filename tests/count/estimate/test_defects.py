"""The traps found in the reference programs, one test each or more."""

import hashlib
import math

import numpy as np
import pytest

from dayaq.count.estimate.choosing.bootstrap import bootstrap
from dayaq.count.estimate.choosing.choice import Method, bic, stepwise, written_model
from dayaq.count.estimate.choosing.intervals import bca
from dayaq.count.estimate.fitting import existence, kernels
from dayaq.count.estimate.fitting.existence import Checks, Status
from dayaq.count.estimate.fitting.fit import fit
from dayaq.count.estimate.fitting.newton import solve
from dayaq.count.estimate.lists.captures import Captures, from_rows
from tests.count.estimate.tables import DATA, small, table

KERNELS = ["numpy", *(["numba"] if kernels.available() else [])]
CHECKSUMS = {
    "Artificial_3.csv": "756a1cba94b0e089001de8b891530db1bbd81daae9e9c29a0043a078b186d6a7",
    "Ned.csv": "e38da7cf98959c4d06bfa1773a099aebc8b605e0fb951a59df4266e734a98feb",
    "Ned_5.csv": "9adb426c430c19a97406dd7d8f1f4b714b00a8033e4cdd51710bed60aa5c1f0a",
    "UKdat.csv": "984ee864b6e17876bd3ba53307442c2b3416816abac460a499d6025d4ba6a86a",
    "UKdat_5.csv": "674b7744b02d8b0fefa72c0e223ab0ad751436ddcae0cca3449e272c1cf86630",
    "bootcounts_Ned_5.csv": "b743e358f73e1a08e14229ff184bcdb3c43d3ddb67c284ba9d0a686ce731bb3c",
    "bootcounts_UKdat.csv": "b764bb637547322cf132d226ac01c5e82dc5633145aee31bcd9d3b0ce95b7d82",
    "bootcounts_UKdat_5.csv": "32bed093f0f3dbf2cf8f254462d8bbd5de5e98f5aa62e16b1b57ad2d08e903ff",
}


def with_emptied_list(captures: Captures) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """The same counts with one more list, on which there is nobody."""
    return np.array([*captures.counts, *([0] * len(captures.counts))], dtype=np.int64)[:, None]


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("name", ["UKdat_5", "Ned_5"])
def test_defect_1_a_list_emptied_in_a_replicate_is_absent_and_the_choice_goes_on(name: str, kernel: str) -> None:
    captures = table(name)
    found = kernels.pick(kernel, 1).stepwise(with_emptied_list(captures), 0.02, Checks(6))
    alone = stepwise(captures)
    assert captures.observed + math.exp(found.intercept[0]) == pytest.approx(alone.fit.estimate, rel=1e-12)
    assert tuple(term for term in found.order[0] if term) == alone.order
    assert len(alone.order) == 6


def test_defect_2_an_end_that_is_an_extreme_replicate_is_flagged() -> None:
    replicates = np.linspace(1_000, 2_000, 1_000)
    assert not bca(replicates, 1_500, 0.0, 0.95).at_edge
    skewed = bca(replicates, 1_010, 0.0, 0.95)
    assert skewed.low == 1_000
    assert skewed.at_edge
    assert bca(replicates, 2_500, 0.0, 0.95).at_edge


def test_defect_3_the_bootstrap_of_the_bic_search_runs_and_takes_bic_by_name() -> None:
    captures = small(("A", 60), ("B", 45), ("C", 30), ("AB", 12), ("AC", 9), ("BC", 4), ("ABC", 3))
    search = bic(captures)
    assert search.best.fit.bic == pytest.approx(np.nanmin(search.fits.bic), rel=1e-12)
    drawn = bootstrap(captures, 50, 1, Method.BIC)
    assert drawn.failed == 0
    assert np.isfinite(drawn.estimates).all()


def test_defect_4_vendored_tables_have_checksums() -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in DATA.glob("*.csv")}
    assert {name: found.get(name) for name in CHECKSUMS} == CHECKSUMS


def test_defect_4_one_person_more_in_one_cell_is_noticed() -> None:
    captures = table("UKdat_5")
    counts = list(captures.counts)
    counts[1] += 1
    other = Captures(captures.lists, tuple(counts))
    assert other.digest() != captures.digest()
    first, second = stepwise(captures).fit.estimate, stepwise(other).fit.estimate
    assert first is not None
    assert second is not None
    assert abs(first - second) > 1  # far above the absolute tolerances of these tests


def test_defect_5_ten_lists_can_be_named_fitted_and_written() -> None:
    names = [f"list-{number}" for number in range(1, 11)]
    rows = [[int(bit == one) for bit in range(10)] + [50 + one] for one in range(10)]
    rows += [[int(bit in (one, other)) for bit in range(10)] + [5 + (one + other) % 4] for one in range(10) for other in range(one)]
    captures = from_rows(names, rows)
    term = captures.term("list-2:list-10")
    assert captures.written(term) == "list-2:list-10"
    found = fit(captures, [term])
    assert found.status is Status.OK
    assert written_model(captures, found.model) == ["list-2:list-10"]
    assert found.estimate == pytest.approx(
        fit(captures.reordered(names[::-1]), [captures.reordered(names[::-1]).term("list-2:list-10")]).estimate
    )


def test_defect_6_the_program_of_existence_has_a_tolerance_with_nothing_near_it() -> None:
    rng = np.random.default_rng(720)
    optima, differing = [], 0
    for _ in range(720):
        lists = int(rng.integers(3, 6))
        checks = Checks(lists)
        seen = sum(1 << cell for cell in range(1, 2**lists) if rng.random() < rng.choice([0.2, 0.4, 0.7]))
        if not seen or checks.shape(seen)[0]:
            continue
        model = tuple(pair for pair in checks.pairs if rng.random() < 0.5)
        if not checks.identifiable(seen, model):
            continue
        left = checks._left(seen, model)
        data = np.array([seen >> cell & 1 for cell in range(2**lists) if left >> cell & 1], dtype=np.float64)
        optima.append(existence._largest_floor(checks.design(left, checks._finite(seen, model)), data))
        differing += bool(checks._witnessed([(seen, model)])[0]) != (optima[-1] > existence.TOLERANCE)
    assert len(optima) > 200
    assert sum(optimum < existence.TOLERANCE for optimum in optima) > 20
    assert not [optimum for optimum in optima if 1e-9 < optimum < 1e-3]
    assert differing == 0  # the witness of the fitting says the same as the linear program


def test_defect_7_without_checks_a_model_without_estimate_gives_an_absurd_number() -> None:
    captures = table("Artificial_3")
    model = captures.term("A:B")
    unchecked = solve(np.array(captures.counts, dtype=np.float64)[:, None], np.array([[0], [1], [2], [4], [model]]))
    assert not unchecked.proven[0]
    assert not 100 < math.exp(unchecked.intercept[0]) < 10_000
    assert fit(captures, [model]).estimate is None


@pytest.mark.parametrize("kernel", KERNELS)
def test_defect_7_every_candidate_of_every_step_is_checked(kernel: str) -> None:
    """At threshold 1 every pair would enter: the one without estimate is passed over at its step, the others still enter."""
    captures = table("Artificial_3")
    found = kernels.pick(kernel, 1).stepwise(np.array(captures.counts)[:, None], 1.0, Checks(3))
    assert captures.term("A:B") not in found.order[0]
    assert math.isfinite(found.intercept[0])
    assert set(found.order[0]) - {0} == {captures.term("A:C"), captures.term("B:C")}


def test_defect_8_the_seed_and_the_restriction_are_part_of_the_result() -> None:
    captures = table("UKdat_5")
    drawn = bootstrap(captures, 20, 7, Method.BIC)
    assert (drawn.seed, drawn.candidates, drawn.method) == (7, 100, Method.BIC)
