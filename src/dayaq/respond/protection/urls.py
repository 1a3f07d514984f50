"""Addresses of the area: the tab of a case, the steps of a protected person, lists."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.protection.views import safety, steps

app_name = "protection"
ONE = "safety/<uuid:subject>"
urlpatterns = [
    path("cases/<str:code>/safety/", safety.index, name="index"),
    path("safety/threats/", safety.threats, name="threats"),
    path("safety/people/", safety.others, name="others"),
    path("safety/people/new/", safety.protect, name="protect"),
    path(f"{ONE}/", safety.other, name="other"),
    path(f"{ONE}/risk/", steps.risk, name="risk"),
    path(f"{ONE}/plan/", steps.plan, name="plan"),
    path(f"{ONE}/threat/", steps.threat, name="threat"),
    path(f"{ONE}/threat/<uuid:threat>/", steps.answer_threat, name="answer_threat"),
    path(f"{ONE}/threat/<uuid:threat>/close/", steps.close_threat, name="close_threat"),
    path(f"{ONE}/measure/", steps.measure, name="measure"),
    path(f"{ONE}/measure/<uuid:measure>/", steps.answer, name="answer"),
    path(f"{ONE}/measure/<uuid:measure>/use/", steps.use, name="use"),
    path(f"{ONE}/measure/<uuid:measure>/end/", steps.end_measure, name="end_measure"),
    path(f"{ONE}/name/", steps.other_name, name="other_name"),
    path(f"{ONE}/name/<uuid:name>/end/", steps.end_name, name="end_name"),
    path(f"{ONE}/letters/", steps.letters, name="letters"),
    path(f"{ONE}/letters/<uuid:address>/end/", steps.end_letters, name="end_letters"),
    path(f"{ONE}/liability/", steps.liability, name="liability"),
    path(f"{ONE}/liability/<uuid:event>/invoke/", steps.invoke, name="invoke"),
    path(f"{ONE}/liability/<uuid:event>/answer/", steps.answered, name="answered"),
]
