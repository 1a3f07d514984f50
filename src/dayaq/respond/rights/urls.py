"""Addresses of rights: the tab of a case, complaints, requests, who is not told yet."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.rights import views

app_name = "rights"
CASE = "cases/<str:code>/rights"
urlpatterns = [
    path("rights/not-told/", views.untold, name="untold"),
    path("rights/requests/", views.requests, name="requests"),
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/new/", views.complain, name="complain"),
    path("complaints/before-us/", views.hearings, name="hearings"),
    path("complaints/before-us/<uuid:row>/", views.hearing, name="hearing"),
    path("complaints/<str:number>/", views.complaint, name="complaint"),
    path("complaints/<str:number>/<str:what>/", views.act, name="act"),
    path(f"{CASE}/", views.index, name="index"),
    path(f"{CASE}/tell/", views.tell, name="tell"),
    path(f"{CASE}/complain/", views.complain_in_case, name="complain_in_case"),
    path(f"{CASE}/ask/", views.ask, name="ask"),
    path(f"{CASE}/held/", views.held, name="held"),
    path(f"{CASE}/held/file/", views.export, name="export"),
    path(f"{CASE}/requests/<uuid:row>/answer/", views.answer, name="answer"),
    path(f"{CASE}/requests/<uuid:row>/<str:what>/", views.step, name="step"),
]
