"""Addresses: those of the team, and (``respondent``) those of people who answer."""

from django.urls import URLPattern, path

from dayaq.assess.survey.views import respondent as answer

app_name = "survey"
urlpatterns: list[URLPattern] = []
respondent = (
    [
        path("", answer.root, name="root"),
        path("open/<str:token>/", answer.open_door, name="open"),
        path("<str:token>/", answer.door, name="door"),
        path("<slug:language>/<int:number>/", answer.section, name="section"),
        path("<slug:language>/kept/", answer.kept_page, name="kept"),
        path("<slug:language>/check/", answer.check, name="check"),
        path("<slug:language>/answers.txt", answer.own_file, name="file"),
        path("<slug:language>/sent/", answer.sent, name="sent"),
    ],
    "answer",
)
