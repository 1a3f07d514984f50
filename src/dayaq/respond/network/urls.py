"""Addresses of the network: the directory, what goes out of one case, six fields, the door of links."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.network.views import answers, case, directory, door, quick

app_name = "network"
CASE = "cases/<str:code>/network/"
urlpatterns = [
    path("network/", directory.directory, name="directory"),
    path("network/services/new/", directory.keep, name="new_service"),
    path("network/services/<uuid:service_id>/", directory.service, name="service"),
    path("network/services/<uuid:service_id>/change/", directory.keep, name="change_service"),
    path("network/services/<uuid:service_id>/free/", directory.free, name="free"),
    path("network/services/<uuid:service_id>/close/", directory.close, name="close_service"),
    path("network/inbox/", answers.inbox, name="inbox"),
    path("network/answers/", answers.answers, name="answers"),
    path("network/answers/<uuid:referral_id>/remind/", answers.remind, name="remind"),
    path("network/answers/<uuid:referral_id>/words/", answers.words, name="words"),
    path("network/times/", answers.times, name="times"),
    path("refer/", quick.refer, name="refer"),
    path("refer/reach/", quick.reach, name="reach"),
    path("refer/sent/<str:code>/", quick.referred, name="referred"),
    path("link/<str:token>/", door.behind, name="door"),
    path(CASE, case.network, name="of_case"),
    path(f"{CASE}lead/", case.lead, name="lead"),
    path(f"{CASE}led/<uuid:row_id>/accept/", case.accept, name="accept"),
    path(f"{CASE}led/<uuid:row_id>/decline/", case.decline, name="decline"),
    path(f"{CASE}led/<uuid:row_id>/answer/", case.answer, name="answer"),
    path(f"{CASE}led/<uuid:row_id>/withdraw/", case.withdraw, name="withdraw"),
    path(f"{CASE}link/", case.new_link, name="new_link"),
    path(f"{CASE}link/<uuid:row_id>/", case.link, name="link"),
    path(f"{CASE}link/<uuid:row_id>/withdraw/", case.withdraw_link, name="withdraw_link"),
    path(f"{CASE}abroad/", case.new_package, name="new_package"),
    path(f"{CASE}abroad/<uuid:row_id>/", case.package, name="package"),
    path(f"{CASE}abroad/<uuid:row_id>/send/", case.step_package, {"verb": "send"}, name="send_package"),
    path(f"{CASE}abroad/<uuid:row_id>/accepted/", case.step_package, {"verb": "accepted"}, name="package_accepted"),
    path(f"{CASE}abroad/<uuid:row_id>/declined/", case.step_package, {"verb": "declined"}, name="package_declined"),
    path(f"{CASE}abroad/<uuid:row_id>/withdraw/", case.step_package, {"verb": "withdraw"}, name="withdraw_package"),
]
