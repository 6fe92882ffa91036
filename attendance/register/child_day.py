"""What the page of one child's day shows: when it came and left, or what may be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from attendance.models import CorrectionRequest, Mark
from attendance.models.reason import REASONS_OF_A_ROW
from attendance.register.children import latest_by_child
from attendance.register.forms import PRESENT, UNKNOWN, AskForm, TimeForm
from attendance.register.operations.times import Undone
from attendance.register.words import Words
from attendance.rules import why_not
from duties import ladder
from duties.ladder import Rung
from outbox.clock import local_day, local_time
from people.access import Access
from people.models import ChildGroup


@dataclass(frozen=True)
class ChildDay:
    """A mark of a confirmed register, and what this person may do about it."""

    mark: Mark
    group: ChildGroup
    refusal: str  # why nobody writes such a day
    rung: Rung
    access: Access

    @property
    def may_write(self) -> bool:
        return not self.refusal and ladder.may_write(self.rung, self.access)

    @property
    def may_ask(self) -> bool:
        return not self.refusal and not self.may_write and self.rung is Rung.WEEK

    @property
    def closed(self) -> str:
        """Why nothing can be done here, or whom to ask."""
        return self.refusal or ("" if self.may_write else ladder.why_closed(self.rung))

    @property
    def title(self) -> str:
        return str(self.mark.child)

    @property
    def subtitle(self) -> str:
        """«Bitītes · pirmdiena, 16.11.»"""
        return f"{self.group.name} · {date_format(self.mark.day, 'l, j.m.')}"

    @property
    def state(self) -> str:
        """«klāt», «nav – slimība»"""
        return self.words.state(absent=self.mark.is_absent, reason=self.mark.reason)

    @property
    def times(self) -> str:
        return self.words.times(self.mark)

    @property
    def undoable(self) -> list[tuple[str, str]]:
        """What can be taken back, in words."""
        found = []
        if self.mark.left_at:
            found.append((str(Undone.LEFT), _("Did not leave early")))
        if self.mark.arrived_at:
            found.append((str(Undone.ARRIVED), _("Was here from the start")))
            found.append((str(Undone.CAME), _("Did not come at all")))
        return found

    @cached_property
    def request(self) -> CorrectionRequest | None:
        """The latest one about this day."""
        return latest_by_child(self.mark.register).get(self.mark.child_id)

    @property
    def asked(self) -> str:
        return self.words.asked(self.request) if self.request else ""

    @property
    def waiting(self) -> CorrectionRequest | None:
        """One's own request that nobody has answered."""
        asked = self.request
        mine = asked is not None and asked.asked_by_id == self.access.user.pk
        return asked if mine and asked and asked.answered_at is None else None

    @cached_property
    def words(self) -> Words:
        return Words(self.group, self.mark.day)

    @property
    def urls(self) -> dict[str, str]:
        names = ("arrived", "left", "undo", "ask", "withdraw")
        of_this = [self.group.pk, self.mark.day, self.mark.child_id]
        return {name: reverse(f"attendance:{name}", args=of_this) for name in names}

    @property
    def back(self) -> str:
        """The child's row in the register."""
        register = reverse("attendance:register", args=[self.group.pk, self.mark.day])
        return f"{register}#child-{self.mark.child_id}"

    def time_form(self, at: datetime) -> TimeForm:
        """With the time it is now, on the day itself."""
        zone = self.group.institution.time_zone
        now = local_time(at, zone) if local_day(at, zone) == self.mark.day else None
        return TimeForm(initial={"version": self.mark.register.version, "at_time": now})

    def ask_form(self) -> AskForm:
        why = self.waiting.why if self.waiting else ""
        return AskForm(wanted=self.wanted(), initial={"why": why})

    def wanted(self) -> list[tuple[str, str]]:
        """What can be asked for: everything but what stands there."""
        reasons = {UNKNOWN: None} | {str(reason): reason for reason in REASONS_OF_A_ROW}
        choices = {PRESENT: self.words.state(absent=False)}
        choices |= {name: self.words.state(absent=True, reason=r) for name, r in reasons.items()}
        standing = (self.mark.reason or UNKNOWN) if self.mark.is_absent else PRESENT
        return [(value, label) for value, label in choices.items() if value != standing]


def child_day_of(
    group: ChildGroup, day: date, child_id: int, *, rung: Rung, access: Access, at: datetime
) -> ChildDay:
    """:raises Http404: the child has no mark in the group's confirmed register of the day"""
    marks = Mark.objects.filter(register__first_confirmed_at__isnull=False, register__group=group)
    mark = marks.select_related("register", "child").filter(day=day, child=child_id).first()
    if mark is None:
        raise Http404
    refusal = why_not(group, day, at=at) or ""
    return ChildDay(mark, group, refusal, rung, access)
