"""Addresses of the area."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.intake import views

app_name = "intake"
urlpatterns = [
    path("intake/", views.listing, name="list"),
    path("intake/new/", views.bring, name="bring"),
    path("intake/<uuid:key>/", views.one, name="one"),
    path("intake/<uuid:key>/columns/", views.columns, name="columns"),
    path("intake/<uuid:key>/entries/", views.entries, name="entries"),
    path("intake/<uuid:key>/start/", views.start, name="start"),
    path("intake/<uuid:key>/anyway/<int:line>/", views.anyway, name="anyway"),
    path("intake/<uuid:key>/undo/", views.undo, name="undo"),
    path("intake/<uuid:key>/finish/", views.finish, name="finish"),
    path("cases/<str:code>/origin/", views.origin, name="origin"),
    path("intake/<uuid:key>/rejected/", views.rejected, name="rejected"),
]
