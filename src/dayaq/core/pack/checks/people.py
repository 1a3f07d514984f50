"""Checks of who does what: bodies exist, somebody may assert, decide and give notice, roles exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from dayaq.core.pack.assemble import Draft
from dayaq.core.pack.findings import Finding
from dayaq.core.pack.pack import Pack
from dayaq.core.pack.schema.bodies import SELECTOR_WORDS

SELECTING = frozenset({"by", "bodies", "decided_by", "who", "notify_by", "grant_by", "respected_by", "providers"})
"""Keys whose values say whom a rule means."""
CONTROL = ("auditor", "administrator")


def known(pack: Pack, selector: str) -> bool:
    """Whether a selector means at least one body that the pack has."""
    if selector.startswith("type:"):
        return selector.removeprefix("type:") in {body.type for body in pack.bodies.values()}
    return selector in SELECTOR_WORDS or selector in pack.bodies


def bodies(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Parents and the monitored exist, types are in the code list, serving lists use known codes."""
    for code, body in pack.bodies.items():
        if body.parent and body.parent not in pack.bodies:
            yield _body(code, "parent", f"the code of another body expected (found: {body.parent!r})")
        if body.type not in pack.codes["body_type"].items:
            yield _body(code, "type", f"a code of the list body_type expected (found: {body.type!r})")
        for number, selector in enumerate(body.monitors):
            if not known(pack, selector):
                yield _body(code, f"monitors[{number}]", f"a body or type:... expected (found: {selector!r})")


def _body(code: str, key: str, text: str) -> Finding:
    return Finding("bodies.yaml", f"bodies.{code}.{key}", text)


def selectors(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Everybody whom a rule names is a body of the pack."""
    if not pack.bodies:
        return
    for file in ("status", "process", "entitlements", "access", "reports"):
        part = draft.parts.get(file)
        for place, selector in _named("", part):
            if not known(pack, selector):
                yield Finding(f"{file}.yaml", place, f"any, state, ngo, type:... or a body expected (found: {selector!r})")
    for number, recipient in enumerate(pack.process.referral.recipients if pack.country_process else ()):
        place = f"referral.recipients[{number}]"
        body = pack.bodies.get(recipient.body)
        if body is None or not body.receives_referrals:
            yield Finding("process.yaml", f"{place}.body", f"a body with receives_referrals expected ({recipient.body!r})")
        elif recipient.unit and recipient.unit not in body.units:
            yield Finding("process.yaml", f"{place}.unit", f"a unit of {recipient.body} expected ({recipient.unit!r})")


def _named(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        for name, item in value.items():
            place = f"{key}.{name}".lstrip(".")
            if name == "body" and isinstance(item, str) and "routing" in key:
                yield place, item
            elif name in SELECTING and isinstance(item, tuple):
                yield from ((f"{place}[{number}]", text) for number, text in enumerate(item) if isinstance(text, str))
            else:
                yield from _named(place, item)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _named(f"{key}[{number}]", item)


def asserted(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """A status nobody may assert is a word without a use."""
    if not pack.bodies:
        return
    for code, status in pack.status.items():
        if not any(pack.bodies_meant(rule.by) for rule in status.assert_by):
            yield Finding("status.yaml", f"statuses.{code}.assert_by", "somebody who may assert it expected")


def protected_before_decision(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Somebody can presume and somebody can give the reflection notice.

    Without both a person is protected only after the decision that protection is meant to precede.

    Basis: coe197.10(2), coe197.13(1)
    """
    if pack.country_process is None:
        return
    presumed = pack.status.get("presumed")
    if presumed is None or not any(pack.bodies_meant(rule.by) for rule in presumed.assert_by):
        text = "nobody can presume a victim here: a body that may do so expected"
        yield Finding("status.yaml", "statuses.presumed.assert_by", text)
    if not pack.bodies_meant(pack.process.reflection.notify_by):
        text = "nobody can give the reflection notice here: a body that may do so expected"
        yield Finding("process.yaml", "reflection.notify_by", text)


def deciders(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Each route is decided by bodies that decide, and they may assert its outcome."""
    if pack.country_process is None:
        return
    for code, route in pack.process.identification.routes.items():
        place = f"identification.routes.{code}"
        for body in pack.bodies_meant(route.decided_by):
            if not pack.bodies[body].decides:
                yield Finding("process.yaml", f"{place}.decided_by", f"bodies with decides: true expected ({body!r})")
        for outcome in (route.positive, route.negative):
            status = pack.status.get(outcome)
            able = {b for rule in status.assert_by for b in pack.bodies_meant(rule.by)} if status else set()
            for body in sorted(set(pack.bodies_meant(route.decided_by)) - able):
                text = f"{body} decides route {code} and has to be able to assert {outcome}"
                yield Finding("status.yaml", f"statuses.{outcome}.assert_by", text)


def roles(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Control stays apart from case work: auditor and administrator exclude each other and every case role."""
    for code, role in pack.roles.items():
        for other in role.excludes:
            if other not in pack.roles:
                yield Finding("roles.yaml", f"roles.{code}.excludes", f"the code of a role expected (found: {other!r})")
        for group in set(role.consent + role.order + role.break_glass + role.own) - set(role.read + role.write):
            yield Finding("roles.yaml", f"roles.{code}.read", f"{group} expected here too: a condition needs its group")
        if role.state_only and role.ngo_only:
            yield Finding("roles.yaml", f"roles.{code}", "state_only or ngo_only expected, not both")
    for code in CONTROL:
        if code in pack.roles:
            wanted = {other for other, role in pack.roles.items() if role.sees_cases} | set(CONTROL) - {code}
            missing = sorted(wanted & set(pack.roles) - set(pack.roles[code].excludes))
            if missing:
                yield Finding("roles.yaml", f"roles.{code}.excludes", f"these too: {', '.join(missing)}")
