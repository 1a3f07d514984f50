"""Addresses of figures."""

from __future__ import annotations

from django.urls import path

from dayaq.count.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.measures, name="list"),
    path("practice/", views.practice, name="practice"),
    path("<slug:code>/", views.measure, name="measure"),
    path("<slug:code>/definition/", views.definition, name="definition"),
    path("<slug:code>/chart.svg", views.chart, name="chart"),
    path("<slug:code>/table.csv", views.csv_file, name="csv"),
    path("<slug:code>/table.xlsx", views.xlsx_file, name="xlsx"),
]
