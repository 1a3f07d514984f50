"""Every component in every state, languages and directions: axe clean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import check

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("narrow", [False, True], ids=["1280", "390"])
@pytest.mark.parametrize("words", ["lang=en", "lang=az", "lang=ru", "lang=pseudo&dir=rtl"])
def test_the_gallery_has_no_fault(visit: Callable[..., Any], words: str, narrow: bool) -> None:
    page = visit(None, narrow=narrow)
    page.goto(f"/gallery/?{words}")
    check(page, f"gallery-{words[5:7]}-{'390' if narrow else '1280'}")
