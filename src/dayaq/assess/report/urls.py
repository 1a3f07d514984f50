"""Addresses of the area, below an assessment."""

from django.urls import path

from dayaq.assess.report.views import orders, passages, reports

app_name = "report"
BUILD = "builds/<uuid:key>/"
urlpatterns = [
    path("", reports.index, name="index"),
    path("style.css", reports.style, name="style"),
    path("build/", orders.ask, name="build"),
    path("orders/<uuid:key>/", orders.progress, name="progress"),
    path("orders/<uuid:key>/stop/", orders.stop, name="stop"),
    path(BUILD, reports.preview, name="preview"),
    path(f"{BUILD}picture-<int:number>.svg", reports.picture, name="picture"),
    path(f"{BUILD}release/", reports.release, name="release"),
    path(f"{BUILD}<slug:kind>/", reports.download, name="download"),
    path("passages/", passages.listing, name="passages"),
    path("passages/new/", passages.new, name="new"),
    path("passages/<uuid:key>/", passages.edit, name="edit"),
    path("passages/<uuid:key>/remove/", passages.remove, name="remove"),
]
