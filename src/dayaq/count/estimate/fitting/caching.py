"""Compiling with numba, once for all later processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba


def compile_(function: Callable[..., Any]) -> Any:
    """Compiled when first called, and kept for later processes where there is a folder to keep it in."""
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # numba's word for "no folder can be written to"
        return numba.njit(nogil=True, error_model="numpy")(function)
