"""Results as they look: tables with pictures, a split refused, what has left, the earlier round, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from dayaq.assess.results import actions
from dayaq.base.access.context import acting
from tests import cast
from tests.assess.results.conftest import AT, answer, opened
from tests.assess.results.people import crowd, seven
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey


def filled() -> cast.Person:
    """Two rounds: seven respondents in 2016, a hundred and twenty later."""
    lead = cast.person("consultant")
    first = opened(lead)
    answer(first, lead, seven())
    later = opened(lead, "az-2020", earlier=first.id)
    answer(later, lead, crowd(120))
    with acting(lead.actor):
        actions.let_out(assessment=first, title="Report, first edition", by=lead.actor, at=AT)
    return lead


def pages() -> dict[str, str]:
    """Every page by a name."""
    return {
        "index": reverse("results:index", args=["az-2020"]),
        "leaving": reverse("results:index", args=["az-2016"]) + "?view=leaving&section=1",
        "item": reverse("results:item", args=["az-2020", "3.1.4"]) + "?by=role&view=leaving",
        "refused": reverse("results:item", args=["az-2016", "3.1.4"]) + "?by=1.6&view=leaving",
        "priorities": reverse("results:index", args=["az-2020"]) + "?section=8",
        "rounds": reverse("results:rounds", args=["az-2020"]),
        "ledger": reverse("results:ledger", args=["az-2016"]),
        "printed": reverse("results:printed", args=["az-2016"]),
        "text": reverse("results:text", args=["az-2016"]),
    }


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_results_are_readable(visit: Callable[..., Any], narrow: bool) -> None:
    page = visit(filled(), narrow=narrow)
    for name, address in pages().items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        check(page, f"results-{name}-{'narrow' if narrow else 'wide'}")
