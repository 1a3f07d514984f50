"""Whoever has the passphrase can write any file: what he puts in stays within the assessment the file says it is."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from dayaq.assess.assessment import actions
from dayaq.assess.assessment.actions.travelling import TravelFault, export_file, import_file
from dayaq.assess.assessment.models import Assessment, Source
from dayaq.assess.assessment.rules.sealing import seal, unseal
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from tests import cast
from tests.assess.assessment.conftest import AT, plan

PHRASE = "four quiet words here"
FOREIGN = "A source nobody of that team wrote"


@pytest.fixture
def home(committed) -> Actor:
    return cast.person("consultant").actor


@pytest.fixture
def theirs(home) -> Assessment:
    """An assessment of another team."""
    other = cast.person("stranger", "iom", "consultant").actor
    with acting(other):
        return actions.open_assessment(plan=plan("of-others"), by=other, at=AT)


def rewritten(by: Actor, change) -> BytesIO:
    """The file of the own assessment, as a newer edition, with lines changed by somebody who knows the passphrase."""
    with acting(by):
        row = actions.open_assessment(plan=plan(), by=by, at=AT)
        actions.register_source(assessment=row, new=actions.NewSource(title="A law", countries=("AZ",)), by=by, at=AT)
    out, forged = BytesIO(), BytesIO()
    export_file(assessment=row, out=out, passphrase=PHRASE, by=by, at=timezone.now())
    lines = [json.loads(line) for line in unseal(BytesIO(out.getvalue()), PHRASE)]
    lines[0]["edition"] += 1
    seal([json.dumps(line).encode() for line in change(lines)], forged, PHRASE, cost=2**10)
    return BytesIO(forged.getvalue())


def test_a_file_writes_into_its_own_assessment_only(home, theirs) -> None:
    def change(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for line in lines:
            if line.get("table") == "assessment_source":
                line["row"] |= {"id": str(uuid4()), "assessment_id": str(theirs.id), "title": FOREIGN}
        return lines

    with pytest.raises(TravelFault, match="another assessment"):
        import_file(stream=rewritten(home, change), passphrase=PHRASE, by=home, at=timezone.now())
    with acting(cast.person("stranger", "iom", "consultant").actor):
        assert Source.objects.count() == 0


def test_a_published_questionnaire_that_was_reworded_on_the_way_is_refused(home) -> None:
    from dayaq.assess.framework.rules.loading import common
    from dayaq.assess.framework.rules.shape import fingerprint, plain

    asked = common("ct-nat-survey")
    version = {"id": str(uuid4()), "code": asked.code, "version": 77, "country": "", "remark": "", "by": str(home.user_id)}
    version |= {"content": plain(asked), "sha256": fingerprint(asked)[::-1], "published_at": AT.isoformat()}
    with pytest.raises(TravelFault, match="changed on the way"):
        import_file(
            stream=rewritten(home, lambda lines: [lines[0], {"instrument": version}, *lines[1:]]),
            passphrase=PHRASE,
            by=home,
            at=timezone.now(),
        )
