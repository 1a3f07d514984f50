"""Assess runs alone: migrations, pages and commands without cases and register, and without importing them."""

from __future__ import annotations

import pytest

from dayaq.site import env
from tests.assess.assessment.alone import laptop, python, run

PAGES = """
import sys
from django.test import Client
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Membership, Organisation, User
from django.utils import timezone
from dayaq.base.accounts.rules import CONDUCT
user = User.objects.create_user("c@example.invalid", "C Invented", None)
User.objects.filter(id=user.id).update(code_of_conduct_at=timezone.now(), code_of_conduct_version=CONDUCT)
Membership.objects.create(user=user, unit=Organisation.objects.get(code="iom").units.first(), role="consultant", valid_from=timezone.now())
client = Client(); client.force_login(user)
for url in ("/", "/assess/", "/assess/new/", "/people/roles/", "/gallery/"):
    print(url, client.get(url).status_code)
print("/cases/", client.get("/cases/").status_code, "/figures/", client.get("/figures/").status_code)
print("loaded", sorted(name for name in sys.modules if name.startswith(("dayaq.respond", "dayaq.count.register", "dayaq.count.figures"))))
"""


def test_pages_and_commands_without_cases(committed, tmp_path) -> None:
    with laptop(tmp_path) as surroundings:
        shown = python(surroundings, PAGES)
        assert shown.returncode == 0, shown.stderr
        lines = shown.stdout.splitlines()
        assert lines[:3] == ["/ 200", "/assess/ 200", "/assess/new/ 200"]
        assert lines[-2:] == ["/cases/ 404 /figures/ 404", "loaded []"]
        refused = run(surroundings, "figures")
        assert refused.returncode == 2
        assert "assess runs alone here" in refused.stderr


@pytest.mark.parametrize(("parts", "mode"), [("respond", "evaluation"), ("assess", "demo")])
def test_surroundings_that_cannot_be_are_refused(parts, mode) -> None:
    with pytest.raises(ValueError, match="DAYAQ_PARTS"):
        env.check_parts(parts, mode)
