"""Asking every address of the site as every person about every kind of file, and what is noted of each answer."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.test import Client

from dayaq.base.access.checks import addresses
from dayaq.base.access.gate import declared
from dayaq.base.access.rules import Actor
from dayaq.core.pack import load
from dayaq.respond.casefile.actions.opening import fresh_code
from tests.cast import Person
from tests.world import World

ANONYMOUS = "anonymous"
ABOUT_A_CASE = {
    "casefile", "referral", "screening", "identification", "network", "hotline", "detection", "residence", "shelter", "support", "rights",
    "fund", "protection", "justice", "inspection", "casework", "intake", "papers", "window",
}  # fmt: skip
OWN = {"inspector": "found", "outsider": "outside"}  # everybody else's is the case that walked through all hands
FOREIGN = {"inspector": "walked", "outsider": "walked"}
# What stands in an address without naming a row; every value is asked.
WORDS: dict[str, tuple[str, ...]] = {
    "section": ("facts", "status", "help", "tasks", "identity", "story", "contact", "guardian"),
    "which": ("untold", "reviews", "holds"),
    "detection.which": ("family",),
    "about": ("decision", "reflection", "rights"),
    "list_code": ("az-labour",),
    "step": ("inquiry",),
    "casework.step": ("accept", "send"),
    "support.step": ("start",),
    "number": ("1",),
    "line": ("1",),
    "year": ("2016",),
    "token": ("no-such-token",),
    "secret": ("no-such-secret",),
    "pk": ("1",),
    "dim": ("topic",),
    "kind": ("state_of_beds",),
    "due": ("2016-04-01",),
    "way": ("out",),
    "identification.way": ("review",),
    "identification.event": ("notified",),
    "support.what": ("assess", "goal", "child_service", "look"),
    "rights.what": ("take", "told"),
    "justice.what": ("share", "hearing", "link"),
    "template": ("handover_act",),
    "tongue": ("az",),
    "form": ("docx",),
}
# What a place of an address means, where its name does not say it: "area:name.place" or "area.place" -> kind of row.
KINDS = {
    **dict.fromkeys(("network:accept.row_id", "network:decline.row_id", "network:answer.row_id", "network:withdraw.row_id"), "onward"),
    **dict.fromkeys(("network:link.row_id", "network:withdraw_link.row_id"), "link"),
    "network.row_id": "package",
    **dict.fromkeys(("network.referral_id", "referral.referral_id"), "referral"),
    "screening.other": "screening",
    "hotline.back_id": "call_back",
    "hotline.row_id": "hand_on",
    "papers:call.call": "hotline.call",
    "papers:visit.visit": "shelter.visit",
    "rights:hearing.row": "hearing",
    **dict.fromkeys(("rights:answer.row", "rights:step.row"), "data"),
    **dict.fromkeys(("rights:complaint.number", "rights:act.number"), "rights.number"),
    **dict.fromkeys(("support:course.row", "support:course_step.row"), "course"),
    "fund:arrived.key": "announced",
    "fund:reverse.key": "journal",
    **dict.fromkeys(("fund:receipt.key", "fund:returned.key"), "payment"),
    **dict.fromkeys((f"fund:{name}.key" for name in ("claim", "award", "claim_paid", "attorney", "claim_end")), "claim"),
    "fund:grant_decided.key": "grant",
    "fund.key": "request",
    "protection:other.subject": "other",
    "protection.event": "liability",
    "justice:case_row.row": "party",
    **dict.fromkeys(("casework:version.key", "casework:file_error.key", "documents.key"), "casework.file"),
    "casework:drop_search.key": "search",
    "casework:resolve.key": "flag",
    "casework:conference.key": "conference",
    "casework:letter_step.key": "letter",
    "casework:transfer_step.key": "transfer",
    "casework:end_link.key": "person_link",
    "casework:unmerge.key": "merge",
    "intake.key": "upload",
}
MEASURES = ("victims_identified", "victims_ngo_only", "persons_by_status", "assistance_given")
PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
CODE = re.compile(r"AZ-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z*~$=]")
PLANTED = re.compile(r"zq\w{4,80}")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FORM_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|X-CSRFToken"?: ?)"[^"]+"')


@dataclass(frozen=True)
class Address:
    """One address of the site: pattern, url name, places to fill."""

    pattern: str
    name: str
    view: Any

    @property
    def area(self) -> str:
        return self.name.partition(":")[0]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(name for _, name in PLACE.findall(self.pattern))

    @property
    def about_a_case(self) -> bool:
        return self.area in ABOUT_A_CASE and "code" in self.places

    @property
    def rows(self) -> tuple[str, ...]:
        """The places that name a row of an area by its id."""
        return tuple(place for place in self.places if place != "code") if self.area in {*ABOUT_A_CASE, "documents"} else ()

    def kinds(self, place: str) -> tuple[str, ...]:
        """Names under which the world may keep the id for a place, the likeliest first."""
        plain = place.removesuffix("_id")
        kind = KINDS.get(f"{self.name}.{place}") or KINDS.get(f"{self.area}.{place}") or plain
        return (f"{self.area}.{kind}", kind)


@dataclass(frozen=True)
class Answer:
    """What was noted of one answer; ``digest`` is of the body without form tokens and without what was asked."""

    address: Address
    method: str
    relation: str
    case: str
    status: int
    location: str
    planted: frozenset[str]
    codes: frozenset[str]
    ids: frozenset[str]
    digest: str

    def __str__(self) -> str:
        return f"{self.method} {self.address.name} ({self.relation}): {self.status}"


def all_addresses() -> list[Address]:
    """Every address, once for each word that may stand in it."""
    found = []
    for path, name, view in addresses():
        patterns = [path]
        for whole, _kind, place in re.findall(r"(<(?:(\w+):)?(\w+)>)", path):
            told = "" if f"{name}.{place}" in KINDS else place
            values = (
                MEASURES
                if place == "code" and name.startswith("figures:")
                else WORDS.get(f"{name.partition(':')[0]}.{told}") or WORDS.get(told, ())
            )
            if values:
                patterns = [pattern.replace(whole, value) for pattern in patterns for value in values]
        found += [Address(pattern, name, view) for pattern in patterns]
    return found


def never_existed() -> str:
    """A code of the right form that nobody has."""
    return fresh_code(load(settings.HOME_PACK))


def text_of(response: Any) -> str:
    """Everything of an answer that leaves the office: headers, cookies' attributes and the body, files unpacked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            body = b"\n".join(file.read(name) for name in file.namelist())
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n\n{body.decode('utf-8', 'replace')}"


