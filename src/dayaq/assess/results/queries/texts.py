"""A text looked at before it leaves, with what the team knows: names, institutions, kinds with one institution only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext as _

from dayaq.assess.assessment.queries import Assessment, stakeholders
from dayaq.assess.assessment.rules import CATEGORIES
from dayaq.assess.interviews.queries.interviews import everything
from dayaq.assess.results.rules.texts import Mark, marks


def looked_at(assessment: Assessment, text: str) -> tuple[Mark, ...]:
    """Every place of a text to look at; names are known to whoever may see them."""
    return looker(assessment)(text)


def looker(assessment: Assessment) -> Callable[[str], tuple[Mark, ...]]:
    """The look at any number of texts, with what the team knows read once."""
    bodies = list(stakeholders(assessment).prefetch_related("contacts"))
    names = [contact.name for body in bodies for contact in body.contacts.all()] + interviewed(assessment)
    kinds = Counter(body.category for body in bodies if body.category)
    alone = [_(CATEGORIES[kind]) for kind, n in kinds.items() if n == 1 and kind in CATEGORIES]
    institutions = [body.institution for body in bodies]
    return lambda text: marks(text, names=names, institutions=institutions, alone=alone)


def interviewed(assessment: Assessment) -> list[str]:
    """The names that respondents of interviews gave."""
    return [
        person.name for row in everything(assessment).prefetch_related("respondents") for person in row.respondents.all() if person.name
    ]
