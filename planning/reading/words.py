"""How a plan is said where it is read: its days, its state, its amendments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duties.calendar.days import short
from outbox.clock import local, local_day
from planning.models import MonthPlan, PlanAmendment
from planning.reading.reader import Days


def stretches(days: Iterable[Days]) -> str:
    """«12.12.», «7.12.–11.12.», «1.12.–4.12., 14.12.–18.12.»"""
    return ", ".join(
        short(one.since) if one.since == one.last else f"{short(one.since)}–{short(one.last)}"
        for one in days
    )


def aside(plan: MonthPlan) -> str:
    """«Bitītes · 2026. gada decembris»"""
    return f"{plan.group.name} · {plan.when.title}"


def of_group(plan: MonthPlan) -> str:
    """«Mēneša plāns: Bitītes»"""
    return _("Month plan: %(group)s") % {"group": plan.group.name}


def moment(at: datetime, zone: str) -> str:
    return date_format(local(at, zone), "SHORT_DATETIME_FORMAT")


def submitted(plan: MonthPlan) -> str:
    """«Iesniedza Ilze Kalēja, 27.11.2026. 14:05»; of a draft that it is one."""
    if plan.submitted_at is None:
        return _("Draft: not submitted yet")
    told = {
        "person": plan.submitted_by,
        "moment": moment(plan.submitted_at, plan.institution.time_zone),
    }
    return _("Submitted by %(person)s, %(moment)s") % told


def amended(amendments: Iterable[PlanAmendment], zone: str) -> str:
    """«papildināts 3.12.»: the last time; empty where it never was."""
    return amended_at(max((one.at for one in amendments), default=None), zone)


def amended_at(last: datetime | None, zone: str) -> str:
    return _("amended %(day)s") % {"day": short(local_day(last, zone))} if last else ""


def amendment(one: PlanAmendment, zone: str) -> str:
    """«3.12.2026. 14:20, Ilze Kalēja: bērni grib vēl pētīt ledu»"""
    told = {"moment": moment(one.at, zone), "person": one.by, "reason": one.reason}
    return _("%(moment)s, %(person)s: %(reason)s") % told
