"""What the matrix leaves out, by name and with its reason."""

from __future__ import annotations

from typing import Any

from django.db import models

NEVER_IN_AZ = {"review"}  # this country has no review of a decision
UNMADE = {  # kinds of row the world has none of: asked with an id nobody has
    "transfer": "a transfer taken over would change whose every row is",
    "merge": "two files joined would be one story",
    "person_link": "needs a second file of the same reader",
    "consent": "the own window has a door of its own, walked in tests/respond/window",
}
NOT_TEXT = {
    "language", "channel", "kind", "birth_value", "match_keys", "sort_key", "list_code", "list_version", "purpose", "code", "answer", "view",
    "body", "with_body", "token_hash", "sha256",
    "casework_draft.form", "casework_draft.place", "casework_draft.sealed",  # the address of a form, a digest, and what is encrypted
    "hotline_line.title", "hotline_line.hours",  # a line tells everybody who it is
    "shelter_refusal.basis", "fund_account.code", "papers_paper.template",
}  # fmt: skip  # codes of the pack, and columns made from the names
HANDED_OUT = {"papers:download"}  # a paper is kept as it was made: it says its maker's code to whoever was let into all it holds
CODES_TO = 40  # a column of the areas of help as short as this holds a code of the pack
WORDED = {"casefile", "referral", "screening", "identification"}  # areas where short columns hold words, too
PUBLIC = {
    "network:door", "support:calendar", "window:mine", "window:exit", "window:words", "window:number", "window:form", "window:take_back",
}  # fmt: skip  # doors for people without an account: what opens them is a secret of their own
BEHIND = {
    "case", "referral", "screening", "identification", "overview", "pack", "figures", "hotline", "network", "event", "residence", "shelter",
    "support", "rights", "fund", "protection", "justice", "legal", "inspection",
}  # fmt: skip  # first words of the permissions of case work


def worded(model: type[models.Model], column: models.Field[Any, Any]) -> bool:
    """Whether a column holds words somebody typed; also of what a body keeps for itself (B1)."""
    if not isinstance(column, models.CharField | models.TextField) or column.choices:
        return False
    code = isinstance(column, models.CharField) and (column.max_length or 0) <= CODES_TO and model._meta.app_label not in WORDED
    return not code and not {column.column, f"{model._meta.db_table}.{column.column}"} & NOT_TEXT
