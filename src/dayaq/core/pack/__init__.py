"""Country packs: law, bodies, clocks, words and lists of a country as data, checked before use.

``load("az")`` gives a Pack; ``pack.on(day)`` the rules in force that day. Adding a country means
adding a folder under ``packs/``; nothing in this package knows a country's name.
"""

from dayaq.core.pack.findings import Finding, Level, PackFault
from dayaq.core.pack.load import UnknownPack, available, check, load
from dayaq.core.pack.pack import Pack
from dayaq.core.pack.view import PackView

__all__ = ["Finding", "Level", "Pack", "PackFault", "PackView", "UnknownPack", "available", "check", "load"]
