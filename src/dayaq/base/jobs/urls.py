"""Addresses of background work."""

from django.urls import path

from dayaq.base.jobs import views

app_name = "jobs"
urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("", views.works, name="works"),
    path("<uuid:work_id>/", views.work, name="work"),
    path("<uuid:work_id>/stop/", views.stop, name="stop"),
]
