"""Status of models: against a linear program written here, the cone argument against every model, and the terms named."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog  # type: ignore[import-untyped] # has no types of its own

from dayaq.count.estimate.fitting import existence
from dayaq.count.estimate.fitting.existence import Checks, Status, TooMany, Verdict, check_all, status, support
from dayaq.count.estimate.fitting.fit import fit, fit_models
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.terms import Model, every_subset, normal, proper_models
from tests.count.estimate.tables import small


@st.composite
def sparse(draw: st.DrawFn) -> Captures:
    """Three or four lists with members, most histories empty."""
    lists = draw(st.integers(3, 4))
    counts = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 9]), min_size=2**lists - 1, max_size=2**lists - 1))
    for bit in range(lists):
        counts[(1 << bit) - 1] += draw(st.integers(1, 3))
    return Captures(tuple("ABCD"[:lists]), (0, *counts))


def expected(captures: Captures, model: Model) -> Status:
    """By definition: rank of the kept columns, and the largest floor under counts with the totals of the data."""
    terms = [0, *(1 << bit for bit in range(len(captures.lists))), *model]
    empty = [term for term in terms if captures.totals[term] == 0]
    cells = [cell for cell in range(1, len(captures.counts)) if not any(cell & term == term for term in empty)]
    design = np.array([[float(cell & term == term) for term in terms if term not in empty] for cell in cells])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return Status.NOT_IDENTIFIABLE
    totals = design.T @ np.array([captures.counts[cell] for cell in cells], dtype=float)
    floor = np.column_stack([np.ones(len(cells)), -np.eye(len(cells))])
    found = linprog(
        [-1.0] + [0.0] * len(cells),
        A_ub=floor,
        b_ub=np.zeros(len(cells)),
        A_eq=np.column_stack([np.zeros(len(totals)), design.T]),
        b_eq=totals,
        bounds=[(0, None)] * (len(cells) + 1),
    )
    assert found.status == 0
    if -found.fun < 1e-7:
        return Status.NO_MLE
    return Status.EXTENDED if empty else Status.OK


@given(sparse())
@settings(max_examples=25, deadline=None)
def test_the_status_of_every_model_is_that_of_the_definition(captures: Captures) -> None:
    models = [normal(model) for model in every_subset(captures.pairs())]
    definition = {model: expected(captures, model) for model in models}
    checks = Checks(len(captures.lists))
    assert {model: checks.status(support(captures), model) for model in models} == definition
    assert dict(zip(models, fit_models(captures, models).statuses, strict=True)) == definition
    assert check_all(captures) == {model: found for model, found in definition.items() if not found.usable}


@given(sparse())
@settings(max_examples=25, deadline=None)
def test_a_model_that_may_be_fitted_is_fitted_and_no_other(captures: Captures) -> None:
    for model in every_subset(captures.pairs()):
        found = fit(captures, model)
        assert found.status.usable == (found.estimate is not None) == (found.bic is not None)
        assert all(captures.totals[term] == 0 for term in found.extended)
        assert (
            set(found.coefficients) == {term for term in (0, 1, 2, 4, 8, *model) if term < len(captures.counts) and captures.totals[term]}
            if found.status.usable
            else not found.coefficients
        )


def test_the_terms_that_heal_a_failing_model_are_named() -> None:
    captures = small(("A", 40), ("B", 30), ("C", 20), ("AB", 6))
    ab, ac, bc = (captures.term(words) for words in ("A:B", "A:C", "B:C"))
    assert status(captures, [ab, ac]) == Verdict(Status.NO_MLE, (ab,))
    assert status(captures, [ab, ac, bc]) == Verdict(Status.NOT_IDENTIFIABLE, (ab,))
    assert status(captures, [ac, bc]) == Verdict(Status.EXTENDED, (ac, bc))
    assert status(captures, []) == Verdict(Status.OK)


def test_a_model_with_a_list_of_nobody_is_not_identifiable_but_the_others_are() -> None:
    captures = small(("A", 40), ("B", 30), ("AB", 6))
    assert status(captures, [captures.term("A:C")]).status is Status.NOT_IDENTIFIABLE
    assert status(captures, []).status is Status.OK


def test_the_number_of_hierarchical_models_is_that_of_the_catalogues() -> None:
    three, four = small(("A", 1)), small(("A", 1), lists="ABCD")
    assert len(proper_models(three, 2)) == 8
    assert len(proper_models(four, 2)) == 64
    assert len(proper_models(four, 3)) == 113
    assert len(proper_models(three, 3)) == 9  # with the saturated model


def test_a_single_list_is_no_term() -> None:
    with pytest.raises(ValueError, match="a term of a model is a set of two or more lists"):
        fit(small(("A", 1)), [1])


def test_looking_for_failing_models_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(existence, "MOST_CHECKS", 3)
    with pytest.raises(TooMany):
        check_all(small(("A", 40), ("B", 30), ("C", 20), ("AB", 6), ("BCD", 1), ("D", 5), ("CD", 2), lists="ABCD"))
