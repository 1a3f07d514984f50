"""Forms of rights: what was explained, a complaint, a request about own data, words of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.base.accounts.queries import organisations
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.casefile.queries import Case, label, language
from dayaq.respond.rights.queries import RightRow
from dayaq.respond.rights.rules import State
from dayaq.ui.templatetags.dayaq import codes as in_words

UNDERSTOOD = [("yes", _("yes")), ("partly", _("in part")), ("no", _("no"))]
GROUPS = ("G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8")


def spoken(pack: Pack, words: Any, first: str = "") -> forms.ChoiceField:
    """A language."""
    return forms.ChoiceField(label=words, choices=items(pack, "language", without=""), initial=first or language())


def text(words: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """Words of several lines."""
    return forms.CharField(label=words, required=required, max_length=10000, help_text=hint, widget=forms.Textarea({"rows": 5}))


class TellForm(EventForm):
    """What was explained in one talk; what is still owed is chosen already."""

    def __init__(self, data: Any = None, *, pack: Pack, case: Case, rows: Sequence[RightRow]) -> None:
        super().__init__(data, pack=pack)
        file, add = pack.area(RightsFile), self.fields.__setitem__
        box = forms.CheckboxSelectMultiple
        open_ones = [row.code for row in rows if row.state is not State.TOLD]
        add(
            "rights",
            forms.MultipleChoiceField(
                label=_("What was explained"), choices=[(row.code, row.label) for row in rows], initial=open_ones, widget=box
            ),
        )
        add("language", spoken(pack, _("Language"), next(iter(case.languages), "")))
        add("method", forms.ChoiceField(label=_("How"), choices=items(pack, "told_method", without=""), widget=forms.RadioSelect))
        leaflets = [(code, f"{in_words(one.label)} ({one.version})") for code, one in file.leaflets.items()]
        add("leaflet", forms.ChoiceField(label=_("Leaflet given"), choices=[("", _("none")), *leaflets], required=False))
        add(
            "understood",
            forms.ChoiceField(label=_("Was it understood?"), choices=UNDERSTOOD, widget=forms.RadioSelect({"class": "inline"})),
        )
        add("own_words", forms.BooleanField(label=_("The person said it back in the own words"), required=False))
        self.order_fields(["rights", "language", "method", "leaflet", "understood", "own_words", "day", "clock"])


class ComplaintForm(EventForm):
    """A complaint about a body; a name it needs not."""

    def __init__(self, data: Any = None, *, pack: Pack, case: Case | None = None) -> None:
        super().__init__(data, pack=pack)
        add = self.fields.__setitem__
        bodies = [(str(body.id), in_words(body.name)) for body in organisations()]
        add("about", forms.ChoiceField(label=_("About which body"), choices=[NONE, *bodies]))
        add("subject", forms.ChoiceField(label=_("About what"), choices=[NONE, *items(pack, "complaint_subject", without="")]))
        add(
            "raised_by",
            forms.ChoiceField(label=_("Who complains"), choices=items(pack, "complaint_by", without=""), widget=forms.RadioSelect),
        )
        add("words", text(_("The complaint in the person's words")))
        add("language", spoken(pack, _("Language of the words"), next(iter(case.languages), "") if case else ""))
        reach = _("How the answer reaches the person, if it is safe")
        add("reach", forms.CharField(label=reach, max_length=200, required=False, help_text=_("Only the body that answers reads this.")))
        if case is not None:
            with_case = _("Keep with the complaint whose it is, so that the answer finds the person")
            add("with_case", forms.BooleanField(label=with_case, required=False))
        add("may_name", forms.BooleanField(label=_("The person agrees that the body complained about hears who it is"), required=False))
        self.order_fields(["about", "subject", "raised_by", "words", "language", "reach", "with_case", "may_name", "day", "clock"])


class RequestForm(EventForm):
    """What the person asks about the own data."""

    def __init__(self, data: Any = None, *, pack: Pack, case: Case) -> None:
        super().__init__(data, pack=pack)
        add = self.fields.__setitem__
        add("kind", forms.ChoiceField(label=_("What is asked"), choices=items(pack, "request_kind", without=""), widget=forms.RadioSelect))
        add("asked_by", forms.ChoiceField(label=_("Who asks"), choices=items(pack, "request_by", without=""), widget=forms.RadioSelect))
        groups = [(name, label(pack, f"groups.{name}")) for name in GROUPS]
        hint = _("Nothing chosen: everything.")
        add(
            "groups",
            forms.MultipleChoiceField(
                label=_("About what"), choices=groups, required=False, help_text=hint, widget=forms.CheckboxSelectMultiple
            ),
        )
        add("words", text(_("What exactly, in the person's words"), required=False))
        add("language", spoken(pack, _("Language of the words"), next(iter(case.languages), "")))
        self.order_fields(["kind", "asked_by", "groups", "words", "language", "day", "clock"])


class AnswerForm(EventForm):
    """The answer to a request."""

    def __init__(self, data: Any = None, *, pack: Pack) -> None:
        super().__init__(data, pack=pack)
        ends = [
            ("granted", _("granted")),
            ("partly", _("granted in part")),
            ("refused", _("refused")),
            ("withdrawn", _("withdrawn by the person")),
        ]
        self.fields["outcome"] = forms.ChoiceField(label=_("Answer"), choices=ends, widget=forms.RadioSelect)
        reasons = [NONE, *items(pack, "request_reason", without="")]
        self.fields["reason"] = forms.ChoiceField(label=_("Reason the person will hear"), choices=reasons, required=False)
        self.order_fields(["outcome", "reason", "day", "clock"])


class WordsForm(EventForm):
    """Words of whoever answers a complaint, with an outcome where one is decided."""

    def __init__(self, data: Any = None, *, pack: Pack, words: Any, outcome: bool = False) -> None:
        super().__init__(data, pack=pack)
        if outcome:
            self.fields["outcome"] = forms.ChoiceField(label=_("Outcome"), choices=[NONE, *items(pack, "complaint_outcome", without="")])
        self.fields["text"] = text(words)
        self.fields["language"] = spoken(pack, _("Language of the words"))
        self.order_fields(["outcome", "text", "language", "day", "clock"])
