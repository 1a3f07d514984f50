"""Values of what was told to whom: rights explained, who may see the file, what was sent, the package to a partner abroad."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.queries import grants
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import country, label
from dayaq.respond.network import queries as network
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.respond.papers.rules.sources import Blank
from dayaq.respond.rights import queries as rights

FACTS = {"sex": "Sex", "age_band": "Age", "nationality": "Nationality", "exploitation": "Exploitation", "languages": "Languages"}
LISTS = {"sex": "sex", "age_band": "age_band", "exploitation": "exploitation", "languages": "language", "needs": "service_offered"}
SENT = {
    "sent": "sent", "accepted": "accepted", "declined": "not accepted", "answered": "answered", "withdrawn": "taken back",
    "open": "not opened yet", "seen": "opened", "locked": "locked", "draft": "being prepared",
}  # fmt: skip


@source("right.told", Blank(Group.G1, "Rights explained", ("Right", "On", "Language", "How", "Understood")))
def _told(asking: Asking) -> Rows:
    return [
        (
            right.label,
            asking.day(one.at),
            asking.code("language", one.language),
            asking.code("told_method", getattr(one, "method", "")),
            asking.yes(one.understood),
        )
        for right in rights.told(asking.case, asking.at)
        for one in right.told[:1]
    ]


@source("right.open", Blank(Group.G1, "Rights still to be explained", ("Right", "Until", "Basis")))
def _open(asking: Asking) -> Rows:
    return [(one.label, asking.term(one.due), asking.acts(one.basis)) for one in rights.missing(asking.case, asking.at)]


@source("share.with", Blank(Group.G1, "Who may see the file", ("Who", "What", "Ground", "From", "Until")))
def _grants(asking: Asking) -> Rows:
    """Rows of the file's own grants; to whom a single person's grant goes is not printed."""
    return [
        (
            asking.unit(one.subject_unit) or asking.word("one person"),
            ", ".join(asking.group(name) for name in Group(one.reads).names),
            asking.word(GROUNDS.get(one.basis, one.basis)),
            asking.day(one.valid_from),
            asking.day(one.valid_to),
        )
        for one in grants(asking.case.id)
    ]


GROUNDS = {
    "owner": "keeps the file",
    "consent": "the person's consent to this recipient",
    "statutory_handover": "hand-over required by law",
    "order": "a decision of a prosecutor or a court",
}


@source("share.looked", Blank(Group.G1, "Who looked at the file", ("Body", "For what", "How often", "From", "Until")))
def _looked(asking: Asking) -> Rows:
    return [
        (one["body"], one["purpose"], str(one["n"]), asking.day(one["first"]), asking.day(one["last"]))
        for one in rights.disclosures(asking.case)
    ]


@source("share.sent", Blank(Group.G1, "Sent to others", ("To", "For what", "Sent on", "Agreed by", "State")))
def _sent(asking: Asking) -> Rows:
    onward = [(one.at, asking.body(one.to_body), one.services, one.agreed_by, one.status) for one in network.onward_of(asking.case)]
    links = [(one.at, one.said, one.services, one.consent_by, one.status) for one in network.links_of(asking.case)]
    packages = [(one.sent_at or one.at, one.said, one.services, one.consent_by, one.status) for one in network.packages_of(asking.case)]
    who = {"person": "the person", "guardian": "the guardian"}
    return [
        (
            to,
            asking.many("service_offered", services),
            asking.day(at),
            asking.word(who[agreed]) if agreed in who else "",
            asking.word(SENT.get(status, status)),
        )
        for at, to, services, agreed, status in sorted(onward + links + packages, key=lambda row: row[0])
    ]


def package(asking: Asking) -> Any:
    """The package prepared last that was not taken back."""
    return next((one for one in network.packages_of(asking.case) if one.status != "withdrawn"), None)


def of_package(name: str, title: str, value: Any) -> None:
    """A blank of the package."""

    def found(asking: Asking) -> str:
        one = package(asking)
        return value(asking, one) if one else ""

    source(name, Blank(Group.G1, title))(found)


of_package("package.country", "Country", lambda asking, one: country(one.country))
of_package("package.partner", "Partner abroad", lambda asking, one: one.partner)
of_package("package.services", "Help asked for", lambda asking, one: asking.many("service_offered", one.services))
of_package("package.consent", "Consent given on", lambda asking, one: asking.day(one.consent_at))
of_package("package.risk", "Risk", lambda asking, one: asking.word(one.risk) if one.risk else "")


@source("package.facts", Blank(Group.G1, "What is told", ("Fact", "Answer")))
def _facts(asking: Asking) -> Rows:
    """The chosen facts without the name, which stands apart and on a ground of its own."""
    one = package(asking)
    facts = network.package_data(one)["fields"] if one else {}
    return [(asking.word(FACTS[name]), said(asking, name, *facts[name])) for name in FACTS if name in facts]


def said(asking: Asking, name: str, value: Any, state: str) -> str:
    """A fact in words, or that it is not known."""
    if state != "known":
        return asking.yes(state)
    if name == "nationality":
        return country(value)
    codes = value if isinstance(value, list | tuple) else [value]
    return ", ".join(label(asking.pack, f"codes.{LISTS[name]}.{code}") for code in codes if code)


@source("package.notes", Blank(Group.G3, "What could happen to the person there", ("What could happen to the person there",)))
def _notes(asking: Asking) -> Rows:
    one = package(asking)
    return [(note["text"],) for note in network.package_data(one)["risk_notes"]] if one else []
