"""Justice. Of a proceeding (its own access file, G6) and of a case: legal help (G1, G8), privileged notes (G9), part in a proceeding (G6)."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

PHASES = ("investigation", "prosecution", "court", "final")


def key() -> models.UUIDField:  # type: ignore[type-arg]
    """A random primary key."""
    return models.UUIDField(primary_key=True, default=uuid4, editable=False)


def after(name: str, first: str, then: str) -> models.CheckConstraint:
    """What comes later does not lie before; either may be unknown."""
    empty = Q(**{f"{first}__isnull": True}) | Q(**{f"{then}__isnull": True})
    return models.CheckConstraint(name=name, condition=empty | Q(**{f"{then}__gte": F(first)}))


class Written(models.Model):
    """Who wrote a row, for which body, and when."""

    id = key()
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


# --- what a body keeps for itself -------------------------------------------------------------------------------------


class Lawyer(Written):
    """A lawyer or legal adviser in the register; whether a member of the bar decides on criminal cases."""

    GROUP = "B1"
    name = models.CharField(max_length=160)
    body = models.CharField(max_length=60, blank=True)  # organisation code of the pack
    user = models.UUIDField(null=True)  # the account, if there is one
    bar_member = models.BooleanField(default=False)
    bar_number = models.CharField(max_length=40, blank=True)
    specialised = models.BooleanField(default=False)  # trained on trafficking
    sex = models.CharField(max_length=20, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list)
    schemes = ArrayField(models.CharField(max_length=40), default=list)
    active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)


class Fact(Written):
    """Registered facts of an offence: one, or the sum a body kept of a time (``n``); no person is named."""

    GROUP = "B1"
    at = models.DateTimeField()
    body = models.CharField(max_length=60)  # where it was registered
    number = models.CharField(max_length=60, blank=True)
    article = models.CharField(max_length=20, blank=True)
    n = models.PositiveIntegerField(default=1)
    proceeding = models.UUIDField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="justice_fact_some", condition=Q(n__gte=1))]


# --- a proceeding -----------------------------------------------------------------------------------------------------


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


# --- a person's part in it --------------------------------------------------------------------------------------------


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
