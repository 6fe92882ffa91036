"""Periods: ``since`` counts, ``until`` does not (screens show the last day inclusive).

Overlaps are refused by the database, by range types that need no extension.
"""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from people.rules.days import require_near
from people.rules.refusals import of_field


def no_overlap(name: str, *same: str, kind: str | None = None, message=None) -> ExclusionConstraint:
    """No two rows agree on ``same`` (and ``kind``) while their periods overlap."""

    def point(field: str, range_type: str) -> Func:
        return Func(F(field), F(field), Value("[]"), function=range_type)

    overlaps = RangeOperators.OVERLAPS
    rules = [(point(field, "int8range"), overlaps) for field in same]
    if kind:
        rules.append((point(kind, "int4range"), overlaps))
    period = Func(F("since"), F("until"), Value("[)"), function="daterange")
    return ExclusionConstraint(
        name=name, expressions=[*rules, (period, overlaps)], violation_error_message=message
    )


def not_backwards(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until__isnull=True) | Q(until__gt=F("since")),
        name=name,
        violation_error_message=_("The period ends before it begins."),
    )


def touching(since: date, until: date) -> Q:
    """Periods of which some day lies from ``since`` until the day before ``until``."""
    return Q(since__lt=until) & (Q(until__isnull=True) | Q(until__gt=since))


class PeriodQuerySet(models.QuerySet):
    def on(self, day: date):
        """Those in force on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


class InstitutionalPeriodQuerySet(PeriodQuerySet):
    def visible_to(self, access, action):
        return self.filter(access.relation_rule(action))


class Period(models.Model):
    since = models.DateField(_("since"))
    until = models.DateField(_("until (not included)"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def last_day(self) -> date | None:
        """As screens show a period's end."""
        return self.until - timedelta(days=1) if self.until else None

    def clean(self) -> None:
        """Say it before the database is asked about a range that runs backwards."""
        super().clean()
        for name in ("since", "until"):
            if day := getattr(self, name):
                with of_field(name):
                    require_near(day)
        if self.since and self.until and self.until <= self.since:
            raise ValidationError({"until": _("The period ends before it begins.")})
