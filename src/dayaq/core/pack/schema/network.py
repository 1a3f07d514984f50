"""network.yaml: directory of services, routing, expiring links, transnational referral."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class NetworkFile(AreaFile):
    """The whole of network.yaml."""
