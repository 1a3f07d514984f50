"""Addresses of the area, below one assessment."""

from django.urls import URLPattern

app_name = "results"
urlpatterns: list[URLPattern] = []
