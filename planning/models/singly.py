"""What choices and items of a plan have in common."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.singly import Singly, Standing
from planning.models.plan import OfAPlanQuerySet


class PlannedQuerySet(Standing, OfAPlanQuerySet):
    pass


class Planned(Singly):
    """``done_on``: the newest day whose log says that it was done (``planning.done``)."""

    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = PlannedQuerySet.as_manager()

    class Meta:
        abstract = True
