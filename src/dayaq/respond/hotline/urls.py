"""Addresses of the hotline: the desk, calls, call-backs, lines, shifts, sums."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.hotline.views import calls, figures, lines

app_name = "hotline"
ONE, BACK, HANDED = "hotline/calls/<uuid:call_id>/", "hotline/call-backs/<uuid:back_id>/", "hotline/hand-on/<uuid:row_id>/"
urlpatterns = [
    path("hotline/", calls.desk, name="desk"),
    path("hotline/write/", calls.new_call, name="new_call"),
    path("hotline/draft/", calls.draft, name="draft"),
    path("hotline/draft/drop/", calls.drop_draft, name="drop_draft"),
    path("hotline/calls/", calls.calls, name="calls"),
    path(ONE, calls.call, name="call"),
    path(f"{ONE}change/", calls.change_call, name="change_call"),
    path(f"{ONE}begin/", calls.begin, name="begin"),
    path(f"{ONE}call-back/", calls.call_back, name="call_back"),
    path("hotline/call-backs/", calls.call_backs, name="call_backs"),
    path(f"{BACK}done/", calls.end_call_back, {"verb": "done"}, name="back_done"),
    path(f"{BACK}again/", calls.end_call_back, {"verb": "again"}, name="back_again"),
    path(f"{BACK}given-up/", calls.end_call_back, {"verb": "given_up"}, name="back_given_up"),
    path("hotline/lines/", lines.lines, name="lines"),
    path("hotline/lines/new/", lines.keep_line, name="new_line"),
    path("hotline/lines/<uuid:line_id>/", lines.keep_line, name="change_line"),
    path("hotline/shifts/", lines.shifts, name="shifts"),
    path("hotline/shifts/<uuid:shift_id>/end/", lines.end_shift, name="end_shift"),
    path("hotline/hand-on/", lines.hand_ons, name="hand_ons"),
    path(f"{HANDED}accept/", lines.answer_hand_on, {"verb": "accepted"}, name="hand_on_accept"),
    path(f"{HANDED}decline/", lines.answer_hand_on, {"verb": "declined"}, name="hand_on_decline"),
    path(f"{HANDED}withdraw/", lines.answer_hand_on, {"verb": "withdrawn"}, name="hand_on_withdraw"),
    path("hotline/figures/", figures.figures, name="figures"),
    path("hotline/figures/<slug:dim>.svg", figures.chart, name="chart"),
    path("hotline/tally/", figures.tally, name="tally"),
]
