"""Courses, work, the way back into an own life, and looking back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.support import rules
from dayaq.respond.support.models import FollowUp, Job, Reintegration, Seat
from dayaq.respond.support.queries import reads
from dayaq.respond.support.queries.pages.sections import Deed, Section, answers, outcomes


def job_rows(case: Case) -> Section:
    """Work found, offered, ended."""
    pack = pack_of(case)
    rows = [
        {
            "cells": [
                reads.code_words(pack, "occupation", row.occupation),
                reads.code_words(pack, "job_source", row.found_by),
                outcomes()[row.outcome],
                str(row.started_on or "–"),
                f"{row.ended_on} · {reads.code_words(pack, 'job_end', row.end_reason)}" if row.ended_on else "–",
            ],
            "deeds": [(_("It ended"), "job_end", row.id)] if row.outcome == "started" and not row.ended_on else [],
        }
        for row in Job.objects.filter(case=case).order_by("-at")
    ]
    columns = [_("Work"), _("Found by"), _("Outcome"), _("Since"), _("Ended")]
    return Section("jobs", _("Work"), columns, rows, [(_("Record work"), "job", "")])


def way_page(case: Case) -> list[Section]:
    """Courses, work, reintegration with its looks back."""
    pack = pack_of(case)
    seats = [
        {
            "cells": [row.course.title, reads.code_words(pack, "course_kind", row.course.kind), outcomes()[row.state]],
            "deeds": [(_("Takes part"), "seat", row.id)] * (row.state == "waiting")
            + [(_("It is over"), "seat_end", row.id)] * (row.state in ("waiting", "taken")),
        }
        for row in Seat.objects.filter(case=case).select_related("course").order_by("-at")
    ]
    courses = Section("courses", _("Courses"), [_("Course"), _("Kind"), _("State")], seats, [(_("Wait for a course"), "course", "")])
    return [courses, job_rows(case), *_looks(case, pack)]


def _looks(case: Case, pack: Pack) -> list[Section]:
    running = Reintegration.objects.filter(case=case, ended_on__isnull=True).first()
    rows = []
    for row in FollowUp.objects.filter(case=case).order_by("-at"):
        said = [answers()[getattr(row, name)] for name in rules.ASKED]
        rows.append({"cells": [label(pack, f"clocks.{row.clock}"), {"at": row.at}, outcomes()[row.contact], *said]})
    columns = [_("Look back"), _("When"), _("Contact"), _("Work"), _("Home"), _("People around"), _("Trafficked again")]
    add: list[Deed] = [(_("Reintegration begins"), "reintegration", "")]
    if running:
        add = [(_("Look back"), "look", running.id), (_("It ended"), "reintegration_end", running.id)]
    note = _("Reach the person only in the way kept as safe.")
    return [Section("after", _("After reintegration"), columns, rows, add, note=note)]
