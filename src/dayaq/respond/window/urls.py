"""Addresses of the area: those of the person say nothing, those of a worker stand beneath the case."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.window.views import case, deeds, mine

app_name = "window"
urlpatterns = [
    path("mine/", mine.mine, name="mine"),
    path("mine/out/", mine.leave, name="exit"),
    path("mine/new/", deeds.words, name="words"),
    path("mine/number/", deeds.number, name="number"),
    path("mine/<int:number>/", deeds.form, name="form"),
    path("mine/<uuid:consent>/", deeds.take_back, name="take_back"),
    path("cases/<str:code>/window/", case.of_case, name="of_case"),
    path("cases/<str:code>/window/beside/", case.beside, name="beside"),
    path("cases/<str:code>/window/<uuid:key>/end/", case.end, name="end"),
]
