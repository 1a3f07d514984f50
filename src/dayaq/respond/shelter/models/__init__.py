"""Places and beds are a house's own (B1); who stays in which bed is location (G5) and known to that house and to whom G5 is given."""

from dayaq.respond.shelter.models.houses import Address, Area, Bed, Incident, OutOfUse, Place, Refusal
from dayaq.respond.shelter.models.residents import (
    Extension,
    Given,
    HealthGiven,
    IncidentCase,
    Leave,
    RefusedCase,
    Rent,
    Stay,
    Tenancy,
    Waiting,
)
from dayaq.respond.shelter.models.watching import Accreditation, Finding, Reply, Report, Visit

__all__ = [
    "Accreditation",
    "Address",
    "Area",
    "Bed",
    "Extension",
    "Finding",
    "Given",
    "HealthGiven",
    "Incident",
    "IncidentCase",
    "Leave",
    "OutOfUse",
    "Place",
    "Refusal",
    "RefusedCase",
    "Rent",
    "Reply",
    "Report",
    "Stay",
    "Tenancy",
    "Visit",
    "Waiting",
]
