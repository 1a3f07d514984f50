"""Addresses of labour inspection."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.inspection.views import sheets, sums, visits

app_name = "inspection"
VISIT = "inspections/<uuid:visit>"
EMPLOYER = "inspections/employers/<uuid:employer>"
urlpatterns = [
    path("inspections/", visits.visits, name="list"),
    path("inspections/sums/", sums.sums, name="sums"),
    path("inspections/employers/", visits.employers, name="employers"),
    path("inspections/employers/new/", visits.employer, name="new_employer"),
    path(f"{EMPLOYER}/plan/", visits.plan, name="plan"),
    path(f"{EMPLOYER}/information/", sheets.information, name="information"),
    path(f"{EMPLOYER}/mediation/", sheets.mediate, name="mediate"),
    path("inspections/mediations/", sheets.mediations, name="mediations"),
    path("inspections/mediations/<uuid:mediation>/", sheets.mediation, name="mediation"),
    path(f"{VISIT}/", visits.visit, name="visit"),
    path(f"{VISIT}/step/", visits.step, name="step"),
    path(f"{VISIT}/outcome/", visits.outcome, name="outcome"),
    path(f"{VISIT}/sheet/", sheets.sheet, name="sheet"),
    path(f"{VISIT}/sheets/<uuid:sheet>/screen/", sheets.screen, name="screen"),
    path(f"{VISIT}/sheets/<uuid:sheet>/decline/", sheets.decline, name="decline"),
]
