"""Second steps of signing in: their secrets encrypted, and the roles that cannot do without."""

from __future__ import annotations

import base64
import hashlib

from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm as AllauthAddWebAuthnForm
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from people import operations
from people.devices.agents import kind
from people.requests import PortalRequest
from people.settings import TWO_STEP_ROLES
from people.sign_in import guesses, sealed


class _Counted(BaseAuthenticateForm):
    """A code of the app or of the paper: guesses are counted, and the owner is told of five (L9)."""

    def clean_code(self) -> str:
        request, user = allauth_context.request, self.user
        tried = guesses.take(guesses.SECOND_STEP, user.pk, request, at=request.received_at)
        if not tried:
            raise ValidationError(_("Too many wrong codes. Wait five minutes before the next one."))
        try:
            code = super().clean_code()
        except ValidationError:
            if tried == guesses.SECOND_STEP.tries:
                operations.tell_of_guesses(user=user, at=request.received_at)
            raise
        guesses.give_back(guesses.SECOND_STEP, user.pk, request)
        return code


class AuthenticateForm(_Counted, AllauthAuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(_Counted, AllauthReauthenticateForm):
    """Proving again who one is."""


class MFAAdapter(DefaultMFAAdapter):
    """What an app shares with the portal lies encrypted in the table."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type) -> str:
        """What its owner knows a passkey by: «Tālrunis»; they may write something else."""
        return kind(allauth_context.request.headers.get("User-Agent", ""))

    def get_totp_label(self, user) -> str:
        return user.username  # says nothing about its owner


class AddPasskeyForm(AllauthAddWebAuthnForm):
    """A passkey signs in by itself, unless its owner wants it as a second step only."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = pgettext_lazy("passkey", "Name")
        alone = self.fields["passwordless"]
        alone.initial, alone.label = True, _("Sign in without a password")
        alone.help_text = _("The device asks for a finger, a face or its PIN.")


def is_missing(request: PortalRequest) -> bool:
    """The role acted in wants a second step and the person has none. No question for other roles."""
    acting = request.access.acting
    if acting is None or acting.institution is None:
        return False
    if acting.role not in TWO_STEP_ROLES.of(acting.institution):
        return False
    own = Authenticator.objects.filter(user=request.user)
    return not own.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


@require_safe
def needed(request: PortalRequest) -> HttpResponse:
    """Why, and the two ways."""
    return _needed(request)


def stopped(request: PortalRequest) -> HttpResponse:
    """Nothing opens without a second step; a form waits for it in the session, sealed."""
    if request.method != "POST":
        return redirect("mfa_needed")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)  # the page sends it again the plain way
    request.session[sealed.FIELD] = sealed.seal(request, str(request.user.pk))
    return _needed(request, status=403)


def _needed(request: PortalRequest, *, status: int = 200) -> HttpResponse:
    is_kept = bool(request.session.get(sealed.FIELD))
    return render(request, "mfa/needed.html", {"is_kept": is_kept}, status=status)


def _fernet() -> MultiFernet:
    keys = (str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS))
    digests = (hashlib.sha256(b"ejournal.second_step:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
