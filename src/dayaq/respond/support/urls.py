"""Addresses of support: tabs and deeds of a case, lists of work, courses, feedback, the calendar."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.support import views

app_name = "support"
CASE = "cases/<str:code>/support"
urlpatterns = [
    path("support/reviews/", views.reviews, name="reviews"),
    path("support/follow-ups/", views.follow_ups, name="follow_ups"),
    path("support/courses/", views.courses, name="courses"),
    path("support/courses/<uuid:row>/", views.course, name="course"),
    path("support/courses/<uuid:row>/<str:step>/", views.course_step, name="course_step"),
    path("support/feedback/", views.feedback, name="feedback"),
    path("support/feedback/new/", views.give_feedback, name="give_feedback"),
    path("support/calendar/", views.feed, name="feed"),
    path("calendar/<str:secret>.ics", views.calendar, name="calendar"),
    path(f"{CASE}/", views.plan, name="plan"),
    path(f"{CASE}/plans/<uuid:row>/", views.version, name="version"),
    path(f"{CASE}/services/", views.services, name="services"),
    path(f"{CASE}/appointments/", views.appointments, name="appointments"),
    path(f"{CASE}/after/", views.way, name="way"),
    path(f"{CASE}/do/<str:what>/", views.do, name="do"),
    path(f"{CASE}/do/<str:what>/<uuid:row>/", views.do, name="do_row"),
]
