"""Forms of what surrounds a decision: a removal asked about, terms to leave, recognition abroad and at home."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, countries, items
from dayaq.respond.casefile.queries import label, language
from dayaq.respond.identification.actions import NewRecognition
from dayaq.ui.inputs import DateField


class RemovalForm(EventForm):
    """Which body plans the removal, and since when the time to leave runs."""

    field_order = ["body", "day", "clock", "since_day", "since_clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        bodies = [(code, label(pack, f"bodies.{code}")) for code, body in pack.bodies.items() if body.state and body.in_mechanism]
        self.fields["body"] = forms.ChoiceField(label=_("Which body plans it?"), choices=[NONE, *bodies])
        hint = _("The day it was found that the stay is irregular, if known.")
        self.fields["since_day"] = DateField(label=_("The time to leave runs since"), required=False, help_text=hint)
        self.fields["since_clock"] = forms.TimeField(
            label=_("Time of that"), required=False, widget=forms.TimeInput({"inputmode": "numeric", "maxlength": 5})
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The time to leave starts with a day and a time, before the request."""
        cleaned = super().clean()
        day, clock = cleaned.get("since_day"), cleaned.get("since_clock")
        if bool(day) != bool(clock):
            self.add_error("since_day", ValidationError(_("Give the day and the time, or neither."), code="incomplete"))
        elif day and clock:
            cleaned["since"] = self.pack.calendar.at_wall(day, clock)
            if cleaned.get("at") and cleaned["since"] > cleaned["at"]:
                self.add_error("since_day", ValidationError(_("This is after the removal was asked for."), code="order"))
        return cleaned


class CheckForm(forms.Form):
    """A code on a person's card; posted, so that it stands in no address."""

    code = forms.CharField(label=_("Code on the person's card"), max_length=20)


class StayForm(EventForm):
    """A term to leave that began."""

    def __init__(self, *args: Any, pack: Pack, terms: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["kind"] = forms.ChoiceField(label=_("Which term runs?"), choices=terms, widget=forms.RadioSelect)
        self.order_fields(["kind", "day", "clock"])


class StayEndForm(EventForm):
    """How a term to leave ended."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        choices = items(pack, "stay_outcome", without="")
        self.fields["outcome"] = forms.ChoiceField(label=_("How did it end?"), choices=choices, widget=forms.RadioSelect)
        self.order_fields(["outcome", "day", "clock"])


class AbroadForm(EventForm):
    """A recognition by another State or an international organisation."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        authorities = items(pack, "foreign_authority", without="")
        self.fields["authority"] = forms.ChoiceField(label=_("Who recognised the person?"), choices=[NONE, *authorities])
        self.fields["country"] = forms.ChoiceField(label=_("In which country?"), choices=[NONE, *countries()])
        self.fields["papers"] = forms.MultipleChoiceField(
            label=_("Papers at hand"), choices=items(pack, "foreign_paper"), required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["text"] = forms.CharField(
            label=_("What the papers say"), max_length=20000, required=False, widget=forms.Textarea({"rows": 4})
        )
        self.order_fields(["authority", "country", "papers", "text", "day", "clock"])

    @property
    def new(self) -> NewRecognition:
        """The recognition as it was typed."""
        given = {name: self.cleaned_data[name] for name in ("authority", "country", "text")}
        return NewRecognition(papers=tuple(self.cleaned_data["papers"]), language=language(), **given)


class HomeForm(EventForm):
    """Whether home recognises it too."""

    def __init__(self, *args: Any, pack: Pack, version: int, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        choices = items(pack, "home_answer", without="")
        self.fields["home"] = forms.ChoiceField(label=_("Recognition at home"), choices=choices, widget=forms.RadioSelect)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        self.order_fields(["home", "day", "clock", "version"])
