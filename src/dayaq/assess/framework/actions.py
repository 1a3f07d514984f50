"""Writing instruments: open a draft, word and translate it, add what a country asks, publish. Published rows never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from dayaq.assess.framework import queries
from dayaq.assess.framework.models import Draft, InstrumentVersion
from dayaq.assess.framework.rules.checking import blocking, faults
from dayaq.assess.framework.rules.instrument import Instrument, Item
from dayaq.assess.framework.rules.loading import criteria
from dayaq.assess.framework.rules.references import Reference
from dayaq.assess.framework.rules.shape import fingerprint, plain, read
from dayaq.assess.framework.rules.versions import same, unmarked
from dayaq.assess.framework.rules.wording import reworded
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_

DRAFT_OPEN = N_("There is a draft of this instrument already; go on with it or throw it away.")
NO_RIGHT = N_("Instruments are written by people who work on assessments.")
UNMARKED = N_("The question %(item)s changed but kept its version: answers of two rounds would look comparable. Raise its version.")
FAULTS = N_("%(count)s faults must be mended first (%(places)s).")
NOTHING = N_("Nothing changed since %(reference)s.")


def may_write(by: Actor) -> None:
    """Refused for anybody who does not work on assessments."""
    require(Decision.allow() if by.may("assess.work") else Decision.refuse(Reason("role", NO_RIGHT)))


def open_draft(*, instrument: Instrument, base: str = "", by: Actor, at: datetime) -> Draft:
    """Start the next version of an instrument (``base``: reference of what it starts from), or a country's variant."""
    del at
    may_write(by)
    if Draft.objects.filter(code=instrument.code, country=instrument.country).exists():
        raise Refused(Decision.refuse(Reason("draft_open", DRAFT_OPEN)))
    ahead = replace(instrument, version=queries.next_version(instrument.code, instrument.country))
    return Draft.objects.create(code=ahead.code, country=ahead.country, base=base, content=plain(ahead), by=by.user_id)


def reword(*, draft: Draft, version: int, texts: Mapping[str, Mapping[str, str]], by: Actor, at: datetime) -> Draft:
    """Write texts of a draft: path of the text -> language -> words."""
    return write(draft, version, reworded(read(draft.content), texts), by, at)


def add_language(*, draft: Draft, version: int, language: str, by: Actor, at: datetime) -> Draft:
    """Offer the draft in one more language; every text is a gap until it is translated."""
    whole = read(draft.content)
    languages = tuple(dict.fromkeys((*whole.languages, language)))
    return write(draft, version, replace(whole, languages=languages), by, at)


def raise_version(*, draft: Draft, version: int, item: str, by: Actor, at: datetime) -> Draft:
    """Say that a question is no longer the same: its trend breaks here, visibly."""
    whole = read(draft.content)
    before = queries.instrument(draft.base) if draft.base else whole
    known = {one.code: one.version for one in before.items}
    sections = tuple(
        replace(section, items=tuple(raised(one, known) if one.code == item else one for one in section.items))
        for section in whole.sections
    )
    return write(draft, version, replace(whole, sections=sections), by, at)


def raised(item: Item, known: Mapping[str, int]) -> Item:
    """The item one version above the one it comes from; raising twice is raising once."""
    return replace(item, version=known.get(item.code, item.version) + (item.code in known))


def add_item(*, draft: Draft, version: int, section: str, after: str, item: Item, by: Actor, at: datetime) -> Draft:
    """Add a question of one's own behind another of a section (behind the last one when ``after`` is empty)."""
    whole = read(draft.content)
    sections = []
    for one in whole.sections:
        items = list(one.items)
        if one.code == section:
            codes = [known.code for known in items]
            items.insert(codes.index(after) + 1 if after in codes else len(items), item)
        sections.append(replace(one, items=tuple(items)))
    return write(draft, version, replace(whole, sections=tuple(sections)), by, at)


def drop_item(*, draft: Draft, version: int, item: str, by: Actor, at: datetime) -> Draft:
    """Take a question out of the draft; earlier rounds keep it, the next one does not ask it."""
    whole = read(draft.content)
    sections = tuple(replace(one, items=tuple(known for known in one.items if known.code != item)) for one in whole.sections)
    return write(draft, version, replace(whole, sections=sections), by, at)


def write(draft: Draft, version: int, instrument: Instrument, by: Actor, at: datetime) -> Draft:
    """Store the draft's next state; Stale when somebody else wrote in between."""
    del at
    may_write(by)
    changed = Draft.objects.filter(id=draft.id, version=version).update(content=plain(instrument), version=version + 1)
    if not changed:
        raise Stale
    draft.refresh_from_db()
    return draft


def objections(draft: Draft) -> tuple[Reason, ...]:
    """Why the draft cannot be published yet; empty when it can. The faults themselves stand on its page."""
    whole = read(draft.content)
    found = blocking(faults(whole, criteria()))
    reasons = (
        [Reason("faults", FAULTS, {"count": len(found), "places": ", ".join(dict.fromkeys(one.where for one in found[:8]))})]
        if found
        else []
    )
    if draft.base:
        before = queries.instrument(draft.base)
        reasons += [Reason("unmarked", UNMARKED, {"item": one.code}) for one in unmarked(before, whole)]
        reasons += [Reason("nothing", NOTHING, {"reference": draft.base})] if same(before, whole) else []
    return tuple(reasons)


@transaction.atomic
def publish(*, draft: Draft, version: int, remark: str = "", by: Actor, at: datetime) -> InstrumentVersion:
    """Publish a draft: whole in every language, changed questions marked. The draft is gone afterwards."""
    may_write(by)
    held = Draft.objects.select_for_update().filter(id=draft.id, version=version).first()
    if held is None:
        raise Stale
    wrong = objections(held)
    if wrong:
        raise Refused(Decision.refuse(*wrong))
    whole = replace(read(held.content), version=queries.next_version(held.code, held.country))
    published = InstrumentVersion.objects.create(
        code=whole.code,
        version=whole.version,
        country=whole.country,
        content=plain(whole),
        sha256=fingerprint(whole),
        remark=remark,
        published_at=at,
        by=by.user_id,
    )
    held.delete()
    return published


def discard(*, draft: Draft, by: Actor, at: datetime) -> None:
    """Throw a draft away; nothing was ever asked with it."""
    del at
    may_write(by)
    draft.delete()


def reference(published: InstrumentVersion) -> str:
    """How a published version is named."""
    return str(Reference(published.code, published.version, published.country))
