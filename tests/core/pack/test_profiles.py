"""The dimension rule and the case profiles as data say the same as the rule that screens."""

from __future__ import annotations

from itertools import combinations

import pytest

from dayaq.core.pack import load
from dayaq.core.pack.schema.indicators import ProfilesFile
from dayaq.respond.screening import rules


@pytest.fixture
def data() -> ProfilesFile:
    """The profiles file of the base pack."""
    profiles = load("az").profiles
    assert profiles is not None
    return profiles


def test_the_least_positive_combinations_are_those_of_the_rule(data: ProfilesFile) -> None:
    assert tuple((c.strong, c.medium, c.weak) for c in data.positive) == rules.MINIMAL_POSITIVES


def test_means_and_purpose_are_the_same_dimensions(data: ProfilesFile) -> None:
    assert set(data.means) == set(rules.MEANS_DIMENSIONS)
    assert data.purpose == ("D4",)


@pytest.mark.parametrize("size", range(7))
def test_every_set_of_dimensions_has_the_same_profile(data: ProfilesFile, size: int) -> None:
    for positive in combinations(rules.Dimension, size):
        names = {str(dimension) for dimension in positive}
        fitting = [
            code for code, p in data.profiles.items() if names.issuperset(p.all_of) and (not p.any_of or names.intersection(p.any_of))
        ]
        assert fitting[0] == rules.profile(positive)
