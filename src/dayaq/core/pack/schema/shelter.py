"""shelter.yaml: standards, stays, waiting, accreditation."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class ShelterFile(AreaFile):
    """The whole of shelter.yaml."""
