"""The word list on its pages, for administration: find, check, do, show."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manners.models import Stem
from manners.wordlist import operations
from manners.wordlist.forms import NewWordForm, WordForm
from manners.wordlist.in_use import Line, lines_of
from outbox import once
from people.access import Action
from people.models import Institution
from people.requests import PortalRequest, house_for
from people.rules.refusals import by_field

JUDGE = Action.JUDGE_REPORTS


@require_safe
def words(request: PortalRequest) -> HttpResponse:
    """All of them, by language. One query."""
    lines = lines_of(house_for(request, JUDGE).pk)
    by_language = {
        language: list(some) for language, some in groupby(lines, lambda line: line.entry.language)
    }
    sections = [
        (label, by_language[code]) for code, label in Stem.Language.choices if code in by_language
    ]
    severities = [(label, step) for step, label in Stem.Severity.choices]
    context = {"sections": sections, "severities": severities}
    return render(request, "manners/words.html", context)


@once.form
def new_word(request: PortalRequest) -> HttpResponse:
    house = house_for(request, JUDGE)
    form = NewWordForm(request.POST or None)

    def act(said: dict[str, Any]) -> None:
        operations.say(institution=house, by=request.access, **said)

    return _done(request, form, act, None)


@once.form
def word(request: PortalRequest, sign: str) -> HttpResponse:
    """One of them; what is said of a common word holds in this house."""
    house = house_for(request, JUDGE)
    line = _found(house, sign)
    form = WordForm.of(line, request.POST or None)

    def act(said: dict[str, Any]) -> None:
        if line.row:
            operations.change(word=line.row, by=request.access, **said)
        else:
            operations.say(
                institution=house, stem=line.entry.stem, by=request.access, **said
            )  # fmt: skip

    return _done(request, form, act, line)


def _found(house: Institution, sign: str) -> Line:
    """:raises Http404: no such word in this house"""
    found = [line for line in lines_of(house.pk) if line.sign == sign]
    if not found:
        raise Http404
    return found[0]


def _done(
    request: PortalRequest, form: WordForm, act: Callable[[dict[str, Any]], None], line: Line | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except ValidationError as error:
            for field, said in by_field(error, form.fields):
                form.add_error(field, said)
        else:
            messages.success(request, _("Saved."))
            return redirect("manners:words")
    context = {"form": form, "line": line}
    status = 422 if form.errors else 200
    return render(request, "manners/word.html", context, status=status)
