"""Verbs: write, change and remove passages; build; release."""

from dayaq.assess.report.actions.building import KEPT, build, checked, release
from dayaq.assess.report.actions.passages import Words, change, remove, write

__all__ = ["KEPT", "Words", "build", "change", "checked", "release", "remove", "write"]
