"""rights.yaml: what a person is told, complaints, requests about own data."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import model_validator

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes, DurationText, Text


class Right(Binding):
    """One thing a person has to be told. ``statuses``: for whom (none: everybody); ``foreign``: only people from abroad.

    ``clock``: until when, counted from the first contact.
    """

    label: Text
    statuses: Codes = ()
    foreign: bool = False
    clock: Code


class Leaflet(Binding):
    """A printed text given to the person: its version and its languages."""

    label: Text
    version: str
    languages: Codes
    rights: Codes


class Answer(Binding):
    """Which clock an answer to a complaint or to a request about data runs on."""

    clock: Code


class Retention(Binding):
    """How long a file is kept after it was closed before its erasure may be asked for; None: no text names a time."""

    keep: DurationText | None
    why: Text | None = None


class Window(Binding):
    """How long the words last that open a person's own window."""

    life: DurationText


class RightsFile(AreaFile):
    """The whole of rights.yaml."""

    rights: Mapping[Code, Right] = {}
    leaflets: Mapping[Code, Leaflet] = {}
    complaint: tuple[Answer, ...] = ()
    request: tuple[Answer, ...] = ()
    retention: tuple[Retention, ...] = ()
    window: tuple[Window, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> RightsFile:
        """Clocks and rights that are named are there."""
        asked = {right.clock for right in self.rights.values()} | {one.clock for one in (*self.complaint, *self.request)}
        if missing := sorted(asked - set(self.clocks)):
            raise ValueError(f"clocks: {', '.join(missing)} expected")
        unknown = sorted({code for leaflet in self.leaflets.values() for code in leaflet.rights} - set(self.rights))
        if unknown:
            raise ValueError(f"leaflets: rights {', '.join(unknown)} expected")
        return self
