"""A whole world of files with a secret in every text about their people: none of it is in the trail."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.base.access.matrix import CODE, FORM_TOKEN, PLANTED
from tests.world import build


@pytest.mark.usefixtures("committed")
def test_nothing_a_file_says_is_on_the_page_or_in_the_csv() -> None:
    world = build()
    auditor = Client()
    auditor.force_login(world.people["auditor"].user)
    pages = [auditor.get("/trail/", {"page": str(page)}).content.decode() for page in range(1, 9)]
    whole = FORM_TOKEN.sub("token", "".join(pages)) + auditor.get("/trail/file/").content.decode()
    assert len(world.secrets) > 10
    assert [secret.text for secret in world.secrets if secret.text.lower() in whole.lower()] == []
    assert PLANTED.findall(whole.lower()) == []
    assert CODE.findall(whole) == []
    assert [str(case) for case in world.cases.values() if str(case) in whole] == []
    assert "identity" in whole
    assert "referral" in whole
