"""The catalogue: read by those who plan, kept by administration. Find, check, do, show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from curriculum import operations, page
from curriculum.forms import AreasForm, NewEntryForm, RewordForm, SeenForm, YearForm
from curriculum.models import Entry
from curriculum.rules import open_years
from curriculum.specialists import areas_by_person
from curriculum.specialists import specialists as specialists_of
from duties.calendar.school_year import label
from outbox import once
from people.access import Action
from people.models import Institution, User
from people.requests import PortalRequest, house_for
from people.rules.refusals import by_field

LONGEST_SEARCH = 80


@require_safe
def catalogue(request: PortalRequest) -> HttpResponse:
    """All that can be chosen this school year, or what of it is looked for."""
    house = _house(request, Action.VIEW_CATALOGUE)
    q, year = request.GET.get("q", "").strip()[:LONGEST_SEARCH], _years(request)[0]
    context = {
        "sections": page.sections_of(house, year, q), "q": q, "year": label(year),
        "manages": request.access.holds(Action.MANAGE_CATALOGUE),
    }  # fmt: skip
    return render(request, "curriculum/catalogue.html", context)


@once.form
def add(request: PortalRequest) -> HttpResponse:
    house = _house(request, Action.MANAGE_CATALOGUE)
    begun = {"place": request.GET.get("to", "")}
    form = NewEntryForm(request.POST or None, years=_years(request), initial=begun)
    if request.method != "POST":
        return _add_page(request, form)
    if not form.is_valid():
        return _add_page(request, form, status=422)
    try:
        made = operations.add(institution=house, by=request.access, **form.entry())
    except ValidationError as error:
        return _add_page(request, form, status=_explain(form, error))
    messages.success(request, _("Added."))
    return redirect("curriculum:entry", made.code)


def _add_page(request: PortalRequest, form: NewEntryForm, *, status: int = 200) -> HttpResponse:
    return render(request, "curriculum/add.html", {"form": form}, status=status)


@once.form
def entry(request: PortalRequest, code: str) -> HttpResponse:
    """One entry with its wordings; what is posted words it anew."""
    right = Action.MANAGE_CATALOGUE if request.method == "POST" else Action.VIEW_CATALOGUE
    house = _house(request, right)
    found = _code(request, house, code)
    if request.method != "POST":
        return _entry_page(request, found)
    form = RewordForm(request.POST, years=_years(request))

    def do() -> None:
        said = dict(form.cleaned_data)
        seen = _wording(found, said.pop("entry"))
        operations.reword(entry=seen, institution=house, by=request.access, **said)

    return _done(request, code, "reword", form, do)


def _again(request: PortalRequest, code: str) -> HttpResponse:
    """The page of an entry as it is now."""
    return _entry_page(request, _code(request, _house(request, Action.VIEW_CATALOGUE), code))


@once.act(again=_again)
def retire(request: PortalRequest, code: str) -> HttpResponse:
    house = _house(request, Action.MANAGE_CATALOGUE)
    found = _code(request, house, code)
    form = SeenForm(request.POST, years=_years(request), auto_id="retire_%s")

    def do() -> None:
        seen = _wording(found, form.cleaned_data["entry"])
        year = form.cleaned_data["first_year"]
        operations.retire(entry=seen, institution=house, first_year=year, by=request.access)

    return _done(request, code, "retire", form, do)


@once.act(again=_again)
def hide(request: PortalRequest, code: str) -> HttpResponse:
    house = _house(request, Action.MANAGE_CATALOGUE)
    _code(request, house, code)
    form = YearForm(request.POST, years=_years(request), auto_id="hide_%s")

    def do() -> None:
        operations.hide(code=code, institution=house, by=request.access, **form.cleaned_data)

    return _done(request, code, "hide", form, do)


@once.act(again=_again)
def show_again(request: PortalRequest, code: str) -> HttpResponse:
    house = _house(request, Action.MANAGE_CATALOGUE)
    _code(request, house, code)
    operations.show_again(code=code, institution=house, by=request.access)
    messages.success(request, _("Saved."))
    return redirect("curriculum:entry", code)


@once.form
def specialists(request: PortalRequest) -> HttpResponse:
    """Which learning areas each specialist of the house teaches."""
    house = _house(request, Action.MANAGE_CATALOGUE)
    known = areas_by_person(house)
    people = specialists_of(house, request.access.day)
    lines = [(one, AreasForm.of(one, known.get(one.pk, set()), request.POST)) for one in people]
    if request.method != "POST":
        return _specialists_page(request, lines)
    sent = [(one, form) for one, form in lines if form.is_bound]
    are_valid = [form.is_valid() for _one, form in sent]  # each says what is wrong with it
    if not all(are_valid):
        return _specialists_page(request, lines, status=422)
    try:
        with transaction.atomic():  # all or nothing
            for one, form in sent:
                _set_areas(house, one, form, request)
    except operations.ChangedMeanwhile as error:
        for one, form in sent:
            form.is_seen(known.get(one.pk, set()))
        return _specialists_page(request, lines, said=error.messages, status=409)
    messages.success(request, _("Saved."))
    return redirect("curriculum:specialists")


def _set_areas(house: Institution, person: User, form: AreasForm, request: PortalRequest) -> None:
    operations.set_areas(
        institution=house, user=person, by=request.access, areas=form.cleaned_data["areas"],
        seen=form.cleaned_data["seen"],
    )  # fmt: skip


def _specialists_page(
    request: PortalRequest, lines: list[tuple[User, AreasForm]], *, said=(), status: int = 200
) -> HttpResponse:
    context = {"lines": lines, "said": said}
    return render(request, "curriculum/specialists.html", context, status=status)


def _entry_page(request: PortalRequest, found: page.Code, *, status: int = 200, **forms: Any):
    """With the forms of administration; of those that were sent what was typed stays."""
    standing, begun = found.standing, {"years": _years(request)}
    wording = {"entry": standing.pk, "text": standing.text} if standing else {}
    context = {
        "code": found, "place": page.place_of(found.entry),
        "manages": request.access.holds(Action.MANAGE_CATALOGUE),
        "reword": RewordForm(initial=dict(wording), **begun),
        "retire": SeenForm(initial=dict(wording), auto_id="retire_%s", **begun),
        "hide": YearForm(auto_id="hide_%s", **begun),
    }  # fmt: skip
    return render(request, "curriculum/entry.html", context | forms, status=status)


def _done(request: PortalRequest, code: str, name: str, form: YearForm, do: Callable[[], Any]):
    """The form's act and the way back to the entry; else its page, with what was typed."""
    status = 422
    if form.is_valid():
        try:
            do()
        except ValidationError as error:
            status = _explain(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("curriculum:entry", code)
    now = _code(request, _house(request, Action.MANAGE_CATALOGUE), code)
    if status == 409:
        form.is_seen(now.standing)
    return _entry_page(request, now, status=status, **{name: form})


def _explain(form: forms.Form, error: ValidationError) -> int:
    """:returns: 409 when somebody else was quicker, else 422"""
    for name, said in by_field(error, form.fields):
        form.add_error(name, said)
    return 409 if isinstance(error, operations.ChangedMeanwhile) else 422


def _years(request: PortalRequest) -> tuple[int, int]:
    return open_years(request.access)


def _house(request: PortalRequest, right: Action) -> Institution:
    """The one acted in. Whoever does not read its catalogue finds nothing here."""
    house = house_for(request, Action.VIEW_CATALOGUE)
    request.access.require(right, house)
    return house


def _code(request: PortalRequest, house: Institution, code: str) -> page.Code:
    """One thing of the catalogue, common or the house's own."""
    found = page.codes_of(house, _years(request)[0], code)
    if not found:
        raise Http404
    return found[0]


def _wording(code: page.Code, pk: int) -> Entry:
    """The one that was shown; another house's is none of this code."""
    known = {one.pk: one for one in code.wordings}
    if pk not in known:
        raise operations.ChangedMeanwhile
    return known[pk]
