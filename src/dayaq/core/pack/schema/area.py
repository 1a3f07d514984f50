"""What the file of one area of the response may always hold: its own lists of words and its own clocks.

Each area has a file of its own name in a pack, laid over that of the base; a pack without it takes the base's.
"""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.core.pack.schema.base import Code, Entry
from dayaq.core.pack.schema.clocks import Clocks
from dayaq.core.pack.schema.codes import CodeList


class AreaFile(Entry):
    """``lists`` join the pack's lists and ``clocks`` its clocks: they are asked for like any other."""

    lists: Mapping[Code, CodeList] = {}
    clocks: Clocks = {}
