"""Addresses of the area."""

from django.urls import path

from dayaq.assess.assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:assessment>/", views.overview, name="overview"),
]
