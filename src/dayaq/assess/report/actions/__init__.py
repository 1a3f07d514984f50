"""Verbs: write, change and remove passages; build, at once or in the background; release."""

from dayaq.assess.report.actions.building import KEPT, build, checked, release
from dayaq.assess.report.actions.ordering import KIND, STEPS, ask, carry_out, stop
from dayaq.assess.report.actions.passages import Words, change, remove, write

__all__ = ["KEPT", "KIND", "STEPS", "Words", "ask", "build", "carry_out", "change", "checked", "release", "remove", "stop", "write"]
