"""A restriction of a guardian: look, prolong by a newer document, end. Administration's alone."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox import once
from people import operations
from people.access import Action
from people.entering.placing_forms import scopes
from people.models import Restriction
from people.requests import PortalRequest
from people.rules.days import DayField


class ProlongForm(forms.Form):
    document = forms.CharField(label=gettext_lazy("Document"), max_length=200)
    valid_until = DayField(label=gettext_lazy("Valid until"))


@once.form
def restriction(request: PortalRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = ProlongForm(request.POST or None, initial={"document": found.document})
    if request.method != "POST":
        return _page(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    operations.prolong(restriction=found, by=request.access, **form.cleaned_data)
    messages.success(request, _("The restriction stays in force."))
    return redirect("people:child", found.guardianship.child_id)


@once.act()
def end(request: PortalRequest, pk: int) -> HttpResponse:
    """From today on the guardian has all rights again."""
    found = _found(request, pk)
    try:
        operations.end(found, until=request.access.day, by=request.access)
    except ValidationError as error:
        return _page(request, found, ProlongForm(), status=422, refusal=error.messages[0])
    messages.success(request, _("The restriction is ended."))
    return redirect("people:child", found.guardianship.child_id)


def _found(request: PortalRequest, pk: int) -> Restriction:
    everything = Restriction.objects.select_related(
        "institution", "guardianship__child", "guardianship__user"
    )
    return request.access.find(everything, Action.MANAGE_PEOPLE, pk=pk)


def _page(
    request, found: Restriction, form, *, status: int = 200, refusal: str = ""
) -> HttpResponse:

    names = [label for name, label in scopes() if getattr(found, name)]
    context = {
        "one": found,
        "restrictions": [found],
        "form": form,
        "scopes": names,
        "refusal": refusal,
    }
    return render(request, "people/entering/restriction.html", context, status=status)
