"""Values of the case file, referral, screening and identification."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext

from dayaq.base.accounts.queries import names
from dayaq.core.pack import load
from dayaq.respond.casefile import queries as casefile
from dayaq.respond.papers.access import GROUNDS
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.ui.templatetags.dayaq import codes as in_words


def day(at: datetime) -> str:
    """A date in words, in the country's zone."""
    zone = load(settings.HOME_PACK).calendar.zone
    return formats.date_format(at.astimezone(zone), "DATE_FORMAT")


def pack_label(asking: Asking, key: str) -> str:
    """A label of the case's pack in the language of the paper."""
    return casefile.label(casefile.pack_of(asking.case), key)


@source("case.code")
def _code(asking: Asking) -> str:
    return casefile.code_for(asking.case, asking.by.organisation_id)


@source("case.opened")
def _opened(asking: Asking) -> str:
    return day(asking.case.opened_at)


@source("case.sex")
def _sex(asking: Asking) -> str:
    return pack_label(asking, f"codes.sex.{asking.case.sex}") if asking.case.sex_state == "known" else ""


@source("case.age")
def _age(asking: Asking) -> str:
    return pack_label(asking, f"codes.age_band.{asking.case.age_band}") if asking.case.age_band_state == "known" else ""


@source("case.nationality")
def _nationality(asking: Asking) -> str:
    return casefile.country(asking.case.nationality) if asking.case.nationality_state == "known" else ""


@source("case.languages")
def _languages(asking: Asking) -> str:
    return ", ".join(asking.case.languages)


@source("case.statuses")
def _statuses(asking: Asking) -> Rows:
    standing = casefile.statuses(asking.case)
    return [(pack_label(asking, f"status.{one.status}"), pack_label(asking, f"bodies.{one.body}"), day(one.at)) for one in standing]


@source("person.name")
def _name(asking: Asking) -> str:
    identity = getattr(asking.case, "identity", None)
    return " ".join(filter(None, (identity.given_name, identity.family_name))) if identity else ""


@source("person.born")
def _born(asking: Asking) -> str:
    identity = getattr(asking.case, "identity", None)
    return identity.birth_value if identity else ""


@source("person.document")
def _document(asking: Asking) -> str:
    identity = getattr(asking.case, "identity", None)
    return identity.document if identity else ""


@source("maker.name")
def _maker(asking: Asking) -> str:
    return asking.by.name


@source("maker.body")
def _body(asking: Asking) -> str:
    return pack_label(asking, f"bodies.{asking.by.organisation}")


@source("maker.unit")
def _unit(asking: Asking) -> str:
    return in_words(names({asking.by.unit_id}).get(asking.by.unit_id, {}))


@source("today")
def _today(asking: Asking) -> str:
    return day(asking.at or timezone.now())


@source("recipient.name")
def _recipient(asking: Asking) -> str:
    return asking.recipient


@source("ground.words")
def _ground(asking: Asking) -> str:
    return gettext(GROUNDS[asking.ground])


@source("help.given")
def _help_given(asking: Asking) -> Rows:
    given = list(asking.case.assistance.order_by("at"))
    bodies = names({one.organisation for one in given})
    return [
        (pack_label(asking, f"codes.first_assistance.{one.kind}"), day(one.at), in_words(bodies.get(one.organisation, {})), one.outcome)
        for one in given
    ]
