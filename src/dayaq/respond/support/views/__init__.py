"""Pages of support."""

from dayaq.respond.support.views.case import appointments, do, plan, services, version, way
from dayaq.respond.support.views.lists import (
    calendar,
    course,
    course_step,
    courses,
    feed,
    feedback,
    follow_ups,
    give_feedback,
    reviews,
)

__all__ = [
    "appointments",
    "calendar",
    "course",
    "course_step",
    "courses",
    "do",
    "feed",
    "feedback",
    "follow_ups",
    "give_feedback",
    "plan",
    "reviews",
    "services",
    "version",
    "way",
]
