"""Forms of a person's part: wish for a lawyer, mandate, work, note, statement, hearing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import Choices, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.justice.forms.fields import SEXES, YES_NO, Dated, choice, many, noon
from dayaq.ui.inputs import DateField


class ToldForm(Dated):
    """The person was told what legal help costs and who gives it."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            language=choice(_("In which language?"), items(pack, "language", without="")),
            understood=choice(_("Did the person understand?"), [("yes", _("yes")), ("no", _("no"))], radio=True),
        )


class WishForm(Dated):
    """The person wishes a lawyer."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            scopes=many(_("For what?"), items(pack, "legal_scope"), required=True),
            sex_wished=choice(_("The person wishes"), SEXES, required=False, hint=_("Ask the person; leave it empty if not asked.")),
            language=choice(_("Language"), items(pack, "language", without=""), required=False),
            told_cost=forms.BooleanField(label=_("Told what it costs and who gives it"), required=False),
        )


class WishAnswerForm(Dated):
    """What came of the wish."""

    def __init__(self, *args: Any, pack: Pack, lawyers: Choices, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            outcome=choice(_("What came of it?"), items(pack, "legal_outcome"), radio=True),
            lawyer=choice(_("Lawyer"), lawyers, required=False),
            scheme=choice(_("Paid by"), items(pack, "legal_scheme"), required=False),
        )

    def clean(self) -> dict[str, Any]:
        """Assigned means somebody."""
        cleaned = super().clean()
        if cleaned.get("outcome") == "assigned":
            for name in ("lawyer", "scheme"):
                if not cleaned.get(name):
                    self.add_error(name, ValidationError(_("Say who was assigned, and who pays."), code="required"))
        return cleaned


class MandateForm(Dated):
    """Who represents the person."""

    def __init__(self, *args: Any, pack: Pack, lawyers: Choices, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        reasons = [
            ("nobody_else", _("there was nobody else")),
            ("not_known", _("the rule was not known")),
            ("court_let", _("the court let it")),
        ]
        hint = _("Only for what happened already although only a member of the bar may do it: it is kept as a breach.")
        self.place(
            lawyer=choice(_("Lawyer"), lawyers),
            scopes=many(_("For what?"), items(pack, "legal_scope"), required=True),
            scheme=choice(_("Paid by"), items(pack, "legal_scheme")),
            attorney=DateField(label=_("Power of attorney signed on"), required=False),
            happened_because=choice(_("It happened without the bar, because"), reasons, required=False, hint=hint),
        )

    def clean(self) -> dict[str, Any]:
        """The day of the power of attorney as a moment."""
        cleaned = super().clean()
        cleaned["attorney_at"] = noon(self.pack, cleaned.get("attorney"))
        return cleaned


class EndForm(Dated):
    """Why a mandate ends."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(why=choice(_("Why?"), items(pack, "mandate_end"), radio=True))


class WorkForm(Dated):
    """Time worked."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            kind=choice(_("On what?"), items(pack, "legal_scope")),
            minutes=forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440),
        )


class NoteForm(Dated):
    """A privileged note."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            text=forms.CharField(label=_("Note"), max_length=20000, widget=forms.Textarea({"rows": 8})),
            language=choice(_("Language of the note"), items(pack, "language", without="")),
        )
        self.fields["language"].initial = language()


class StatementForm(Dated):
    """One time the person was asked; never what was said."""

    def __init__(self, *args: Any, pack: Pack, proceedings: Choices, recordings: Choices, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        agreed = [("agreed", _("agreed")), ("refused", _("refused")), ("not_asked", _("was not asked"))]
        sexes = items(pack, "sex")
        self.place(
            proceeding=choice(_("Proceeding"), proceedings, required=False),
            method=choice(_("How was the person heard?"), items(pack, "statement_method")),
            uses=choice(_("Which recording was used instead?"), recordings, required=False),
            asked_by=choice(_("Who asked?"), items(pack, "asker_kind")),
            asker_sex=choice(_("Sex of who asked"), sexes, required=False),
            sex_wished=choice(_("The person wished"), SEXES, required=False),
            language=choice(_("Language"), items(pack, "language", without=""), required=False),
            interpreter=choice(_("Interpreter?"), YES_NO, required=False),
            present=many(_("Who was present?"), items(pack, "present")),
            recorded=forms.BooleanField(label=_("Recorded, so that it can be shown later"), required=False),
            minutes=forms.IntegerField(label=_("How long, in minutes"), min_value=1, max_value=1440, required=False),
            consent=choice(_("The person"), agreed, radio=True),
            again_why=choice(_("If asked before: why again?"), items(pack, "asker_reason"), required=False),
        )

    @property
    def more(self) -> dict[str, Any]:
        """What was said beside the obligatory."""
        plain = self.given("asker_sex", "sex_wished", "language", "recorded", "minutes", "again_why")
        return {**plain, "interpreter": {"yes": True, "no": False}.get(self.cleaned_data["interpreter"])}


class AppearForm(forms.Form):
    """A hearing as it touches the person."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        measures = items(pack, "court_measure")
        came = [("person", _("in person")), ("video", _("by video")), ("absent", _("did not come"))]
        self.fields["must_attend"] = choice(_("Must the person come?"), [("yes", _("yes")), ("no", _("no"))], radio=True)
        self.fields["asked"] = many(_("Asked for"), measures)
        self.fields["granted"] = many(_("Granted"), measures)
        self.fields["refused"] = many(_("Refused"), measures)
        self.fields["no_equipment"] = forms.BooleanField(label=_("The court had no equipment"), required=False)
        self.fields["attended"] = choice(_("Afterwards: the person was there"), came, required=False)


class WordForm(Dated):
    """What the person now says in the proceeding."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            word=choice(_("What the person says in the proceeding"), items(pack, "change_of_word"), radio=True),
            version=forms.IntegerField(widget=forms.HiddenInput),
        )


class OverForm(Dated):
    """Since when a part in a proceeding is over."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(version=forms.IntegerField(widget=forms.HiddenInput))


class LawyerForm(forms.Form):
    """An entry of the register."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=160)
        self.fields["bar_member"] = forms.BooleanField(label=_("Member of the bar"), required=False)
        self.fields["bar_number"] = forms.CharField(label=_("Number at the bar"), max_length=40, required=False)
        self.fields["specialised"] = forms.BooleanField(label=_("Trained on trafficking"), required=False)
        self.fields["sex"] = choice(_("Sex"), items(pack, "sex"), required=False)
        self.fields["languages"] = many(_("Languages"), items(pack, "language", without=""))
        self.fields["schemes"] = many(_("Works under"), items(pack, "legal_scheme"))
