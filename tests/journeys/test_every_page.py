"""Every page of the site, looked at by somebody who may see it: axe clean, no script error, no sideways scrolling.

In every run: the main pages in three languages and every fifth of the others (told by the address) in English, at both widths.
Everything, and the main pages of the areas of help in the other languages, is marked ``long``; there axe judges every page whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.base.access.matrix import Address, Asker, all_addresses
from tests.journeys.conftest import FAULTS, NARROW, WIDE, check
from tests.world import World, build

pytestmark = pytest.mark.journey
LOOKERS = (
    "officer", "ngo", "inspector", "duty", "administrator", "coordinator", "analyst", "auditor", "shelter", "hotline", "labour", "clerk",
    "lawyer", "monitor", "accreditor", "migration", "prosecutor", "consul", "helper", "warden",
)  # fmt: skip
EVERY = 8
NO_PAGE = {
    "accounts:factor_image",
    "audit:file",
    "figures:chart",
    "figures:csv",
    "figures:xlsx",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
}
# pages about assessments are walked in test_assess_every_page.py, with the assessment of the demo
OF_ASSESSMENTS = {"assessment", "framework", "survey", "interviews", "results", "findings", "validation", "report"}
MAIN = {
    "today",
    "casefile:list",
    "casefile:case",
    "casefile:facts",
    "casefile:status",
    "referral:inbox",
    "referral:send",
    "screening:index",
    "identification:index",
}
MAIN |= {"figures:list", "figures:measure", "casefile:search", "accounts:profile", "referral:report", "accounts:roles", "audit:trail"}


# the first page of each area of help
HELP = {
    "network:directory", "network:of_case", "hotline:desk", "hotline:calls", "detection:events", "detection:child", "residence:index",
    "residence:returns_of", "shelter:home", "shelter:index", "support:plan", "rights:index", "rights:complaints", "fund:home", "fund:money",
    "protection:index", "justice:list", "justice:case", "inspection:list", "casework:desk", "casework:work", "intake:list", "papers:index",
    "window:of_case",
}  # fmt: skip


def its_turn(address: Address) -> bool:
    """Whether a page is looked at in every run."""
    drawn = int(hashlib.sha256(address.name.encode()).hexdigest(), 16) % EVERY == 0
    return address.name in MAIN | HELP or drawn


def pages(world: World, wanted: Callable[[Address], bool]) -> Iterator[tuple[str, Address, str]]:
    """Addresses that answer with a page, with the first looker to whom they do: (name, address, url)."""
    askers = [Asker(world, name, {"code": "analyst"}) for name in LOOKERS]
    seen: set[str] = set()
    for address in all_addresses():
        if (
            address.area in OF_ASSESSMENTS
            or address.name in NO_PAGE
            or (address.name in seen and address.area != "casefile")
            or not wanted(address)
        ):
            continue
        for asker in askers:
            values = {place: asker.value(address, place, asker.relations(address)["own"]) for place in address.places}
            url = address.pattern
            for place, value in values.items():
                url = url.replace(next(part for part in url.split("/") if part.endswith(f":{place}>")), value)
            if asker.opens(address):
                answer = asker.client().get(url)
                if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                    seen.add(address.name)
                    yield asker.name, address, url
                    break


def look(page: Any, url: str, picture: str, *, whole: bool = False) -> list[str]:
    """The faults of one page at both widths."""
    found = []
    FAULTS.clear()
    page.set_viewport_size(WIDE)
    page.goto(url)
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        try:
            check(page, f"{picture}-{size['width']}", whole=whole)
        except AssertionError as fault:
            found.append(f"{picture} {size['width']}: {str(fault)[:900]}")
    return found


def walk(
    world: World, visit: Callable[..., Any], language: str, wanted: Callable[[Address], bool], *, whole: bool = False
) -> tuple[int, list[str]]:
    """Look at all pages wanted, each by somebody who may; ``whole``: also what was judged on another page."""
    open_pages: dict[str, Any] = {}
    faults, n = [], 0
    for name, address, url in pages(world, wanted):
        if name not in open_pages:
            open_pages[name] = visit(world.people[name], language=language)
        word = url.rstrip("/").rpartition("/")[2] if "history" in url or "work/" in url else ""
        faults += look(open_pages[name], url, f"{address.name.replace(':', '-')}{'-' + word if word else ''}-{language}", whole=whole)
        n += 1
    return n, faults


def test_the_pages_whose_turn_it_is(visit: Callable[..., Any]) -> None:
    n, faults = walk(build(), visit, "en", its_turn)
    assert faults == [], f"{len(faults)} faults on {n} pages:\n" + "\n".join(faults)
    assert n > 60


@pytest.mark.long
def test_every_page_in_english(visit: Callable[..., Any]) -> None:
    n, faults = walk(build(), visit, "en", lambda _: True, whole=True)
    assert faults == [], f"{len(faults)} faults on {n} pages:\n" + "\n".join(faults)
    assert n > 200


@pytest.mark.parametrize("language", ["az", "ru"])
def test_the_main_pages_in_other_languages(visit: Callable[..., Any], language: str) -> None:
    n, faults = walk(build(), visit, language, lambda address: address.name in MAIN)
    assert faults == [], f"{len(faults)} faults on {n} pages:\n" + "\n".join(faults)
    assert n >= len(MAIN) - 1


@pytest.mark.long
@pytest.mark.parametrize("language", ["az", "ru"])
def test_the_pages_of_help_in_other_languages(visit: Callable[..., Any], language: str) -> None:
    n, faults = walk(build(), visit, language, lambda address: address.name in HELP, whole=True)
    assert faults == [], f"{len(faults)} faults on {n} pages:\n" + "\n".join(faults)
    assert n >= len(HELP) - 2


def test_pages_without_sign_in_and_errors(visit: Callable[..., Any]) -> None:
    world = build()
    stranger, officer = visit(None), visit(world.people["officer"])
    faults = []
    for page, url in ((stranger, "/account/login/"), (stranger, "/no-such-page/"), (stranger, "/people/join/nothing/"), (stranger, "/people/ended/?why=idle"),
                      (officer, f"/cases/{world.code('kept', world.people['officer'])}/"), (officer, "/people/")):  # fmt: skip
        faults += look(page, url, f"public{url.replace('/', '-')[:20]}")
    assert faults == []
