"""Services, family, interpreters, costs, consents, appointments."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.core.pack import Pack
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.support.models import Appointment, Charge, Dependant, Interpreting, Waiting
from dayaq.respond.support.queries import reads
from dayaq.respond.support.queries.pages.sections import Section, how_much, outcomes, whose
from dayaq.ui.templatetags.dayaq import figure


def service_rows(case: Case) -> list[Section]:
    """Services, dependants with what they wait for, interpreters, charges: what the reader sees of each."""
    pack, may = pack_of(case), groups_of(case.id)
    found = reads.services(case)
    who = whose(row.provider for row in found)
    rows = [
        {
            "cells": [
                reads.code_words(pack, "service_kind", row.kind),
                {"at": row.at},
                who.get(row.provider, row.outside),
                outcomes()[row.outcome] + (f" · {reads.code_words(pack, 'service_reason', row.reason)}" if row.reason else ""),
                how_much(pack, row),
                f"{figure(row.cost)} {row.currency}" if row.cost is not None else "",
                reads.code_words(pack, "service_funding", row.funding),
            ]
        }
        for row in found
    ]
    columns = [_("Service"), _("When"), _("By"), _("Outcome"), _("How much"), _("Cost"), _("Paid by")]
    add = [(_("Record a service"), "service", "")] if may & (Group.G1 | Group.G4) else []
    sections = [Section("services", _("Services"), columns, rows, add, empty=_("No service is recorded. Help waits for no decision."))]
    return [*sections, *_family(case, pack, may), _interpreters(case, pack), *_charges(case, pack, may)]


def _family(case: Case, pack: Pack, may: Group) -> list[Section]:
    if Group.G7 not in may:
        return []
    rows = []
    waits = list(Waiting.objects.filter(case=case).order_by("at"))
    for one in Dependant.objects.filter(case=case).order_by("number"):
        mine = [wait for wait in waits if wait.dependant_id == one.id]
        words = ", ".join(f"{reads.code_words(pack, 'waiting_kind', wait.kind)}: {outcomes()[wait.state]}" for wait in mine)
        deeds = [(_("Record a service"), "child_service", one.id), (_("Wait for a place"), "wait", one.id)]
        deeds += [(_("The waiting ended"), "waited", wait.id) for wait in mine if wait.state == "waiting"]
        name = f"{reads.code_words(pack, 'dependant_kind', one.kind)} {one.number}"
        rows.append(
            {"cells": [name, str(one.birth_year or "–"), reads.code_words(pack, "dependant_lives", one.lives), words], "deeds": deeds}
        )
    columns = [_("Dependant"), _("Born"), _("Lives"), _("Waits for")]
    add = [(_("Add a dependant"), "dependant", "")]
    return [
        Section(
            "family",
            _("Children and other dependants"),
            columns,
            rows,
            add,
            note=_("They have a right to help of their own. No names here."),
        )
    ]


def _interpreters(case: Case, pack: Pack) -> Section:
    found = list(Interpreting.objects.filter(case=case).order_by("-at"))
    rows = [
        {
            "cells": [
                reads.code_words(pack, "interpreting_kind", row.kind),
                reads.code_words(pack, "language", row.language),
                reads.code_words(pack, "sex", row.sex_wished) or "–",
                outcomes()[row.state],
            ],
            "deeds": [(_("What became of it"), "interpreted", row.id)] if row.state in ("needed", "booked") else [],
        }
        for row in found
    ]
    columns = [_("Help with language"), _("Language"), _("Sex the person wishes"), _("State")]
    return Section("language", _("Interpreters and mediators"), columns, rows, [(_("An interpreter is needed"), "interpreter", "")])


def _charges(case: Case, pack: Pack, may: Group) -> list[Section]:
    if Group.G8 not in may:
        return []
    rows = [
        {
            "cells": [
                reads.code_words(pack, "medical_institution", row.institution),
                {"at": row.at},
                f"{figure(row.amount)} {row.currency}",
                _("receipt kept") if row.receipt else _("no receipt"),
                outcomes()[row.state],
            ],
            "deeds": [(_("Asked back"), "refund", row.id)] * (row.state == "open")
            + [(_("Paid back or refused"), "refunded", row.id)] * (row.state in ("open", "asked")),
        }
        for row in Charge.objects.filter(case=case).order_by("-at")
    ]
    columns = [_("Who asked for it"), _("When"), _("Amount"), _("Receipt"), _("State")]
    return [Section("charges", _("Money asked for medical care"), columns, rows, [(_("Money was asked for care"), "charge", "")])]


def consent_rows(case: Case) -> Section:
    """Consents with what they cover and whether they hold."""
    pack, found = pack_of(case), reads.consents(case)
    who = whose([row.unit or row.provider for row in found])
    rows = [
        {
            "cells": [
                reads.consent_words(pack, row.service),
                who.get(row.unit or row.provider, row.outside) or _("this organisation"),
                ", ".join(label(pack, f"groups.{name}").partition(":")[0] for name in row.groups) or _("nothing is given on"),
                {"at": row.at},
                {"label": _("taken back"), "kind": "amber"} if row.withdrawn_at else {"label": _("holds"), "kind": "leaf"},
            ],
            "deeds": [] if row.withdrawn_at else [(_("The person takes it back"), "withdraw", row.id)],
        }
        for row in found
    ]
    columns = [_("Service"), _("Provider"), _("What is given on"), _("Given"), _("State")]
    return Section(
        "consents",
        _("Consents"),
        columns,
        rows,
        [(_("Record a consent"), "consent", "")],
        note=_("A consent taken back ends access at once."),
    )


def appointment_rows(case: Case) -> Section:
    """Appointments, the next ones first."""
    pack = pack_of(case)
    rows = [
        {
            "cells": [
                reads.code_words(pack, "appointment_kind", row.kind),
                {"at": row.starts},
                reads.code_words(pack, "appointment_place", row.place),
                outcomes()[row.state],
            ],
            "deeds": [(_("Move it"), "move", row.id), (_("What became of it"), "kept", row.id)] if row.state == "planned" else [],
        }
        for row in Appointment.objects.filter(case=case).order_by("-starts")
    ]
    columns = [_("Appointment"), _("When"), _("Place"), _("State")]
    return Section(
        "appointments",
        _("Appointments"),
        columns,
        rows,
        [(_("Make an appointment"), "appointment", "")],
        empty=_("No appointment is made."),
    )
