"""Forms of the accused: what is known of them, charges, verdicts, how a charge ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import Choices, countries, items
from dayaq.respond.justice import queries
from dayaq.respond.justice.forms.fields import Dated, bodies, choice, many, noon
from dayaq.ui.inputs import DateField

MOMENTS = {
    "suspected": _("Suspected since"),
    "accused": _("Accused (held responsible) on"),
    "tried": _("Brought before the court on"),
    "wanted": _("Wanted since"),
    "found": _("Found on"),
    "arrested": _("Arrested on"),
    "released": _("Released on"),
}


class OffenderForm(Dated):
    """Somebody suspected or accused; several at once where only the number is known."""

    def __init__(self, *args: Any, pack: Pack, groups: Choices, change: bool = False, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        fields: dict[str, forms.Field] = {
            "name": forms.CharField(label=_("Name"), max_length=200, required=False, help_text=_("Only if needed; lists show a number.")),
            "legal_person": forms.BooleanField(label=_("A legal person"), required=False),
            "sex": choice(_("Sex"), items(pack, "sex"), required=False),
            "age_band": choice(_("Age"), items(pack, "age_band"), required=False),
            "nationality": choice(_("Nationality"), countries(), required=False),
            "role": choice(_("Part in the offence"), items(pack, "offender_role"), required=False),
            "offence": choice(_("Offence"), [("thb", _("trafficking or forced labour")), ("other", _("another offence"))], radio=True),
            "was_victim": choice(_("Was a victim before?"), [("unknown", _("not known")), ("yes", _("yes")), ("no", _("no"))], radio=True),
            "group": choice(_("Criminal group"), groups, required=False),
            **{f"{name}_at": DateField(label=words, required=False) for name, words in MOMENTS.items()},
        }
        fields["offence"].initial, fields["was_victim"].initial = "thb", "unknown"
        if change:
            fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        else:
            fields["n"] = forms.IntegerField(label=_("How many with these facts"), min_value=1, max_value=200, initial=1)
        self.place(**fields)
        del self.fields["day"], self.fields["clock"]

    @property
    def facts(self) -> dict[str, Any]:
        """The person's columns."""
        plain = self.given("name", "legal_person", "sex", "age_band", "nationality", "role", "offence", "was_victim")
        moments = {f"{name}_at": noon(self.pack, self.cleaned_data[f"{name}_at"]) for name in MOMENTS}
        return {**plain, **moments, "group_id": self.cleaned_data["group"] or None}


class ChargeForm(Dated):
    """A charge; the wording of the article is that of the day of the act."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        file = queries.file()
        aggravations = {code: text for article in file.articles.values() for code, text in article.aggravations.items()}
        self.place(
            article=choice(_("Article"), [(code, queries.article_words(code)) for code in file.articles]),
            act_day=DateField(label=_("Day of the act"), required=False, help_text=_("An act is judged by the law of its day.")),
            aggravations=many(_("Aggravations"), [(code, text.get(queries.reader(), code)) for code, text in aggravations.items()]),
        )


class VerdictForm(Dated):
    """A verdict with the outcome of each open charge."""

    def __init__(self, *args: Any, pack: Pack, charges: list[Any], earlier: Choices, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.charges = charges
        outcomes = {
            f"charge_{row.id}": choice(queries.article_words(row.article), items(pack, "charge_outcome"), required=False) for row in charges
        }
        self.place(
            convicted=choice(_("Verdict"), [("yes", _("convicted")), ("no", _("acquitted"))], radio=True),
            **outcomes,
            sentence=choice(_("Sentence"), items(pack, "sentence_kind"), required=False),
            months=forms.IntegerField(label=_("Prison, in months"), min_value=0, max_value=1200, required=False),
            fine=forms.DecimalField(label=_("Fine"), min_value=0, max_digits=14, decimal_places=2, required=False),
            court=choice(_("Court"), bodies(pack, ["court"]), required=False),
            final=forms.BooleanField(label=_("Final"), required=False),
            replaces=choice(_("Takes the place of an earlier verdict"), earlier, required=False),
        )

    @property
    def outcomes(self) -> dict[Any, str]:
        """What became of each charge, as far as it was said."""
        said = {row.id: self.cleaned_data.get(f"charge_{row.id}") for row in self.charges}
        return {key: outcome for key, outcome in said.items() if outcome}


class EndChargeForm(Dated):
    """A charge that ended without a verdict."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        ends = [pair for pair in items(pack, "charge_outcome") if pair[0] in ("terminated", "requalified")]
        self.place(outcome=choice(_("What became of it?"), ends, radio=True))
