"""Tables of case work: one table one field group; what belongs to one person or one unit is walled by that as well."""

from dayaq.respond.casework.models.going import Clearance, Letter, Transfer
from dayaq.respond.casework.models.notes import FamilyNote, HealthNote, Minutes, PrivateNote
from dayaq.respond.casework.models.own import Draft, Look, SavedSearch
from dayaq.respond.casework.models.persons import Link, Merge
from dayaq.respond.casework.models.work import Assignment, Conference, Flag, Participant, Resolution

__all__ = [
    "Assignment",
    "Clearance",
    "Conference",
    "Draft",
    "FamilyNote",
    "Flag",
    "HealthNote",
    "Letter",
    "Link",
    "Look",
    "Merge",
    "Minutes",
    "Participant",
    "PrivateNote",
    "Resolution",
    "SavedSearch",
    "Transfer",
]
