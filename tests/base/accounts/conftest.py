"""Sign-in is tested as an evaluation installation; hashing is made cheap, its strength is Django's and argon2's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def evaluation(settings: Any) -> None:
    settings.ENV = replace(settings.ENV, mode="evaluation")


@pytest.fixture(autouse=True)
def no_old_limits(db: None) -> None:
    cache.clear()
