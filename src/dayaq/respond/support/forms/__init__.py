"""Forms of support: something that happened on a day, with the questions of one deed; nothing typed is lost."""

from dayaq.respond.support.forms.fields import CourseForm, DeedForm, FeedbackForm, Fields, choice, lines, listed, money, yes_no
from dayaq.respond.support.forms.helping import FIELDS as HELPING
from dayaq.respond.support.forms.planning import FIELDS as PLANNING
from dayaq.respond.support.forms.planning import said_of
from dayaq.respond.support.forms.way import FIELDS as WAY

FIELDS = {**PLANNING, **HELPING, **WAY}

__all__ = ["FIELDS", "CourseForm", "DeedForm", "FeedbackForm", "Fields", "choice", "lines", "listed", "money", "said_of", "yes_no"]
