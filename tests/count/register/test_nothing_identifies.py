"""The register holds nothing by which somebody is recognised: CHI-06 for a child, DAT-05 for everybody."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connections

from dayaq.base.accounts.queries import service
from dayaq.count.register import actions
from tests.base.access.matrix import CODE, PLANTED
from tests.world import build


def kept() -> str:
    """Every row of every table of the register, as text."""
    said = []
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        for model in apps.get_app_config("register").get_models():
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {model._meta.db_table} t")
            said += [row[0] for row in cursor.fetchall()]
        cursor.execute("RESET ROLE")
    return "\n".join(said)


@pytest.mark.usefixtures("committed")
def test_chi_06_no_word_name_or_code_of_any_file_reaches_what_is_published_from() -> None:
    world = build()
    actions.rebuild(by=service("register"))
    text = kept()
    assert any(secret.group.name == "G2" for secret in world.secrets)
    assert text.count("identified") > 3
    assert PLANTED.findall(text.lower()) == []
    assert CODE.findall(text) == []
