"""Addresses of justice: proceedings, legal help, and a person's part in both."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.justice.views import adding, case, legal, outcomes, parts, persons, proceedings, sums

app_name = "justice"
ONE = "proceedings/<uuid:proceeding>"
CASE = "cases/<str:code>/justice"
urlpatterns = [
    path("proceedings/", proceedings.proceedings, name="list"),
    path("proceedings/new/", proceedings.new, name="new"),
    path("proceedings/hearings/", proceedings.hearings, name="hearings"),
    path("proceedings/assets/", proceedings.assets, name="assets"),
    path("proceedings/sums/", sums.sums, name="sums"),
    path(f"{ONE}/", proceedings.proceeding, name="proceeding"),
    path(f"{ONE}/add/<slug:what>/", parts.add, name="add"),
    path(f"{ONE}/units/<uuid:unit>/end/", parts.unshare, name="unshare"),
    path(f"{ONE}/persons/<uuid:person>/", persons.offender, name="person"),
    path(f"{ONE}/persons/<uuid:person>/<slug:what>/", persons.person_form, name="person_form"),
    path(f"{ONE}/charges/<uuid:charge>/end/", persons.end_charge, name="end_charge"),
    path(f"{ONE}/<slug:what>/<uuid:row>/", parts.row, name="row"),
    path("legal/desk/", legal.desk, name="desk"),
    path("legal/lawyers/", legal.lawyers, name="lawyers"),
    path("legal/lawyers/new/", legal.lawyer, name="new_lawyer"),
    path("legal/lawyers/<uuid:lawyer>/", legal.lawyer, name="lawyer"),
    path(f"{CASE}/", case.index, name="case"),
    path(f"{CASE}/court/", legal.court, name="court"),
    path(f"{CASE}/add/<slug:what>/", adding.add, name="case_add"),
    path(f"{CASE}/<slug:what>/<uuid:row>/", outcomes.row, name="case_row"),
]
