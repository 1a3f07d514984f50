"""Addresses of the area: two tabs of a case, lists of what is due, the check before a removal."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.residence.views import journeys, lists, permits, stay

app_name = "residence"
STAY, WAY = "cases/<str:code>/residence", "cases/<str:code>/return"
ONE = f"{WAY}/<uuid:journey>"
urlpatterns = [
    path("residence/expiring/", lists.expiring, name="expiring"),
    path("residence/returns/", lists.under_way, name="under_way"),
    path("residence/check/", lists.check, name="check"),
    path(f"{STAY}/", stay.index, name="index"),
    path(f"{STAY}/reflection/", stay.give, name="give"),
    path(f"{STAY}/reflection/declined/", stay.decline, name="decline"),
    path(f"{STAY}/reflection/<uuid:period>/longer/", stay.longer, name="longer"),
    path(f"{STAY}/reflection/<uuid:period>/end/", stay.end_reflection, name="end_reflection"),
    path(f"{STAY}/permits/", permits.apply, name="apply"),
    path(f"{STAY}/permits/<uuid:permit>/grant/", permits.grant, name="grant"),
    path(f"{STAY}/permits/<uuid:permit>/refuse/", permits.refuse, name="refuse"),
    path(f"{STAY}/permits/<uuid:permit>/withdraw/", permits.withdraw, name="withdraw"),
    path(f"{STAY}/permits/<uuid:permit>/renew/", permits.renew, name="renew"),
    path(f"{STAY}/permits/<uuid:permit>/end/", permits.end, name="end_permit"),
    path(f"{STAY}/alert/", stay.alert, name="alert"),
    path(f"{STAY}/alert/<uuid:alert>/end/", stay.end_alert, name="end_alert"),
    path(f"{STAY}/after/", stay.goes_on, name="goes_on"),
    path(f"{STAY}/after/<uuid:continuing>/end/", stay.stop_going, name="stop_going"),
    path(f"{WAY}/", journeys.index, name="returns_of"),
    path(f"{WAY}/begin/", journeys.begin, name="begin"),
    path(f"{WAY}/removed/", journeys.removed, name="removed"),
    path(f"{ONE}/choice/", journeys.choice, name="choice"),
    path(f"{ONE}/risk/", journeys.risk, name="risk"),
    path(f"{ONE}/child/", journeys.child, name="child"),
    path(f"{ONE}/partner/", journeys.partner, name="partner"),
    path(f"{ONE}/way/", journeys.way, name="way"),
    path(f"{ONE}/plan/", journeys.plan, name="plan"),
    path(f"{ONE}/depart/", journeys.depart, name="depart"),
    path(f"{ONE}/arrive/", journeys.arrive, name="arrive"),
    path(f"{ONE}/cost/", journeys.cost, name="cost"),
    path(f"{ONE}/follow-up/", journeys.follow, name="follow"),
    path(f"{ONE}/cancel/", journeys.cancel, name="cancel"),
]
