"""Addresses of files: a random key, nothing of the case."""

from __future__ import annotations

from django.urls import path

from dayaq.base.documents import views

app_name = "documents"
urlpatterns = [path("<uuid:key>/", views.take, name="take")]
