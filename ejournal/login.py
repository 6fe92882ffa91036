"""Log-in by django-allauth in our look: no sign-up, and a filled form outlives its session."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from people import acting, sealed
from people.middleware import change_actor
from people.requests import PortalRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the institution only (R10–R17)."""

    def is_open_for_signup(self, request: PortalRequest) -> bool:
        return False

    def post_login(self, request: PortalRequest, user, **kwargs) -> HttpResponse:
        """Send the form that met the expired session, if its author is the one who signed in."""
        response = super().post_login(request, user, **kwargs)
        kept = sealed.unseal(request.POST.get("resume", ""), str(user.pk))
        return (kept and resume(request, kept)) or response


def resume(request: PortalRequest, kept: sealed.Sealed) -> HttpResponse | None:
    """Replay a kept form in the role it was made in, where the person still holds it."""
    change_actor(request)
    made_by = acting.read(QueryDict(kept.body).get(acting.FIELD, ""))
    if made_by and acting.choose(request, made_by[1]):
        change_actor(request)
    return sealed.replay(request, kept)


class LoginForm(AllauthLoginForm):
    """User name or e-mail and password; carries a sealed form along."""

    resume = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200_000)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail")
        self.fields["password"].help_text = ""  # the page has its own link to a new password
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class ChangePasswordForm(AllauthChangePasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""  # a link too small for a thumb


class LoginRequiredMiddleware(DjangoLoginRequired):
    """Everything needs a session unless it says otherwise. A POST that comes without is kept."""

    def handle_no_permission(self, request, view_func) -> HttpResponse:  # type: ignore[override]
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)  # the page knows what to say
        author, _key = acting.read(request.POST.get(acting.FIELD, "")) or ("", "")
        form = LoginForm(request=request, initial={"resume": sealed.seal(request, author)})
        context = {"form": form, "redirect_field": ""}
        return render(request, "account/login.html", context, status=401)
