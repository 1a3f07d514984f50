"""The short report anybody with the permission can send, and the words sent back to whoever referred."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.network import queries
from dayaq.respond.network.actions import Report
from dayaq.respond.network.forms.fields import INLINE, Choices
from dayaq.ui.templatetags.dayaq import codes

YOUNG = [
    ("yes", _("yes")),
    ("cannot_be_excluded", _("it cannot be excluded")),
    ("no:papers", _("no: papers were seen")),
    ("no:clearly_older", _("no: the person is clearly much older")),
]


class QuickForm(EventForm):
    """The six fields. To whom it goes is the law's to say, not asked."""

    seen = forms.CharField(
        label=_("What was seen or heard"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4}), help_text=_("No names.")
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        options["initial"] = {"nonce": uuid4(), **(options.get("initial") or {})}
        super().__init__(*args, pack=pack, **options)
        self.fields["place"] = forms.ChoiceField(label=_("Where was the person met?"), choices=[NONE, *items(pack, "place_found")])
        sexes = [*items(pack, "sex"), ("", _("not asked"))]
        self.fields["sex"] = forms.ChoiceField(label=_("Sex"), choices=sexes, required=False, widget=forms.RadioSelect(INLINE))
        self.fields["under_18"] = forms.ChoiceField(
            label=_("Could this person be under 18?"),
            choices=YOUNG,
            widget=forms.RadioSelect,
            help_text=_("In doubt: it cannot be excluded."),
        )
        self.fields["leaflet"] = forms.ChoiceField(label=_("Leaflet given"), choices=[("", _("none")), *leaflets(pack)], required=False)
        self.fields["day"].label, self.fields["clock"].label = _("Since when is it suspected: day"), _("Time")
        self.order_fields(["place", "day", "clock", "sex", "under_18", "seen", "leaflet"])

    def report(self) -> Report:
        """What was typed, as the action takes it."""
        given = self.cleaned_data
        answer, _sep, why = given["under_18"].partition(":")
        leaflet, _sep, tongue = given["leaflet"].partition(":")
        plain = {name: given[name] for name in ("place", "sex", "seen", "nonce")}
        return Report(**plain, suspected_at=self.at, under_18=answer, under_18_reason=why, leaflet=leaflet, leaflet_language=tongue)


def leaflets(pack: Pack) -> Choices:
    """Leaflets in the languages they exist in, as ``code:language``."""
    tongue = pack.codes["language"]
    rows = [(code, codes(dict(one.label)), lang) for code, one in queries.file().leaflets.items() for lang in one.languages]
    return [
        (f"{code}:{lang}", f"{label} – {tongue.label_of(lang, language()) if lang in tongue.items else lang}") for code, label, lang in rows
    ]


class WordsForm(forms.Form):
    """Words to the referrer."""

    text = forms.CharField(
        label=_("Words to the referrer"),
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("No names and nothing the person told."),
    )
