"""Addresses of the trail."""

from django.urls import path

from dayaq.base.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("file/", views.file, name="file"),
]
