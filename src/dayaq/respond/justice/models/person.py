"""A person's part in a proceeding (G6), and legal help: asked for (G1), given (G8), the lawyer's own notes (G9)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dayaq.respond.justice.models.house import Lawyer
from dayaq.respond.justice.models.proceeding import Hearing, Proceeding
from dayaq.respond.justice.models.written import Written, after


class OfCase(Written):
    """A row of one person's case."""

    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Party(OfCase):
    """The person is a victim or witness in a proceeding; walled by the person's own file."""

    GROUP = "G6"
    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10)  # victim | witness | both
    at = models.DateTimeField()
    consent = models.CharField(max_length=20)  # agreed | not_needed: the person's word on being named there
    word = models.CharField(max_length=20, blank=True)  # change_of_word; read by no rule
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "proceeding"], name="justice_party_once")]


class Statement(OfCase):
    """One time the person was asked: by whom, of which sex, who was there, how; never what was said."""

    GROUP = "G6"
    proceeding = models.ForeignKey(Proceeding, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    minutes = models.PositiveIntegerField(null=True)
    asked_by = models.CharField(max_length=40)  # asker_kind
    asker_sex = models.CharField(max_length=20, blank=True)
    sex_wished = models.CharField(max_length=20, blank=True)  # female | male | any; empty: not asked
    language = models.CharField(max_length=10, blank=True)
    interpreter = models.BooleanField(null=True)
    present = ArrayField(models.CharField(max_length=40), default=list)
    method = models.CharField(max_length=40)
    recorded = models.BooleanField(default=False)
    uses = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="used_by")  # the recording shown instead
    consent = models.CharField(max_length=20)  # agreed | refused | not_asked
    again_why = models.CharField(max_length=40, blank=True)


class Appearance(OfCase):
    """A hearing and the person: must she come, which measure was asked for her, what the court answered, what happened."""

    GROUP = "G6"
    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="+")
    must_attend = models.BooleanField()
    attended = models.CharField(max_length=20, blank=True)  # person | video | absent
    asked = ArrayField(models.CharField(max_length=40), default=list)  # court_measure
    granted = ArrayField(models.CharField(max_length=40), default=list)
    refused = ArrayField(models.CharField(max_length=40), default=list)
    no_equipment = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "hearing"], name="justice_appearance_once")]


class LegalRequest(OfCase):
    """The person wishes a lawyer: for what, of which sex, and what came of it. The time until assigned is measured."""

    GROUP = "G1"
    at = models.DateTimeField()
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    sex_wished = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, blank=True)
    told_cost = models.BooleanField(default=False)  # told what it costs and who gives it
    outcome = models.CharField(max_length=20, blank=True)  # legal_outcome
    outcome_at = models.DateTimeField(null=True)
    outcome_by = models.UUIDField(null=True)
    lawyer = models.UUIDField(null=True)
    scheme = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [after("justice_legal_outcome_later", "at", "outcome_at")]


class Mandate(OfCase):
    """A lawyer represents the person: power of attorney, for what, free or paid by whom, from when to when."""

    GROUP = "G8"
    lawyer = models.ForeignKey(Lawyer, on_delete=models.PROTECT, related_name="+", db_constraint=True)
    scopes = ArrayField(models.CharField(max_length=40))
    scheme = models.CharField(max_length=40)
    free = models.BooleanField()
    rate = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    attorney_at = models.DateTimeField(null=True)  # the power of attorney was signed
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=40, blank=True)
    breach = models.CharField(max_length=40, blank=True)  # no_bar: it happened although the rule forbids it
    breach_why = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            after("justice_mandate_ends", "at", "ended_at"),
            models.CheckConstraint(name="justice_mandate_rate", condition=Q(rate__isnull=True) | ~Q(currency="")),
        ]


class LegalWork(OfCase):
    """Time a lawyer worked on a mandate."""

    GROUP = "G8"
    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="work")
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)  # legal_scope
    minutes = models.PositiveIntegerField()


class PrivilegedNote(OfCase):
    """What passes between lawyer and client: read by its author alone."""

    GROUP = "G9"
    at = models.DateTimeField()
    language = models.CharField(max_length=10, default="en")
    text = models.TextField()
