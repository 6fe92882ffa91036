"""Log-in by django-allauth in our look: no sign-up, and a filled form outlives its session."""

import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from people import acting, quotas
from people.backends import may_sign_in
from people.devices import arrivals, cookie
from people.models import User
from people.requests import PortalRequest
from people.sign_in import guesses, sealed

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the institution only (R10–R17)."""

    def is_open_for_signup(self, request: PortalRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The portal's own address, whatever host or port the request named (T5)."""
        wanted = urlsplit(super().get_reset_password_from_key_url(key))
        return settings.RITS_ORIGIN + wanted.path

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A mail server that fails tells nobody whether the address is known (T14); only a code is logged."""
        _post(self.render_mail(template_prefix, email, context))

    def _get_login_attempts_cache_key(self, request: PortalRequest, **credentials: str) -> str:
        """Guesses are counted by person, whatever name or host they are made under."""
        return guesses.key_of(
            credentials.get("email") or credentials.get("username") or "", request
        )

    def pre_login(self, request: PortalRequest, user, **kwargs) -> HttpResponse | None:
        """No door opens to whoever is closed, locked or kept out; the answer tells nothing of it."""
        if may_sign_in(user, request):
            if resume := request.POST.get("resume"):
                request.session["resume"] = resume  # a second step may come between
            return super().pre_login(request, user, **kwargs)
        messages.error(request, _("The name and the key do not fit."))
        return redirect("account_login")

    def post_login(self, request: PortalRequest, user, **kwargs) -> HttpResponse:
        """Send the form that met the expired session, if its author is the one who signed in."""
        response = super().post_login(request, user, **kwargs)
        key = arrivals.note(request)
        kept = sealed.unseal(request.session.pop("resume", ""), str(user.pk))
        acting.change_actor(request)
        return cookie.remember(acting.send_on(request, kept) or response, key)


# The answer does not wait for the mail server: how long it takes would tell who has an account.
_postman = ThreadPoolExecutor(max_workers=2, thread_name_prefix="log-in letters")


def _post(message: EmailMessage) -> None:
    if settings.RITS_LETTERS_BEHIND_THE_ANSWER:
        _postman.submit(_send, message)
    else:
        _send(message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.error("a letter of the log-in was not sent: %s", type(error).__name__)


class LoginForm(AllauthLoginForm):
    """User name or e-mail and password; carries a sealed form along."""

    resume = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200_000)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail")
        self.fields["password"].help_text = ""  # the page has its own link to a new password
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class ResetPasswordForm(AllauthResetPasswordForm):
    """A letter goes to accounts in use only; the answer is the same for every address (T14)."""

    def clean_email(self) -> str:
        email = super().clean_email()
        request = allauth_context.request
        known: list[User] = self.users  # type: ignore[has-type]
        self.users = [
            one for one in known
            if one.activated_at and may_sign_in(one, request) and _gets_one_more(quotas.RESET, one)
        ]  # fmt: skip
        return email


def _gets_one_more(letter: str, user: User) -> bool:
    """One mailbox is not flooded; counted in the database, which holds while the cache is away."""
    try:
        quotas.use(letter, [user], at=allauth_context.request.received_at)
    except quotas.UsedUp:
        return False
    return True


class RequestLoginCodeForm(AllauthRequestLoginCodeForm):
    """A code goes to the confirmed address of an account in use only; the answer is the same."""

    def clean_email(self) -> str:
        email = super().clean_email()
        user: User | None = self._user  # type: ignore[has-type]
        self._user = user if user and _gets_a_code(user, email) else None
        return email


def _gets_a_code(user: User, email: str) -> bool:
    confirmed = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    if user.activated_at is None or not confirmed.exists():
        return False
    return may_sign_in(user, allauth_context.request) and _gets_one_more(quotas.CODE, user)


class ChangePasswordForm(AllauthChangePasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""  # a link too small for a thumb

    def clean_oldpassword(self) -> str:
        """A door like the others: guesses at the present password are counted (R19)."""
        adapter, password = get_adapter(), self.cleaned_data["oldpassword"]
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password


class LoginRequiredMiddleware(DjangoLoginRequired):
    """Everything needs a session unless it says otherwise. A POST that comes without is kept."""

    def handle_no_permission(self, request, view_func) -> HttpResponse:  # type: ignore[override]
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)  # the page knows what to say
        author, _key = acting.read(request.POST.get(acting.FIELD, "")) or ("", "")
        return door(request, resume=sealed.seal(request, author), status=401)


def door(request: PortalRequest, *, resume: str, status: int) -> HttpResponse:
    """The page of signing in, in the middle of something else."""
    form = LoginForm(request=request, initial={"resume": resume})
    context = {"form": form, "redirect_field": ""}
    return render(request, "account/login.html", context, status=status)
