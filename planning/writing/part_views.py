"""One part of a draft saved by itself, as the page is written: a text, a tick, an item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from outbox import once
from outbox.models import SavedSection
from outbox.sections import Stale
from people.access import Action
from people.models import Child
from people.requests import PortalRequest, id_of
from people.rules.refusals import by_field
from planning import operations
from planning.desk import Desk, desk_of
from planning.models import MonthPlan, PlanItem
from planning.notes import keep_read
from planning.operations.items import Said
from planning.parts import NOTE, SECTIONS, Choose
from planning.reach import Submitted, held_section, reads_notes, require_held
from planning.writing import words
from planning.writing import writers as colleagues
from planning.writing.forms import NEW, TextPost, item_form, sign_of, told_by
from planning.writing.names import Names
from planning.writing.page import item_part, new_item
from planning.writing.parts import Chip, Written, note_code, note_words
from planning.writing.picks import by_token, code_of, own_words, token_of, wanted_by


@require_POST
@transaction.atomic
def section(request: PortalRequest, group_id: int, month: date, code: str) -> HttpResponse:
    """A text of the plan."""
    held = held_section(group_id, month, code, by=request.access)
    if held is None or not request.access.can(Action.VIEW_PLAN, held.plan.group):
        raise Http404
    posted = TextPost.of(request.POST, code, held.text)
    part = Written(code, SECTIONS[code], posted.text, posted.version, is_joined=posted.is_joined)
    if part.of.parents:
        _ask_about_names(request, held.plan, part, held.text)

    def save() -> SavedSection | None:
        if part.heard and part.heard.asked:  # of whoever may not write it no name is asked
            require_held(held, by=request.access)
            return None
        return operations.save_held(
            section=held, text=part.text, version=posted.version, unheard=posted.unheard,
            by=request.access, at=request.received_at,
        )  # fmt: skip

    return _answer(request, held.plan, part, save)


@require_POST
@transaction.atomic
def note(request: PortalRequest, group_id: int, month: date, child_id: int) -> HttpResponse:
    """What is planned for one child; no parent reads it."""
    plan = desk_of(request, group_id, month).plan
    if not reads_notes(request.access, plan):
        raise PermissionDenied
    child = get_object_or_404(Child, institution=plan.institution, pk=child_id)
    row, code = plan.notes.filter(child=child).first(), note_code(child.pk)
    posted = TextPost.of(request.POST, code, row.text if row else "")
    part = Written(code, NOTE, posted.text, posted.version, is_joined=posted.is_joined)
    save = partial(
        operations.save_note, plan=plan, child=child, text=part.text, version=posted.version,
        unheard=posted.unheard, by=request.access, at=request.received_at,
    )  # fmt: skip
    answer = _answer(request, plan, part, save)
    theirs = part.stale.standing.text if part.stale else part.is_joined and row and row.text
    if theirs:  # a colleague's words stand in the answer
        keep_read([child], by=request.access, at=request.received_at)
    return answer


def _ask_about_names(request: PortalRequest, plan: MonthPlan, part: Written, saved: str) -> None:
    part.heard = Names(plan, request.POST).heard(part.code, saved, part.text)
    part.is_joined |= part.heard.text != part.text
    part.text = part.heard.text


def _answer(
    request: PortalRequest, plan: MonthPlan, part: Written,
    save: Callable[[], SavedSection | None],
) -> HttpResponse:  # fmt: skip
    """What stands at the text after it: that it is saved, or why not. The text itself stays."""
    status, others, zone = 200, None, plan.group.institution.time_zone
    try:
        saved = save()
        if saved is None:
            return _said(request, plan, part, 422)
        part.had, part.version = sign_of(saved.text), saved.version
        part.said = words.saved(saved, at=request.received_at, zone=zone)
        others = colleagues.note(plan, part.code, person=request.user.pk, at=request.received_at)
    except Stale as stale:
        part.stale, part.is_joined, status = stale, False, 409
    except Submitted:
        part.error, status = str(words.SUBMITTED), 409
    except ValidationError as error:
        part.error, status = " ".join(error.messages), 422
    return _said(request, plan, part, status, others)


def _said(
    request: PortalRequest, plan: MonthPlan, part: Written, status: int,
    others: colleagues.Others | None = None,
) -> HttpResponse:  # fmt: skip
    if others is None:
        others = colleagues.others(plan, person=request.user.pk, at=request.received_at)
    note_words([part], plan.institution_id)
    context = {"part": part, "others": others, "swaps": True}  # a part asks for no frame
    return HttpResponse(render_to_string("planning/writing/said.html", context), status=status)


@require_POST
def choice(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """One tick, or an outcome in own words."""
    desk = desk_of(request, group_id, month)
    if "own" in request.POST:
        return _own_outcome(request, desk)
    token, at = request.POST.get("pick", ""), request.received_at
    standing = by_token(desk.plan.choices.standing().select_related("entry"))
    try:
        if request.POST.get("on"):
            wanted = wanted_by(token, own_words(desk.plan))
            operations.choose(plan=desk.plan, by=request.access, at=at, **wanted)
        elif token in standing:
            standing[token].plan = desk.plan
            operations.drop(choice=standing[token], by=request.access, at=at)
    except ValueError:
        return _tick(request, [_("Nothing such can be chosen.")], 422)
    except ValidationError as error:
        return _tick(request, error.messages, 422)
    except Submitted:
        return _tick(request, [str(words.SUBMITTED)], 409)
    return _tick(request, [], 200)


def _tick(request: PortalRequest, errors: list[str], status: int) -> HttpResponse:
    return render(request, "planning/writing/tick.html", {"errors": errors}, status=status)


def _own_outcome(request: PortalRequest, desk: Desk) -> HttpResponse:
    area, code = request.POST["own"], f"own-{request.POST['own']}"
    heard = Names(desk.plan, request.POST).heard(code, "", request.POST.get(code, ""))
    part: dict[str, Any] = {"code": area, "own_text": heard.text, "own_heard": heard}
    if heard.asked:
        return _own(request, desk, part, 422)
    try:
        added = operations.choose(
            plan=desk.plan, kind=Choose.OUTCOME.value, area=area, text=heard.text,
            by=request.access, at=request.received_at,
        )  # fmt: skip
    except ValidationError as error:
        return _own(request, desk, part | {"own_error": " ".join(error.messages)}, 422)
    except Submitted:
        return _own(request, desk, part | {"own_error": words.SUBMITTED}, 409)
    kept = replace(heard, code=code_of(token_of(added)))  # it is not asked again at last
    chip = Chip(token_of(added), added.words, is_on=True, is_standing=True, heard=kept)
    return _own(request, desk, {"code": area, "added": [chip]}, 200)


def _own(request: PortalRequest, desk: Desk, area: dict[str, Any], status: int) -> HttpResponse:
    blank: dict[str, Any] = {"own_text": "", "own_error": "", "own_heard": None, "added": []}
    context = {"area": blank | area, "url": request.path}
    return render(request, "planning/writing/own_answer.html", context, status=status)


@once.act()
def item(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """One item more, changed, or taken away."""
    desk = desk_of(request, group_id, month)
    which = request.POST.get("gone") or request.POST.get("item", "")
    row = _item(desk.plan, which) if which else None
    try:
        if row and "gone" in request.POST:
            operations.take_away_item(item=row, by=request.access, at=request.received_at)
            return HttpResponse(status=200)
        return _put(request, desk, row)
    except Submitted:
        return _tick(request, [str(words.SUBMITTED)], 409)
    except ValidationError as error:
        return _tick(request, error.messages, 422)


def _item(plan: MonthPlan, which: str) -> Any:
    """:raises Http404: no such item stands in the plan"""
    row = get_object_or_404(plan.items.standing(), pk=id_of(which))
    row.plan = plan
    return row


def _put(request: PortalRequest, desk: Desk, row: Any) -> HttpResponse:
    prefix = f"item-{row.pk}" if row else NEW
    form = item_form(desk.plan, desk.reach, request.POST, prefix=prefix)
    if not form.is_valid():
        return _item_again(request, desk, row, form)
    heard = Names(desk.plan, request.POST).heard(prefix, told_by(row), form.told)
    if heard.asked:
        return _item_again(request, desk, row, form, heard)
    try:
        put = _written(request, desk.plan, row, form.saying(heard.text))
    except ValidationError as error:
        for field, messages in by_field(error, form.fields):
            form.add_error(field, messages)
        return _item_again(request, desk, row, form)
    more = None if row else new_item(desk.plan, desk.reach)
    kept = replace(heard, code=f"item-{put.pk}")  # the page goes on knowing it
    now = item_part(desk.plan, desk.reach, put, heard=kept)
    context = {"item": now, "new": more, "url": request.path}
    return render(request, "planning/writing/item_answer.html", context)


def _written(request: PortalRequest, plan: MonthPlan, row: Any, said: Said) -> PlanItem:
    who: dict[str, Any] = {"by": request.access, "at": request.received_at}
    if row:
        return operations.change_item(item=row, said=said, **who)
    return operations.add_item(plan=plan, said=said, **who)


def _item_again(
    request: PortalRequest, desk: Desk, row: Any, form: Any, heard: Any = None
) -> HttpResponse:
    """As it was typed, and why it is not saved."""
    where = desk.plan, desk.reach
    part = item_part(*where, row, form) if row else new_item(*where, form)
    assert part
    part.heard = heard
    context = {"item": None, "new": None, "url": request.path} | {"item" if row else "new": part}
    return render(request, "planning/writing/item_answer.html", context, status=422)


@require_safe
def writers(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """Asked by the page now and then: who else is at it."""
    plan = desk_of(request, group_id, month).plan
    others = colleagues.others(plan, person=request.user.pk, at=request.received_at)
    return render(request, "planning/writing/others.html", {"others": others})
