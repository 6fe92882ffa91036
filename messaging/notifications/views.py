"""The list of notifications, one's own settings, and delivery for administration: find, check, do, show."""

import re

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duties.badges import clock
from messaging.notifications import operations, preferences
from messaging.notifications.delivery import LISTED, standing
from messaging.notifications.forms import ReadAllForm, SettingsForm
from messaging.notifications.inbox import page_of, role_of, shown
from outbox import once
from outbox.models import Delivery, Notification
from people import acting
from people.access import Acting, Action
from people.requests import PortalRequest

_NUMBER = re.compile(r"[1-9][0-9]{0,4}\Z", re.ASCII)


@require_safe
def inbox(request: PortalRequest) -> HttpResponse:
    """What the acting role is told, newest first."""
    number = request.GET.get("page", "1")
    if not _NUMBER.match(number):
        raise Http404
    page = page_of(request.access, at=request.received_at, number=int(number))
    if page.number > 1 and not page.days:
        raise Http404
    may_operate = request.access.holds(Action.OPERATE_DELIVERY)
    return render(request, "messaging/inbox.html", {"page": page, "may_operate": may_operate})


@require_POST
def read_all(request: PortalRequest) -> HttpResponse:
    form = ReadAllForm(request.POST)
    if form.is_valid():  # no page of ours sends anything else
        operations.mark_all_read(
            by=request.access, at=request.received_at, up_to=form.cleaned_data["up_to"]
        )
    return redirect("messaging:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: PortalRequest, pk: int) -> HttpResponse:
    """To where the matter is dealt with. From a letter one comes in whatever role; reading is a POST."""
    notification, role = _own(request, pk)
    acts_in_it = request.access.acting == role
    if request.method != "POST":
        if acts_in_it:
            return _to_its_place(request, notification)
        context = {"notification": notification, "role": role}
        return render(request, "messaging/in_another_role.html", context)
    with transaction.atomic():
        if not acts_in_it and acting.choose(request, role.key):
            acting.change_actor(request)
        operations.mark_read(notification=notification, by=request.access, at=request.received_at)
    return _to_its_place(request, notification)


def _own(request: PortalRequest, pk: int) -> tuple[Notification, Acting]:
    """:raises Http404: told to somebody else, or in a role no longer held"""
    mine = Notification.objects.of_person(request.user.pk)
    notification = mine.select_related("institution", "group__institution").filter(pk=pk).first()
    role = role_of(notification, request.access) if notification else None
    if notification is None or role is None:
        raise Http404
    return notification, role


def _to_its_place(request: PortalRequest, notification: Notification) -> HttpResponse:
    what = shown([notification], request.access, request.received_at).get(notification.pk)
    if what is None:
        messages.info(request, _("What this notification was about is no longer available."))
    return redirect(what.url if what and what.url else "messaging:inbox")


@once.form
def settings(request: PortalRequest) -> HttpResponse:
    """How the person wants to be told, in all of their roles."""
    form = SettingsForm(
        request.POST or None,
        preferences=preferences.chosen(request.access),
        hours=preferences.hours_of(request.access),
    )
    if request.method == "POST" and form.is_valid():
        operations.keep_settings(
            preferences=form.preferences(), hours=form.hours(), by=request.access
        )
        time = clock(request.received_at, request.access.zone)
        messages.success(request, _("Saved at %(time)s") % {"time": time})
        return redirect("messaging:settings")
    context = {"form": form, "address": preferences.address_of(request.access)}
    return render(request, "messaging/settings.html", context, status=422 if form.errors else 200)


@require_safe
def delivery(request: PortalRequest) -> HttpResponse:
    """How the institution's letters are getting out."""
    if not request.access.holds(Action.OPERATE_DELIVERY):
        raise Http404
    now = standing(request.access, at=request.received_at)
    return render(request, "messaging/delivery.html", {"standing": now, "listed": LISTED})


@once.act()
def send_again(request: PortalRequest, pk: int) -> HttpResponse:
    found = request.access.find(Delivery.objects.all(), Action.OPERATE_DELIVERY, pk=pk)
    count = operations.send_again(delivery=found, by=request.access, at=request.received_at)
    return _said(request, count)


@once.act()
def send_all_again(request: PortalRequest) -> HttpResponse:
    if not request.access.holds(Action.OPERATE_DELIVERY):
        raise Http404
    return _said(request, operations.send_all_again(by=request.access, at=request.received_at))


def _said(request: PortalRequest, count: int) -> HttpResponse:
    text = ngettext("%(n)d letter is tried again.", "%(n)d letters are tried again.", count)
    if count:
        messages.success(request, text % {"n": count})
    else:
        messages.info(request, _("This has been sent again already."))
    return redirect("messaging:delivery")
