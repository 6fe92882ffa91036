"""Log-in by django-allauth in our look: no sign-up, and a filled form outlives its session."""

import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import ConfirmLoginCodeForm as AllauthConfirmLoginCodeForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from ejournal.sign_in import passkey_offer
from outbox.clock import portal_day
from people import acting, quotas
from people.backends import gets_an_answer, may_sign_in
from people.devices import arrivals, cookie, stay
from people.devices.forms import not_mine
from people.models import User
from people.requests import PortalRequest
from people.sign_in import fresh, guesses, passwords, sealed, suspended

logger = logging.getLogger(__name__)
_WRONG = _("User name or password is not right.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the institution only (R10–R17)."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG,
        "email_password_mismatch": _WRONG,
        "too_many_login_attempts": _("Too many failed attempts. Try again later."),
        "incorrect_password": _("This is not your current password."),
        "enter_current_password": _("Enter your current password."),
    }

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

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whoever has just signed in in full is not asked at once who they are."""
        if fresh.is_fresh(allauth_context.request):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def pre_login(self, request: PortalRequest, user, **kwargs) -> HttpResponse | None:
        """No door opens to whoever is closed, locked or left; the answer tells nothing of it. Who is
        suspended goes on to the second step, if they have one, and is answered by ``login``."""
        if not gets_an_answer(user, request):
            messages.error(request, _WRONG)
            return redirect("account_login")
        if resume := request.POST.get(sealed.FIELD):
            request.session[sealed.FIELD] = resume  # a second step may come between
        stay.note_choice(request)
        return super().pre_login(request, user, **kwargs)

    def login(self, request: PortalRequest, user) -> None:
        """The end of every way in. Whoever is suspended everywhere reads why, and is not signed in (R3)."""
        if answer := suspended.page(request, user):
            raise ImmediateHttpResponse(answer)
        super().login(request, user)

    def post_login(self, request: PortalRequest, user, **kwargs) -> HttpResponse:
        """Send the form that met the expired session, if its author is the one who signed in."""
        response = super().post_login(request, user, **kwargs)
        for one in suspended.of(user, portal_day(request.received_at)):  # who came in by another
            said = _("%(house)s has suspended your access; the reason is in your account.")
            messages.info(request, said % {"house": one.institution.name})
        key = arrivals.note(request)
        acting.change_actor(request)
        if stay.begin(request):
            passkey_offer.begin(request)
        resume = request.session.pop(sealed.FIELD, "")
        return cookie.remember(acting.send_on(request, resume) or response, key)


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

    not_mine = not_mine()
    resume = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200_000)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail")
        self.fields["password"].help_text = ""  # the page has its own link to a new password
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)

    def login(self, request: PortalRequest, redirect_url: str | None = None) -> HttpResponse:
        """allauth ends every session with the browser, after ``post_login`` has said how long it lasts."""
        response = super().login(request, redirect_url)
        stay.hold(request)
        return response


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


class ConfirmLoginCodeForm(AllauthConfirmLoginCodeForm):
    not_mine = not_mine()


def _gets_a_code(user: User, email: str) -> bool:
    confirmed = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    if user.activated_at is None or not confirmed.exists():
        return False
    request = allauth_context.request
    # on their own device nobody else can have used up what they get in an hour
    is_home = guesses.at_home(user.pk, request) is not None
    return gets_an_answer(user, request) and (is_home or _gets_one_more(quotas.CODE, user))


class ChangePasswordForm(AllauthChangePasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""  # a link too small for a thumb
        _for_a_new_one(self)

    def clean_oldpassword(self) -> str:
        """A door like the others: guesses at the present password are counted (R19)."""
        adapter, password = get_adapter(), self.cleaned_data["oldpassword"]
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password


class ResetPasswordKeyForm(AllauthResetPasswordKeyForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _for_a_new_one(self)


def _for_a_new_one(form: forms.Form) -> None:
    """A new password twice, with our words; its label stands above each field, not in it."""
    form.fields["password1"].help_text = passwords.ADVICE
    form.fields["password2"].label = _("The same password once more")
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class LoginRequiredMiddleware(DjangoLoginRequired):
    """Everything needs a session unless it says otherwise. A POST that comes without is kept."""

    def handle_no_permission(self, request, view_func) -> HttpResponse:  # type: ignore[override]
        if request.headers.get("HX-Request") and request.method == "POST":
            return HttpResponse(status=401)  # the page knows what to say
        if why := suspended.word(request):
            return why
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        author, _key = acting.read(request.POST.get(acting.FIELD, "")) or ("", "")
        return door(request, resume=sealed.seal(request, author), status=401)


def door(request: PortalRequest, *, resume: str, status: int) -> HttpResponse:
    """The page of signing in, in the middle of something else."""
    form = LoginForm(request=request, initial={"resume": resume})
    context = {"form": form, "redirect_field": ""}
    return render(request, "account/login.html", context, status=status)
