"""How the sign-in library behaves here: nobody signs up, factors are sealed, notices go through the outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import user_logged_in, user_login_failed
from django.core.mail import send_mail
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dayaq.base.accounts import actions, queries
from dayaq.base.accounts.models import User
from dayaq.base.accounts.rules import needs_second_factor
from dayaq.site.sessions import browser
from dayaq.site.vault import seal, unseal


class Accounts(DefaultAccountAdapter):  # type: ignore[misc] # the library has no types
    """Accounts are made by invitation only; one answer for every sign-in that fails."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail address and password do not belong together."),
        "too_many_login_attempts": _("Too many attempts. Wait a minute, then try again."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("Type the password you use now."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_notification_mail(self, template_prefix: str, user: User, context: Any = None, email: str | None = None) -> None:
        """Tell the owner that the way of signing in changed; no detail that helps a stranger who reads the mail."""
        text = gettext(
            "The password or a second factor of your Dayaq account was just changed.\n\n"
            "If it was not you, tell the administrator of your organisation at once."
        )
        send_mail(gettext("Your sign-in to Dayaq changed"), text, None, [user.email])


class Factors(DefaultMFAAdapter):  # type: ignore[misc] # the library has no types
    """Secrets of second factors are sealed; passkeys belong to the domain of the installation."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes of an app change every 30 seconds and work once."),
        "cannot_delete_authenticator": _("Your role needs a second factor. Add another one before you remove this one."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor of a role that needs one stays."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
        permissions = {p for m in queries.in_force(authenticator.user_id) for p in queries.permissions(m.role)}
        return others.exclude(id=authenticator.id).exists() or not needs_second_factor(permissions, settings.ENV.mode)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - the library's word
        """A name to start from."""
        return gettext("Passkey %(n)d") % {"n": Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The relying party is a setting, not what a request claims."""
        return {"id": settings.ENV.site_domain, "name": "Dayaq"}


@receiver(user_logged_in)
def signed_in(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    """Log a sign-in and note which browser it is."""
    request.session["browser"] = browser(request.headers.get("User-Agent", ""))
    actions.note_sign_in(person=user)


@receiver(user_login_failed)
def refused(sender: object, credentials: dict[str, Any], **_more: object) -> None:
    """Log that a sign-in failed."""
    actions.note_sign_in(person=None, outcome="refused")
