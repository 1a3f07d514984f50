"""Checks between the files of a pack, by subject; each names the files it reads.

A check runs only if those files are in order themselves, so that one slip is not reported twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dayaq.core.pack.assemble import Draft
from dayaq.core.pack.checks import law, people, terms, words
from dayaq.core.pack.findings import Finding
from dayaq.core.pack.pack import Pack

Check = Callable[[Pack, Draft], Iterator[Finding]]

CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("legal",), law.aliases),
    (("legal",), law.conflicts),
    (("legal",), law.bases),
    (("bodies", "codes"), people.bodies),
    (("bodies",), people.selectors),
    (("bodies", "status"), people.asserted),
    (("bodies", "status", "process"), people.protected_before_decision),
    (("bodies", "process", "status"), people.deciders),
    (("roles",), people.roles),
    (("status", "process", "entitlements"), terms.statuses),
    (("process", "entitlements"), terms.clocks),
    (("process",), terms.stages),
    (("process",), terms.lists),
    (("process",), terms.overlaps),
    (("pack", "entitlements"), terms.amounts),
    (("codes",), words.maps),
    (("process", "codes", "reports"), words.lists),
    ((), words.apart),
    (("support",), words.minimum_package),
    (("pack",), words.languages),
)


def findings(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """What every check finds, in their order."""
    for needs, look in CHECKS:
        if all(name in draft.parts or name not in draft.raw for name in needs):
            yield from look(pack, draft)
