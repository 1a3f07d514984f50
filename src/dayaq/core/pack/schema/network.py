"""network.yaml: services, routing with place, expiring links, packages for partners abroad, answers to referrers."""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes, DurationText, Entry, Text
from dayaq.core.pack.schema.bodies import Selector


class Leading(Binding):
    """Where people of one kind are usually led for one kind of help; empty means any."""

    body: Code
    service: Codes = ()
    sex: Codes = ()
    age_band: Codes = ()
    exploitation: Codes = ()
    place: Codes = ()


class Links(Entry):
    """An expiring link: how long it lives, how many wrong codes it bears, how often it opens."""

    life: DurationText = "PT72H"
    attempts: int = 5
    views: int = 3
    fields: Codes = ()


class Leaflet(Entry):
    """A leaflet handed out: its name, the languages it exists in, where it belongs (empty: everywhere)."""

    label: Text
    languages: Codes = ()
    places: Codes = ()


class Abroad(Binding):
    """What a package for a partner in another country may hold, and whether the person's consent is always needed."""

    fields: Codes = ()
    consent_always: bool = True
    needs_risk_note: bool = True


class Exit(Binding):
    """Whom a person who leaves a shelter of the State is referred to."""

    to: tuple[Selector, ...]


class NetworkFile(AreaFile):
    """The whole of network.yaml."""

    leading: tuple[Leading, ...] = ()
    links: Links = Links()
    leaflets: Mapping[Code, Leaflet] = {}
    abroad: Abroad | None = None
    shelter_exit: Exit | None = None
    answer_after: DurationText | None = None
    accredited_only: bool = False