@dataclass
class Asker:
    """One person at the browser, or nobody."""

    world: World
    name: str
    spare: dict[str, str]  # ids of rows that are about no case: a person, a membership, a work
    clients: list[Client] = field(default_factory=list)

    @property
    def person(self) -> Person | None:
        return self.world.people.get(self.name)

    @property
    def actor(self) -> Actor | None:
        """The acting person with the permissions the pack gives, not those the database holds."""
        if self.person is None:
            return None
        role = load(settings.HOME_PACK).roles[self.person.actor.role]
        return replace(self.person.actor, permissions=frozenset(map(str, role.permissions)))

    def opens(self, address: Address) -> bool:
        """Whether the gate is open to the person."""
        gate = declared(address.view, address.name)
        assert gate is not None, f"{address.pattern} declares no gate"
        return gate.opens(self.actor)

    def client(self, *, fresh: bool = False) -> Client:
        """A browser of the person's."""
        if fresh or not self.clients:
            made = Client(raise_request_exception=False, HTTP_HOST="localhost")
            if self.person:
                made.force_login(self.person.user)
            self.clients[:] = [made]
        return self.clients[0]

    def relations(self, address: Address) -> dict[str, str]:
        """The files the person is asked about, by how he or she stands to them; ``nothing`` never existed."""
        own = {"own": OWN.get(self.name, "walked")}
        if self.person is None or not (address.about_a_case or address.rows):
            return own
        others = {"foreign": FOREIGN.get(self.name, "outside"), "envelope": "envelope", "kept": "kept"}
        if not address.about_a_case:  # rows outside a file: only of stories that have one
            first = address.kinds(address.rows[0])
            others = {how: story for how, story in others.items() if set(first) & set(self.world.ids.get(story, {}))}
        return {**own, **others, "nothing": "nothing"}

    def value(self, address: Address, place: str, case: str, mixed: str = "") -> str:
        """What stands in one place of the address; ``mixed``: rows of that other case under the code of this one."""
        if address.about_a_case and place == "code":
            return never_existed() if case == "nothing" else self.world.code(case, self.person)
        if place in address.rows:
            rows = self.world.ids.get(mixed or case, {})
            return str(next((rows[kind] for kind in address.kinds(place) if kind in rows), uuid4()))
        return self.spare.get(place) or str(uuid4())

    def reaches(self, address: Address, case: str) -> bool:
        """Whether the person may open what the address names; what nobody noted counts as open."""
        if self.person is None:
            return False
        if address.about_a_case:
            return bool(self.world.readable(case, self.person))
        rule = self.world.reached.get(self.value(address, address.rows[0], case)) if address.rows else None
        return rule is None or rule(self.person)

    def ask(self, address: Address, method: str, relation: str, case: str, mixed: str = "") -> Answer:
        """Ask one address and note the answer."""
        values = {place: self.value(address, place, case, mixed) for place in address.places}
        url = PLACE.sub(lambda found: values[found[2]], address.pattern)
        touches_session = method == "POST" and address.area not in ABOUT_A_CASE
        response = self.client(fresh=touches_session).generic(method, url, **form(method))
        text = text_of(response)
        for value in sorted(values.values(), key=len, reverse=True):
            text = text.replace(value, "what-was-asked") if len(value) > 6 else text
        body = FORM_TOKEN.sub("token", text.partition("\n\n")[2])
        if touches_session:
            self.clients.clear()
        return Answer(
            address, method, relation, case, response.status_code, response.headers.get("Location", ""),
            frozenset(PLANTED.findall(text.lower())), frozenset(CODE.findall(text)), frozenset(ID.findall(text)),
            hashlib.sha256(body.encode()).hexdigest(),
        )  # fmt: skip


