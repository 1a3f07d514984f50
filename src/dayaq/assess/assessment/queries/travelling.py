"""Which rows travel with an assessment: every table of ``assess`` that names an assessment, found through the models."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder

from dayaq.assess.assessment.models import Assessment

BATCH = 500
# What stays where it is, and why. A new table travels unless it is named here.
STAYS = {
    "assessment.Member": "who may see an assessment is decided where it is read: the importing person leads it there",
    "assessment.Journey": "each copy keeps its own diary of leaving and coming",
    "survey.Link": "the secret links of invitations lead to the server that takes the answers, and to no copy",
    "survey.Draft": "pages half filled in are sealed with keys that only their respondents have",
    "survey.Urn": "answers that wait to be mixed must not be seen one by one, so they are opened where they arrived",
    "survey.Entry": "half of a paper form is sealed with keys of the installation and is thrown away in the end",
    "validation.Door": "the link of a group leads to the server on which the workshop votes",
    "framework.Draft": "an unpublished instrument belongs to no assessment",
    "framework.InstrumentVersion": "the published versions in use travel beside the rows, not with all others",
}
Model = type[models.Model]


def meta(model: Model) -> Any:
    """Table, label and columns of a model."""
    return model._meta  # noqa: SLF001 - Django's documented interface


def area_models() -> list[Model]:
    """Every table of the assess part."""
    return [model for model in apps.get_models() if model.__module__.startswith("dayaq.assess.")]


def names_assessment(model: Model) -> bool:
    """Whether its rows belong to one assessment."""
    return "assessment_id" in {field.column for field in meta(model).concrete_fields}


def travelling() -> list[Model]:
    """The tables that travel, the assessment first, in the order of their names."""
    found = [model for model in area_models() if names_assessment(model) and meta(model).label not in STAYS]
    return [Assessment, *sorted(found, key=lambda model: meta(model).db_table)]


def key_column(model: Model) -> str:
    """The column that says to which assessment a row belongs."""
    return "id" if model is Assessment else "assessment_id"


def rows(cursor: CursorWrapper, model: Model, assessment: UUID) -> Iterator[dict[str, Any]]:
    """The rows of a table as JSON, by their random ids: no other order is told."""
    table, column = meta(model).db_table, key_column(model)
    cursor.execute(f'SELECT row_to_json(t)::text FROM {table} t WHERE "{column}" = %s ORDER BY id', [assessment])
    while batch := cursor.fetchmany(BATCH):
        yield from (json.loads(text) for (text,) in batch)


def digest(cursor: CursorWrapper, assessment: UUID) -> str:
    """What an assessment holds as one number; the count of its journeys left out."""
    found = hashlib.sha256()
    for model in travelling():
        for row in rows(cursor, model, assessment):
            row.pop("edition", None)
            found.update(json.dumps([meta(model).label, row], sort_keys=True).encode())
    return found.hexdigest()


def state() -> dict[str, str]:
    """The last migration of every area of the assess part: two copies are exchanged only when these are equal."""
    from django.db import connections

    applied = MigrationRecorder(connections["owner"]).applied_migrations()
    areas = {meta(model).app_label for model in area_models()}
    return {area: max((name for app, name in applied if app == area), default="") for area in sorted(areas)}


def user_columns(model: Model) -> list[str]:
    """Columns that may hold the id of a user: every number of this kind that is no row's own key or assessment."""
    keys = {"id", "assessment_id"}
    return [str(field.column) for field in meta(model).concrete_fields if field.column not in keys and uuid_like(field)]


def uuid_like(field: Any) -> bool:
    """Whether a column holds a UUID."""
    target = field.target_field if field.is_relation else field
    return isinstance(target, models.UUIDField)
