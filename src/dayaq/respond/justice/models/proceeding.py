"""A proceeding, an access file of its own (G6): the accused, charges, verdicts, hearings, property, help from abroad."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from dayaq.respond.justice.models.written import Written, after

PHASES = ("investigation", "prosecution", "court", "final")


class Proceeding(Written):
    """A criminal case; its id is its own access file's. Phases by their dates, how it began, what was used."""

    GROUP = "G6"
    number = models.CharField(max_length=60)
    body = models.CharField(max_length=60)  # who investigates
    opened_at = models.DateTimeField()
    prosecuted_at = models.DateTimeField(null=True)  # handed to the prosecutor
    court_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=40, blank=True)  # charge_outcome
    origin = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)
    exploitation = models.CharField(max_length=40, blank=True)
    techniques = ArrayField(models.CharField(max_length=40), default=list)
    joint_with = ArrayField(models.CharField(max_length=60), default=list)  # countries or bodies of a joint investigation
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            after("justice_phase_prosecution", "opened_at", "prosecuted_at"),
            after("justice_phase_court", "opened_at", "court_at"),
            after("justice_phase_final", "opened_at", "final_at"),
            models.UniqueConstraint(fields=["organisation", "number"], name="justice_number_once"),
        ]

    @property
    def phase(self) -> str:
        """The furthest phase reached."""
        reached = [self.opened_at, self.prosecuted_at, self.court_at, self.final_at]
        return next(phase for phase, at in reversed(list(zip(PHASES, reached, strict=True))) if at is not None)


class OfProceeding(Written):
    """A row of one proceeding."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Gang(OfProceeding):
    """A criminal group, loose or organised, and when it was broken up."""

    GROUP = "G6"
    kind = models.CharField(max_length=20)  # group | organised
    broken_at = models.DateTimeField(null=True)
    cross_border = models.BooleanField(null=True)


class Offender(OfProceeding):
    """Somebody suspected, accused, wanted, arrested or convicted: a person, or a legal person. Never a row about a victim."""

    GROUP = "G6"
    number = models.PositiveIntegerField()
    legal_person = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    age_band = models.CharField(max_length=20, blank=True)
    nationality = models.CharField(max_length=2, blank=True)
    role = models.CharField(max_length=40, blank=True)
    offence = models.CharField(max_length=10, default="thb")  # thb | other: another offence met on the way
    was_victim = models.CharField(max_length=10, default="unknown")  # yes | no | unknown
    group = models.ForeignKey(Gang, null=True, on_delete=models.PROTECT, related_name="members")
    suspected_at = models.DateTimeField(null=True)
    accused_at = models.DateTimeField(null=True)  # held criminally responsible
    tried_at = models.DateTimeField(null=True)  # prosecuted before the court
    wanted_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(null=True)
    arrested_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "number"], name="justice_offender_once"),
            after("justice_found_after_wanted", "wanted_at", "found_at"),
            after("justice_released_after_arrest", "arrested_at", "released_at"),
            models.CheckConstraint(name="justice_legal_person", condition=Q(legal_person=False) | Q(sex="", age_band="")),
        ]


class Verdict(OfProceeding):
    """What a court decided on one person: sentence, length, money. The prison term in months."""

    GROUP = "G6"
    offender = models.ForeignKey(Offender, on_delete=models.CASCADE, related_name="verdicts")
    at = models.DateTimeField()
    court = models.CharField(max_length=60, blank=True)
    convicted = models.BooleanField()
    sentence = models.CharField(max_length=40, blank=True)
    months = models.PositiveIntegerField(null=True)
    suspended = models.BooleanField(default=False)
    fine = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    final = models.BooleanField(default=False)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="justice_sentence_only_if_convicted", condition=Q(convicted=True) | Q(sentence="", months__isnull=True)
            ),
            models.CheckConstraint(name="justice_fine_currency", condition=Q(fine__isnull=True) | ~Q(currency="")),
        ]


class Charge(OfProceeding):
    """A charge against one person: the article in the wording of its date, and what became of it."""

    GROUP = "G6"
    offender = models.ForeignKey(Offender, on_delete=models.CASCADE, related_name="charges")
    article = models.CharField(max_length=20)
    wording = models.CharField(max_length=40)  # code of the article's version in the pack
    at = models.DateTimeField()
    aggravations = ArrayField(models.CharField(max_length=40), default=list)
    outcome = models.CharField(max_length=20, blank=True)  # charge_outcome
    outcome_at = models.DateTimeField(null=True)
    verdict = models.ForeignKey(Verdict, null=True, on_delete=models.PROTECT, related_name="charges")

    class Meta:
        constraints = [
            after("justice_outcome_after_charge", "at", "outcome_at"),
            models.CheckConstraint(
                name="justice_outcome_dated",
                condition=Q(outcome="", outcome_at__isnull=True) | (~Q(outcome="") & Q(outcome_at__isnull=False)),
            ),
        ]


class Hearing(OfProceeding):
    """A date in court; adjourned ones say why."""

    GROUP = "G6"
    at = models.DateTimeField()
    court = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40)
    held = models.BooleanField(null=True)
    adjourned_why = models.CharField(max_length=40, blank=True)
    closed = models.BooleanField(default=False)
    threats_recorded = models.BooleanField(default=False)  # a threat was told in court and stands in its record
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(name="justice_adjourned_why", condition=~Q(held=False) | ~Q(adjourned_why=""))]
        indexes = [models.Index(fields=["at"], name="justice_hearing_at")]


class Asset(OfProceeding):
    """What was seized, confiscated, given back, or went to the relief fund."""

    GROUP = "G6"
    kind = models.CharField(max_length=40)
    offender = models.ForeignKey(Offender, null=True, on_delete=models.SET_NULL, related_name="assets")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    seized_at = models.DateTimeField(null=True)
    confiscated_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    to_fund = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    to_fund_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="justice_asset_value", condition=Q(value__gte=0)),
            models.CheckConstraint(name="justice_asset_fund", condition=Q(to_fund__gte=0) & Q(to_fund__lte=F("value"))),
            models.CheckConstraint(name="justice_asset_fund_confiscated", condition=Q(to_fund=0) | Q(confiscated_at__isnull=False)),
            after("justice_confiscated_after_seized", "seized_at", "confiscated_at"),
        ]


class MutualRequest(OfProceeding):
    """A request to or from another country: extradition, evidence, joint team; asked and answered."""

    GROUP = "G6"
    kind = models.CharField(max_length=40)
    direction = models.CharField(max_length=3)  # in | out
    country = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, blank=True)  # granted | partly | refused

    class Meta:
        constraints = [after("justice_answer_after_request", "asked_at", "answered_at")]
