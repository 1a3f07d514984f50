"""Addresses: those of the team, and (``respondent``) those of people who answer."""

from django.urls import path

from dayaq.assess.survey.views import door, paper, team
from dayaq.assess.survey.views import respondent as answer

app_name = "survey"
urlpatterns = [
    path("", team.overview, name="overview"),
    path("plan/", team.plan, name="plan"),
    path("open/", team.state, {"verb": "open"}, name="open"),
    path("close/", team.state, {"verb": "close"}, name="close"),
    path("people/", team.people, name="people"),
    path("people/invite/", team.invite, name="invite"),
    path("people/file/", team.invite_file, name="invite_file"),
    path("people/remind/", team.remind, name="remind"),
    path("people/<uuid:invitation>/withdraw/", team.withdraw, name="withdraw"),
    path("files/", team.files, name="files"),
    path("texts/", team.texts, name="texts"),
    path("paper/", paper.papers, name="papers"),
    path("paper/blank/<slug:language>/", paper.blank, name="blank"),
    path("paper/new/", paper.register, name="register"),
    path("paper/<slug:code>/compare/", paper.compare, name="compare"),
    path("paper/<slug:code>/<int:number>/", paper.reading, name="reading"),
]
respondent = (
    [
        path("", door.root, name="root"),
        path("open/<str:token>/", door.open_door, name="open"),
        path("<str:token>/", door.door, name="door"),
        path("<slug:language>/<int:number>/", answer.section, name="section"),
        path("<slug:language>/kept/", answer.kept_page, name="kept"),
        path("<slug:language>/check/", answer.check, name="check"),
        path("<slug:language>/answers.txt", answer.own_file, name="file"),
        path("<slug:language>/sent/", answer.sent, name="sent"),
    ],
    "answer",
)
