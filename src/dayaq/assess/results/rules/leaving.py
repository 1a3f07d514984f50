"""What of the tables may leave the team: the small-number policy for opinions.

Inside, everything is exact. An opinion of the whole group leaves with its counts when at least five people answered, so
that nobody knows whose mark is whose; not when it would tell everybody's answer, and not when a reader who has an earlier
print could subtract the answers of the few who came since. Whatever is split by a property of people goes through the
protection of counts (see ``keys``). Basis: promises to respondents, CT-NAT annexes C and D; THB Law Art. 6.3 (only
necessary information).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dayaq.assess.framework.rules import Instrument, Words
from dayaq.assess.framework.rules.instrument import Kind
from dayaq.assess.results.rules.tables import ItemTable
from dayaq.core.decision import Reason
from dayaq.core.words import N_

THRESHOLD = 5  # Basis: the country's reports show no count of people below five (reports.yaml); THB Law Art. 6.3
PROFILE = "1"  # the section about the respondents themselves: what people can be recognised by

NOBODY = N_("Nobody answered.")
# the reason is printed beside the sign: saying that all agreed would tell everybody's answer to whoever knows one
FEW = N_("Fewer than %(threshold)s people answered, or all of them gave the same answer: shown to the team only.")
SINCE = N_("An earlier print shows other numbers: the difference would tell what few people answered, or what all who came since did.")
LOST = N_("An earlier print shows more people than there are now: the difference would give few people away.")


@dataclass(frozen=True, slots=True)
class Leaves:
    """An item as it leaves. ``withheld``: why its numbers do not; then ``base`` and all counts are None.

    ``counts``: None for a number that is hidden (profile items). What nobody may know from outside is not in it: those who
    do not know and those who did not answer are one number, ``respondents`` less ``base``.
    """

    code: str
    kind: Kind
    text: Words
    labels: Mapping[str, Words]
    respondents: int
    base: int | None
    counts: Mapping[str, int | None]
    percent: Mapping[str, int | None] = field(default_factory=dict)
    first: Mapping[str, int] = field(default_factory=dict)
    score: Mapping[str, int] = field(default_factory=dict)
    withheld: tuple[Reason, ...] = ()
    scale: str = ""
    block: str = ""
    profile: bool = False

    @property
    def shown(self) -> bool:
        """Whether any number of it leaves."""
        return not self.withheld

    @property
    def hidden(self) -> tuple[str, ...]:
        """The choices whose number is hidden in a table that is shown."""
        return tuple(code for code, count in self.counts.items() if count is None) if self.shown else ()

    def as_json(self) -> dict[str, object]:
        """The stable shape of the command line: hidden numbers are null."""
        return {
            "code": self.code,
            "kind": self.kind,
            "text": dict(self.text),
            "base": self.base,
            "counts": dict(self.counts),
            "percent": dict(self.percent),
            "respondents": self.respondents,
            "withheld": [str(reason) for reason in self.withheld],
        }


def profile_items(instrument: Instrument) -> frozenset[str]:
    """The items that say who somebody is."""
    return frozenset(item.code for section in instrument.sections if section.code == PROFILE for item in section.items)


def opinion(table: ItemTable, printed: Sequence[Mapping[str, int]] = ()) -> Leaves:
    """An opinion item as it leaves; ``printed``: its counts in earlier prints, with "respondents" and "base"."""
    reason = _alone(table) or next(filter(None, (_since(table, before) for before in printed)), None)
    if reason is not None:
        return withheld(table, reason)
    counts: dict[str, int | None] = dict(table.counts)
    return Leaves(
        table.code,
        table.kind,
        table.text,
        table.labels,
        table.respondents,
        table.base,
        counts,
        dict(table.percent),
        table.first,
        table.score,
        scale=table.scale,
        block=table.block,
    )


def withheld(table: ItemTable, *reasons: Reason, profile: bool = False) -> Leaves:
    """An item of which no number leaves."""
    none = dict.fromkeys(table.counts)
    return Leaves(
        table.code,
        table.kind,
        table.text,
        table.labels,
        table.respondents,
        None,
        none,
        dict(none),
        withheld=reasons,
        scale=table.scale,
        block=table.block,
        profile=profile,
    )


def _alone(table: ItemTable) -> Reason | None:
    """What is wrong with a table taken by itself."""
    if not table.base:
        return Reason("results.nobody", NOBODY)
    if table.base < THRESHOLD:
        return Reason("results.few", FEW, {"threshold": THRESHOLD})
    if table.base == table.respondents and (_alike(table.counts, table.base) or _alike(table.first, table.base)):
        return Reason("results.same", FEW, {"threshold": THRESHOLD})
    return None


def _alike(counts: Mapping[str, int], base: int) -> bool:
    """Whether everybody chose the same, or one answer of several that could be chosen."""
    return base in counts.values()


def _since(table: ItemTable, before: Mapping[str, int]) -> Reason | None:
    """What the difference to an earlier print would tell: it is a table itself, of those who answered since."""
    came = table.base - before["base"]
    new = {code: count - before.get(code, 0) for code, count in table.counts.items()}
    if came == 0 and not any(new.values()) and table.respondents == before["respondents"]:
        return None
    if came < 0 or any(count < 0 for count in new.values()):
        return Reason("results.lost", LOST)
    if came < THRESHOLD and (came or any(new.values())):
        return Reason("results.since", SINCE, {"threshold": THRESHOLD})
    if came and table.respondents - before["respondents"] == came and _alike(new, came):
        return Reason("results.alike", SINCE, {"threshold": THRESHOLD})
    return None


def printed_counts(leaves: Leaves) -> dict[str, int]:
    """What a later print of the same item is compared with; empty when nothing was shown."""
    if not leaves.shown or leaves.base is None:
        return {}
    counts = {code: count for code, count in leaves.counts.items() if count is not None}
    return {**counts, "base": leaves.base, "respondents": leaves.respondents}
