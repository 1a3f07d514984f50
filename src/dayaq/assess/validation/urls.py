"""Addresses of the area: pages of the team."""

from django.urls import path

from dayaq.assess.validation.views import feedback, voting, workshops

app_name = "validation"
ONE = "<uuid:workshop>/"
urlpatterns = [
    path("", workshops.index, name="index"),
    path("add/", workshops.add, name="add"),
    path(ONE, workshops.workshop, name="workshop"),
    path(f"{ONE}change/", workshops.change, name="change"),
    path(f"{ONE}close/", workshops.close, name="close"),
    path(f"{ONE}attendance/", workshops.attend, name="attend"),
    path(f"{ONE}attendance/<uuid:row>/delete/", workshops.leave_out, name="leave_out"),
    path(f"{ONE}groups/", voting.form_group, name="form_group"),
    path(f"{ONE}groups/<uuid:group>/ballot/", voting.ballot, name="ballot"),
    path(f"{ONE}groups/<uuid:group>/back/", voting.take_back, name="take_back"),
    path(f"{ONE}groups/<uuid:group>/dissolve/", voting.dissolve, name="dissolve"),
    path(f"{ONE}groups/<uuid:group>/link/", voting.link, name="link"),
    path(f"{ONE}groups/<uuid:group>/picture.svg", voting.picture, name="picture"),
    path(f"{ONE}tally/", voting.tally, name="tally"),
    path(f"{ONE}tally/delete/", voting.drop_tally, name="drop_tally"),
    path(f"{ONE}recommendations/<str:code>/", feedback.give, name="feedback"),
    path(f"{ONE}recommendations/<str:code>/settle/", feedback.settle, name="settle"),
]
