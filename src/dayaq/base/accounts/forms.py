"""What administrators and people type about accounts, parsed and explained."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCode
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator, password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.base.access.rules import Actor
from dayaq.base.accounts import queries
from dayaq.base.accounts.models import Organisation, Unit, User
from dayaq.base.accounts.rules import STATES, guessable
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes, say


def midnight(day: date) -> datetime:
    """The first moment of a day in the country."""
    return datetime.combine(day, time(), tzinfo=queries.zone())


def role_choices() -> list[tuple[str, str]]:
    """Roles for people, by their labels."""
    found = [(code, codes(role.label)) for code, role in queries.roles().items() if role.kind == "person"]
    return sorted(found, key=lambda choice: choice[1])


class Guessable(CommonPasswordValidator):
    """Refuses common passwords, also repeated, padded, or walked over the keyboard."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise with words when the password is easy to guess."""
        super().validate(password, None)
        if guessable(password, self.passwords):
            raise ValidationError(_("This password is easy to guess. Take a sentence of a few words."), code="guessable")

    def get_help_text(self) -> str:
        """What to avoid."""
        return str(_("Not a common password, not one word or number repeated, not a row of keys."))


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for the checker only
    """Units by body and name, in the reader's language."""

    def label_from_instance(self, obj: Unit) -> str:
        body, unit = codes(obj.organisation.name), codes(obj.name)
        return body if body == unit else f"{body}: {unit}"


class OrganisationField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for the checker only
    """Bodies by name, in the reader's language."""

    def label_from_instance(self, obj: Organisation) -> str:
        return codes(obj.name)


class Term(forms.Form):
    """From which day, and to which: the last day counts."""

    since = DateField(label=_("First day"))
    until = DateField(label=_("Last day"), required=False, help_text=_("Leave empty when there is no end yet."))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first one."))
        return data

    @property
    def starts(self) -> datetime:
        """The first moment; today means at once."""
        return midnight(self.cleaned_data["since"])

    @property
    def ends(self) -> datetime | None:
        """The first moment after the last day."""
        until = self.cleaned_data.get("until")
        return midnight(until + timedelta(days=1)) if until else None


class RoleForm(Term):
    """A role in a unit, for a time."""

    field_order = ["email", "name", "unit", "role", "since", "until"]
    unit = UnitField(label=_("Department"), queryset=Unit.objects.none(), empty_label=_("Choose a unit"))
    role = forms.ChoiceField(label=_("Role"), choices=lambda: [("", _("Choose a role")), *role_choices()])

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = queries.units(actor)  # type: ignore[attr-defined] # a ModelChoiceField
        self.fields["since"].initial = timezone.now().astimezone(queries.zone()).date()


class InviteForm(RoleForm):
    """Somebody new, with a first role."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "off"}))
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"}))


class TieForm(Term):
    """A tie to an organisation beside the roles: a seat on a board, family, former work."""

    field_order = ["organisation", "function", "since", "until"]
    organisation = OrganisationField(label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("Choose an organisation"))
    function = forms.CharField(
        label=_("What ties the person to it"), max_length=120, help_text=_("For example: chair of the board, founder.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = queries.organisations()  # type: ignore[attr-defined] # a ModelChoiceField


class SearchForm(forms.Form):
    """Words of a name or address; sent in the body, never in the address of the page."""

    text = forms.CharField(label=_("Name or e-mail address"), max_length=80, required=False, widget=forms.TextInput({"type": "search"}))


class FilterForm(forms.Form):
    """Filters of the list; codes only, so they may stand in the address."""

    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=lambda: [("", _("All")), *role_choices()])
    state = forms.ChoiceField(label=_("State"), required=False, choices=lambda: [("", _("All")), *((k, say(v)) for k, v in STATES.items())])

    def __init__(self, *args: Any, organisations: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("All")), *((o.code, codes(o.name)) for o in organisations)]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined] # a ChoiceField


class JoinForm(forms.Form):
    """The person's own name and password."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, help_text=_("As colleagues know you."), widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(label=_("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}))
    again = forms.CharField(label=_("The same password again"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}))

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        """Long enough, not among the common ones, not the name."""
        password = str(self.cleaned_data["password"])
        validate_password(password, User(email=self.person.email, name=self.cleaned_data.get("name", "")))
        return password

    def clean_again(self) -> str:
        """Typed twice alike."""
        again = str(self.cleaned_data["again"])
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("The two passwords differ."), code="differ")
        return again


class ConductForm(forms.Form):
    """The promise."""

    agree = forms.BooleanField(label=_("I have read these rules and will keep them."))


def relabel(form: forms.Form, **labels: Any) -> None:
    """Give fields of the sign-in library our words, above the field and not inside it."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):  # type: ignore[misc] # the library has no types
    """Address and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        relabel(self, login=_("E-mail address"), password=_("Password"))


class NewPassword(ChangePasswordForm):  # type: ignore[misc] # the library has no types
    """The old password and the new one twice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        relabel(self, oldpassword=_("The password you use now"), password1=_("New password"), password2=_("The same password again"))
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())


class Again(ReauthenticateForm):  # type: ignore[misc] # the library has no types
    """The password once more."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        relabel(self, password=_("Password"))


class Code(AuthenticateForm):  # type: ignore[misc] # the library has no types
    """A code at sign-in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        relabel(self, code=_("Code"))
        self.fields["code"].help_text = _("From your authenticator app, or one of your recovery codes.")


class CodeAgain(ReauthenticateCode):  # type: ignore[misc] # the library has no types
    """A code once more."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        relabel(self, code=_("Code"))


class FirstCode(ActivateTOTPForm):  # type: ignore[misc] # the library has no types
    """The first code of a new app."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        relabel(self, code=_("Code the app shows"))


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc] # the library has no types
    """A passkey that signs in alone, unless the device cannot keep one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("So that you tell your devices apart, for example: office laptop.")
        field = self.fields["passwordless"]
        field.initial, field.label = True, _("Sign in with this passkey alone")
        field.help_text = _("Untick for a security key that cannot keep passkeys; it then serves beside your password.")
