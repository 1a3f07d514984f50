"""Forms of a proceeding: opened, moved on, shown to another body, linked with a person, looked for; facts registered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import ANY, Choices, countries, items
from dayaq.respond.justice import queries
from dayaq.respond.justice.forms.fields import YES_NO, Dated, bodies, choice, many, noon
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import say


class ProceedingForm(Dated):
    """A proceeding at its beginning."""

    def __init__(self, *args: Any, pack: Pack, change: bool = False, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        fields: dict[str, forms.Field] = {
            "number": forms.CharField(label=_("Number of the case"), max_length=60),
            "exploitation": choice(_("Exploitation"), items(pack, "exploitation", without=""), required=False),
            "origin": choice(_("How did it begin?"), items(pack, "justice_origin"), radio=True, required=False),
            "source": choice(_("Source"), items(pack, "justice_source"), required=False),
            "techniques": many(_("Techniques used"), items(pack, "justice_technique")),
            "joint": forms.MultipleChoiceField(
                label=_("Joint investigation with"), choices=countries(), required=False, widget=forms.SelectMultiple({"size": 5})
            ),
        }
        if change:
            del fields["number"]
            fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        self.place(**fields)
        if change:
            del self.fields["day"], self.fields["clock"]

    @property
    def began(self) -> dict[str, Any]:
        """How it began and what was used."""
        return self.given("exploitation", "origin", "source", "techniques")


class MoveForm(Dated):
    """The next phase."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        phases = [(code, say(words)) for code, words in queries.PHASE_WORDS.items()][1:]
        self.place(
            phase=choice(_("Phase"), phases, radio=True),
            ended_as=choice(_("If final: how did it end?"), items(pack, "charge_outcome"), required=False),
        )


class GroupForm(Dated):
    """A criminal group broken up."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        kinds = [("group", _("criminal group")), ("organised", _("organised crime group"))]
        self.place(kind=choice(_("Kind"), kinds, radio=True), cross_border=choice(_("Across a border?"), YES_NO, required=False))


class FactsForm(Dated):
    """Registered facts, one or a sum."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        articles = [(code, queries.article_words(code)) for code in queries.file().articles]
        self.place(
            body=choice(_("Registered by"), bodies(pack)),
            n=forms.IntegerField(label=_("How many facts"), min_value=1, initial=1, help_text=_("One, or the sum a body kept of a time.")),
            article=choice(_("Article"), articles, required=False),
            number=forms.CharField(label=_("Registration number"), max_length=60, required=False),
        )


class ShareForm(forms.Form):
    """Which unit is let in, how far, until when."""

    def __init__(self, *args: Any, pack: Pack, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pack = pack
        self.fields["unit"] = choice(_("Unit"), units)
        self.fields["write"] = forms.BooleanField(label=_("It also writes (a body of the State)"), required=False)
        hint = _("Of persons the receiving side may know: not of those closed to the State; for a lawyer, only of the own clients.")
        self.fields["people"] = forms.BooleanField(label=_("With the part of the persons in it"), required=False, help_text=hint)
        self.fields["until"] = DateField(label=_("Until"), required=False)

    def clean_until(self) -> datetime | None:
        """The end lies ahead."""
        found = noon(self.pack, self.cleaned_data["until"])
        if found and found <= timezone.now():
            raise ValidationError(_("This day is over."), code="past")
        return found


class LinkForm(Dated):
    """Which person has a part in it: by the code of the case."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        parts = [("victim", _("victim")), ("witness", _("witness")), ("both", _("victim and witness"))]
        words = [("agreed", _("the person agreed")), ("not_needed", _("the law asks for no consent"))]
        self.place(
            code=forms.CharField(label=_("Code of the case"), max_length=20),
            role=choice(_("Part"), parts, radio=True),
            consent=choice(_("The person's word on being named there"), words, radio=True),
        )


class FilterForm(forms.Form):
    """Filters of the list of proceedings; codes only."""

    def __init__(self, data: Any, *, pack: Pack) -> None:
        super().__init__(data)
        self.fields["text"] = forms.CharField(label=_("Number of the proceeding"), max_length=60, required=False)
        phases = [(code, say(words)) for code, words in queries.PHASE_WORDS.items()]
        self.fields["phase"] = forms.ChoiceField(label=_("Phase"), choices=[ANY, *phases], required=False)
        self.fields["exploitation"] = forms.ChoiceField(
            label=_("Exploitation"), choices=[ANY, *items(pack, "exploitation", without="")], required=False
        )
