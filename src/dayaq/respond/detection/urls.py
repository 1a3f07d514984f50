"""Addresses of detection: events with their sheet, information, checks; of a case the child, the street, roles in proceedings."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.detection import views

app_name = "detection"
CASE = "cases/<str:code>"
urlpatterns = [
    path("events/", views.events, name="events"),
    path("events/new/", views.new_event, name="new_event"),
    path("events/sums/", views.sums, name="sums"),
    path("events/<uuid:event>/", views.event, name="event"),
    path("events/<uuid:event>/sheet/", views.sheet, name="sheet"),
    path("events/<uuid:event>/account/", views.account, name="account"),
    path("events/<uuid:event>/hand/", views.hand, name="hand"),
    path("events/<uuid:event>/close/", views.close, name="close"),
    path("events/<uuid:event>/suspects/", views.suspects, name="suspects"),
    path("events/<uuid:event>/suspects/new/", views.new_suspect, name="new_suspect"),
    path("events/<uuid:event>/suspects/<uuid:suspect>/victim/", views.to_victim, name="to_victim"),
    path("information/", views.signals, name="signals"),
    path("information/new/", views.new_signal, name="new_signal"),
    path("information/<uuid:signal>/", views.signal, name="signal"),
    path("information/<uuid:signal>/pass/", views.pass_on, name="pass_on"),
    path("checks/", views.checks, name="checks"),
    path("checks/new/", views.new_check, name="new_check"),
    path("checks/<uuid:check>/done/", views.check_done, name="check_done"),
    path("checks/<uuid:check>/drop/", views.drop, name="drop"),
    path("street-child/", views.found, name="found"),
    path(f"{CASE}/street-child/", views.street, name="street"),
    path(f"{CASE}/street-child/found/", views.street_found, name="street_found"),
    path(f"{CASE}/street-child/<uuid:stop>/questions/", views.questions, name="questions"),
    path(f"{CASE}/street-child/<uuid:stop>/end/", views.street_end, name="street_end"),
    path(f"{CASE}/street-child/<uuid:stop>/<str:which>/", views.street_step, name="street_step"),
    path(f"{CASE}/child/", views.child, name="child"),
    path(f"{CASE}/child/best-interest/", views.best_interest, name="best_interest"),
    path(f"{CASE}/child/step/", views.child_step, name="child_step"),
    path(f"{CASE}/child/age/", views.age, name="age"),
    path(f"{CASE}/roles/", views.roles, name="roles"),
    path(f"{CASE}/roles/new/", views.new_role, name="new_role"),
    path(f"{CASE}/roles/coercion/", views.coercion, name="coercion"),
    path(f"{CASE}/roles/suspect/", views.to_suspect, name="to_suspect"),
]
