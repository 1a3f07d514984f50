"""protection.yaml: risks, measures, offences under coercion."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class ProtectionFile(AreaFile):
    """The whole of protection.yaml."""
