"""A cheap digest: the tests ask what words open, not how slowly."""

from __future__ import annotations

import pytest

from dayaq.respond.window import rules


@pytest.fixture(autouse=True)
def cheap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """One pass over little memory, except where the cost itself is asked."""
    if request.node.name != "test_a_try_is_slow_and_takes_memory":
        monkeypatch.setattr(rules, "PASSES", 1)
        monkeypatch.setattr(rules, "MEMORY", 8)
