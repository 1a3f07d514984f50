"""Paths of screening: pages of a case, and the list of what is not finished."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.screening import views

app_name = "screening"
CASE = "cases/<str:code>/screening"
urlpatterns = [
    path("screenings/", views.drafts, name="drafts"),
    path(f"{CASE}/", views.index, name="index"),
    path(f"{CASE}/begin/<str:list_code>/", views.begin, name="begin"),
    path(f"{CASE}/blank/<str:list_code>/", views.blank, name="blank"),
    path(f"{CASE}/<uuid:screening>/", views.result, name="result"),
    path(f"{CASE}/<uuid:screening>/page/<int:number>/", views.page, name="page"),
    path(f"{CASE}/<uuid:screening>/elements/", views.elements, name="elements"),
    path(f"{CASE}/<uuid:screening>/finish/", views.finish, name="finish"),
    path(f"{CASE}/<uuid:screening>/compare/<uuid:other>/", views.compare, name="compare"),
]