def form(method: str) -> dict[str, Any]:
    """An empty form for a POST."""
    return {"data": b"", "content_type": "application/x-www-form-urlencoded"} if method == "POST" else {}


def turn(address: Address, askers: list[Asker]) -> set[str]:
    """Who asks an address in every run: one the gate is open to, one it is closed to, told by the address; and always the outsider."""
    draw = int(hashlib.sha256(address.pattern.encode()).hexdigest(), 16)
    sides = [[asker.name for asker in askers if asker.name != "outsider" and asker.opens(address) is opens] for opens in (True, False)]
    return {"outsider", *(names[draw % len(names)] for names in sides if names)}


def walk(asker: Asker, which: list[Address], *, whole: bool = True) -> Iterator[Answer]:
    """Every address: first what only reads, then empty forms. Not ``whole``: once where the gate is closed, the outsider foreign files."""
    for methods in (("GET", "HEAD", "DELETE"), ("POST",)):
        for address in which:
            relations = asker.relations(address)
            short = not whole and not asker.opens(address)
            left = (
                () if whole or asker.name != "outsider" or len(relations) == 1 else ("own", "envelope")
            )  # the outsider has no business there
            for relation, case in [one for one in relations.items() if one[0] not in left][: 1 if short else None]:
                for method in methods:
                    if method in {"GET", "POST"} or (relation == "own" and not short):
                        yield asker.ask(address, method, relation, case)
            if address.about_a_case and address.rows and asker.person and not short:
                for method in methods[:1]:
                    yield asker.ask(address, method, "mixed", relations["own"], mixed=relations["foreign"])


def kept_ids(world: World) -> set[str]:
    """Ids by which a file closed to the State could be recognised."""
    found: set[UUID | str] = {world.cases["kept"], *world.ids["kept"].values()}
    return {str(one) for one in found}
