"""The rules of a country in force on one day: a case is judged by the rule of its own date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel

from dayaq.core.clock import Confidence, Deadline
from dayaq.core.decision import Decision, Reason
from dayaq.core.pack.schema.base import Binding
from dayaq.core.pack.schema.bodies import Body, selects
from dayaq.core.pack.schema.entitlements import Amount, Entitlement
from dayaq.core.pack.schema.status import Assertable
from dayaq.core.words import N_

if TYPE_CHECKING:
    from dayaq.core.pack.pack import Pack


@dataclass(frozen=True)
class PackView:
    """One pack on one day. Answers carry their basis; a value whose date is uncertain says so."""

    pack: Pack
    day: date

    def clock(self, code: str) -> Deadline | None:
        """The term in force that day, None where there is none; KeyError for an unknown clock."""
        return next((term for term in self.pack.clocks[code] if term.in_force(self.day)), None)

    @property
    def clocks(self) -> Mapping[str, Deadline]:
        """Every clock that has a term in force that day."""
        terms = {code: self.clock(code) for code in self.pack.clocks}
        return {code: term for code, term in terms.items() if term is not None}

    @property
    def reflection(self) -> Deadline | None:
        """Length of the reflection period; None: no right in force that day."""
        rule = self.pack.process.reflection
        return self.clock(rule.clock) if rule.in_force(self.day) else None

    @property
    def shelter_adult(self) -> Deadline | None:
        return self.clock(self.pack.process.shelter.adult)

    @property
    def shelter_child(self) -> Deadline | None:
        return self.clock(self.pack.process.shelter.child)

    def amount(self, entitlement: str) -> Amount | None:
        """The sum in force that day, in the pack's currency."""
        amounts = self.pack.entitlements[entitlement].amounts
        return next((amount for amount in amounts if amount.in_force(self.day)), None)

    @property
    def allowance(self) -> Amount | None:
        return self.amount("allowance") if "allowance" in self.pack.entitlements else None

    def entitlements(self, *statuses: str) -> Mapping[str, Entitlement]:
        """What is open to a person with these statuses; what needs none is open to everybody."""
        held = set(statuses)
        return {
            code: entry
            for code, entry in self.pack.entitlements.items()
            if entry.in_force(self.day) and (not entry.statuses or held.intersection(entry.statuses))
        }

    @property
    def bodies(self) -> Mapping[str, Body]:
        return {code: body for code, body in self.pack.bodies.items() if body.exists(self.day)}

    def _asserting(self, status: str, body: str) -> Assertable | None:
        known = self.pack.bodies.get(body)
        rules = self.pack.status[status].assert_by
        meant = (r for r in rules if known and any(selects(s, body, known) for s in r.by))
        return next((rule for rule in meant if rule.in_force(self.day)), None)

    def _named(self, body: str) -> object:
        """A body as sentences call it, in every language; the bare code of one the pack does not know."""
        return self.pack.text(f"bodies.{body}") if body in self.pack.bodies else body

    def may_assert(self, status: str, body: str) -> Decision:
        """Whether this body may assert this status that day; an unconfirmed rule allows and says so."""
        rule = self._asserting(status, body)
        params = {"status": self.pack.text(f"status.{status}"), "body": self._named(body)}
        if rule is None:
            text = N_("%(body)s may not say that a person is %(status)s under the rules of that day")
            return Decision.refuse(Reason("status.not_yours", text, params))
        basis = "; ".join(rule.basis)
        if rule.confidence is Confidence.UNVERIFIED or rule.uncertain:
            text = N_("the rule that lets %(body)s say %(status)s waits for an administrator's confirmation")
            return Decision.allow(Reason("status.unconfirmed", text, params, basis))
        return Decision.allow(Reason("status.yours", N_("%(body)s may say %(status)s"), params, basis))

    def asserters(self, status: str) -> tuple[str, ...]:
        """Codes of the bodies that may assert the status that day."""
        return tuple(body for body in self.bodies if self._asserting(status, body) is not None)

    def may_receive(self, body: str, unit: str | None = None) -> Decision:
        """Whether a referral under the law may be handed over to this body, and to this unit of it."""
        rules = self.pack.process.referral
        params = {"body": self._named(body), "unit": unit or ""}
        right = [r for r in rules.recipients if r.in_force(self.day)]
        for rule in right:
            if rule.body == body and rule.unit in (None, unit):
                text = N_("%(body)s receives referrals")
                return Decision.allow(Reason("referral.recipient", text, params, "; ".join(rule.basis)))
        return self._refused(body, params)

    def _refused(self, body: str, params: Mapping[str, object]) -> Decision:
        rules = self.pack.process.referral
        known = self.pack.bodies.get(body)
        for rule in rules.forbidden:
            meant = known is not None and any(selects(s, body, known) for s in rule.bodies)
            if meant and rule.in_force(self.day):
                text = N_("the law forbids handing a person over to %(body)s")
                return Decision.refuse(Reason("referral.forbidden", text, params, "; ".join(rule.basis)))
        if rules.only_recipients or known is None:
            text = N_("%(body)s is not a recipient of referrals under the law")
            basis = "; ".join(rules.recipients[0].basis) if rules.recipients else ""
            return Decision.refuse(Reason("referral.not_recipient", text, params, basis))
        return Decision.allow(Reason("referral.not_excluded", N_("nothing excludes %(body)s"), params))

    def rules(self) -> Iterator[tuple[str, Binding]]:
        """Every binding value in force that day, with the key under which it stands."""
        for key, rule in bindings_of(self.pack):
            if rule.in_force(self.day):
                yield key, rule


def bindings_of(pack: Pack) -> Iterator[tuple[str, Binding]]:
    """Every binding value of a pack with its key, whatever its dates."""
    parts: Mapping[str, object] = {
        "status": pack.status,
        "process": pack.country_process,
        "entitlements": pack.entitlements,
        "access": pack.access,
        "reports": pack.reports,
        "floors": pack.manifest.floors,
        **pack.areas,
    }
    for name, part in parts.items():
        yield from walk(name, part)


def walk(key: str, value: object) -> Iterator[tuple[str, Binding]]:
    """The binding values inside a part, depth first."""
    if isinstance(value, Binding):
        yield key, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from walk(f"{key}.{name}", getattr(value, name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from walk(f"{key}.{name}", item)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from walk(f"{key}[{number}]", item)
