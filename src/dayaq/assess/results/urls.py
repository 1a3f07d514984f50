"""Addresses of the area, below one assessment."""

from django.urls import path

from dayaq.assess.results.views import files, released, rounds, tables, texts

app_name = "results"
urlpatterns = [
    path("", tables.index, name="index"),
    path("question/<str:code>/", tables.item, name="item"),
    path("picture/<str:code>.svg", tables.chart, name="chart"),
    path("rounds/", rounds.comparison, name="rounds"),
    path("printed/", released.ledger, name="ledger"),
    path("printed/enter/", released.let_out, name="let_out"),
    path("printed/elsewhere/", released.printed, name="printed"),
    path("printed/<uuid:entry>/", released.release, name="release"),
    path("text/", texts.text, name="text"),
    path("answers.csv", files.answers_csv, name="answers_csv"),
    path("answers.xlsx", files.answers_xlsx, name="answers_xlsx"),
    path("spss.zip", files.answers_spss, name="spss"),
    path("indicators.csv", files.indicators, name="indicators"),
]
