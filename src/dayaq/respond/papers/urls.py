"""Addresses of papers."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.papers import views

app_name = "papers"
CASE = "cases/<str:code>/papers"
urlpatterns = [
    path("papers/blank/", views.blanks, name="blanks"),
    path("papers/blank/<slug:template>/<slug:tongue>/", views.blank, name="blank"),
    path(f"{CASE}/", views.index, name="index"),
    path(f"{CASE}/new/<slug:template>/", views.make, name="make"),
    path(f"{CASE}/<uuid:paper>/", views.paper, name="paper"),
    path(f"{CASE}/<uuid:paper>/file/<slug:form>/", views.download, name="download"),
    path(f"{CASE}/<uuid:paper>/sign/", views.sign, name="sign"),
]
