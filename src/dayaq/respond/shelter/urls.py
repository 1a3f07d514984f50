"""Addresses of the area."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.shelter.views import accreditation, case, house, outside, places

app_name = "shelter"
CASE = "cases/<str:code>/shelter"
urlpatterns = [
    path("shelter/", places.home, name="home"),
    path("shelter/places/", places.places, name="places"),
    path("shelter/places/new/", places.new_place, name="new_place"),
    path("shelter/places/<uuid:place>/", places.place, name="place"),
    path("shelter/places/<uuid:place>/address/", places.address, name="address"),
    path("shelter/places/<uuid:place>/beds/", places.new_beds, name="new_beds"),
    path("shelter/places/<uuid:place>/close/", places.close, name="close"),
    path("shelter/beds/<uuid:bed>/out/", places.out_of_use, name="out_of_use"),
    path("shelter/waiting/", house.waiting, name="waiting"),
    path("shelter/waiting/<uuid:waiting>/", house.stop_waiting, name="stop_waiting"),
    path("shelter/refusals/", house.refusals, name="refusals"),
    path("shelter/refusals/new/", house.new_refusal, name="new_refusal"),
    path("shelter/leave/", house.leaves, name="leaves"),
    path("shelter/leave/<uuid:leave>/", house.answer, name="answer"),
    path("shelter/incidents/", house.incidents, name="incidents"),
    path("shelter/incidents/new/", house.new_incident, name="new_incident"),
    path("shelter/occupancy/", house.occupancy, name="occupancy"),
    path("shelter/occupancy/chart/", house.chart, name="chart"),
    path("shelter/visits/", outside.visits, name="visits"),
    path("shelter/visits/new/", outside.new_visit, name="new_visit"),
    path("shelter/visits/<uuid:visit>/", outside.visit, name="visit"),
    path("shelter/visits/<uuid:visit>/finding/", outside.new_finding, name="new_finding"),
    path("shelter/findings/<uuid:finding>/settled/", outside.settle, name="settle"),
    path("shelter/findings/<uuid:finding>/reply/", outside.reply, name="reply"),
    path("shelter/accreditation/", accreditation.register, name="register"),
    path("shelter/accreditation/new/", accreditation.accredit, name="accredit"),
    path("shelter/accreditation/<uuid:row>/withdraw/", accreditation.withdraw, name="withdraw"),
    path("shelter/national/", outside.national, name="national"),
    path("shelter/reports/", outside.reports, name="reports"),
    path("shelter/reports/<str:kind>/<str:due>/", outside.hand_in, name="hand_in"),
    path(f"{CASE}/", case.index, name="index"),
    path(f"{CASE}/admit/", case.admit, name="admit"),
    path(f"{CASE}/wait/", case.wait, name="wait"),
    path(f"{CASE}/refuse/", case.refuse, name="refuse"),
    path(f"{CASE}/services/", case.services, name="services"),
    path(f"{CASE}/rent/", case.rent, name="rent"),
    path(f"{CASE}/rent/<uuid:rent>/", case.paid, name="paid"),
    path(f"{CASE}/stays/<uuid:stay>/end/", case.end, name="end"),
    path(f"{CASE}/stays/<uuid:stay>/cancel/", case.cancel, name="cancel"),
    path(f"{CASE}/stays/<uuid:stay>/move/", case.move, name="move"),
    path(f"{CASE}/stays/<uuid:stay>/longer/", case.extend, name="extend"),
    path(f"{CASE}/stays/<uuid:stay>/leave/", case.leave, name="leave"),
    path(f"{CASE}/leave/<uuid:leave>/<str:way>/", case.walk, name="walk"),
]
