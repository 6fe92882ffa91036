"""How talks are said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from duties.badges import clock
from messaging.models import Talk, TalkParticipant, TalkSubject
from messaging.talks.reading import Reader
from outbox.clock import local_day

SHARED = gettext_lazy(
    "This talk is shared already, so its text stays as it is. What you entered is not saved; it can be"
    " added below."
)
CONFLICT = gettext_lazy("A colleague wrote here meanwhile. Nothing is lost: both texts are below.")
OWN_CONFLICT = gettext_lazy(
    "You wrote here on another page too. Nothing is lost: both texts are below."
)
NOT_YET = gettext_lazy("It is not saved yet.")
NOT_SHARED = gettext_lazy("It is saved, but not shared yet: something is missing.")
KEPT = gettext_lazy(
    "Not shared yet. Look at it once more and share it: then there is a minute to take it back."
)
OTHERS_SEE = gettext_lazy(
    "Meanwhile a colleague changed who took part. Nothing is shared; look who will see it, and share it"
    " again."
)
TAKEN_BACK = gettext_lazy("It is a draft again. Parents have not seen it.")
DELETED = gettext_lazy("The draft is deleted.")
FINISHED = gettext_lazy("The talk is finished. Parents do not see it.")
SAVED = gettext_lazy("It is saved. Parents do not see it yet.")
ADDED = gettext_lazy("It is added. The parents who took part are told.")
NOTHING_SUCH = gettext_lazy("Nothing such can be chosen.")


def due(text: Any, tone: str, icon: str) -> dict[str, Any]:
    """As components/due.html has it."""
    return {"text": text, "tone": tone, "icon": icon, "due_at": None}


DRAFT = due(pgettext_lazy("talk", "draft"), "", "pencil")
OF_THE_HOUSE = due(gettext_lazy("not shared, for the institution only"), "", "lock")
JUST_SHARED = due(pgettext_lazy("talk", "shared"), "", "send")


# places of the page of writing where something may be missing, in its order
PLACES = (
    ("day", pgettext_lazy("talk", "When")), ("participants", gettext_lazy("Who took part")),
    ("subjects", gettext_lazy("What about")), ("content", pgettext_lazy("talk", "Content")),
    ("agreed", gettext_lazy("What was agreed")),
)  # fmt: skip


def stages(talk: Talk, zone: str, readers: Sequence[Reader] = ()) -> list[dict[str, Any]]:
    """Draft, shared, read: each with its moment, and which of them it is in."""
    read = [one.at for one in readers]
    is_read = bool(read) and all(read)
    moments = (talk.opened_at, talk.shared_at, max(filter(None, read)) if is_read else None)
    here = 2 if is_read else 1 if talk.is_shared else 0
    return [
        {"label": label, "when": moment(at, zone) if at else "", "is_here": place == here,
         "is_done": place < here}
        for place, (label, at) in enumerate(zip(_STAGES, moments, strict=True))
    ]  # fmt: skip


_STAGES = (
    pgettext_lazy("stage of a talk", "Draft"), pgettext_lazy("stage of a talk", "Shared"),
    pgettext_lazy("stage of a talk", "Read"),
)  # fmt: skip


def people(participants: Iterable[TalkParticipant]) -> str:
    """«Kristīne Bērziņa, Ilze Kalēja»: guardians first."""
    rows = sorted(participants, key=lambda one: not one.is_guardian)
    return ", ".join(str(one) for one in rows)


def guardians(participants: Iterable[TalkParticipant]) -> str:
    return ", ".join(str(one) for one in participants if one.is_guardian)


def subjects(rows: Iterable[TalkSubject]) -> str:
    return ", ".join(str(one) for one in rows)


def subtitle(talk: Talk) -> str:
    """«Anna Bērziņa · 17.11.2026.»"""
    return f"{talk.child} · {date_format(talk.day, 'SHORT_DATE_FORMAT')}"


def moment(at: datetime, zone: str) -> str:
    """«17.11. 17:20»"""
    return f"{short(local_day(at, zone))} {clock(at, zone)}"


def short(day: date) -> str:
    """«17.11.»"""
    return date_format(day, "j.n.")


def unread_for(days: int) -> str:
    """«nav izlasīta 7 dienas»"""
    return ngettext("not read for %(n)d day", "not read for %(n)d days", days) % {"n": days}


def read_on(day: date, *, has_remark: bool) -> str:
    """«izlasīta 21.10., ar piebildi»"""
    said = _("read with a remark on %(day)s") if has_remark else _("read on %(day)s")
    return said % {"day": short(day)}


def talks(number: int) -> str:
    return ngettext("talk this year", "talks this year", number)


def without(number: int) -> str:
    return ngettext("child without a talk", "children without a talk", number)


def shared(talk: Talk, zone: str) -> str:
    """«Kopīgota 17.11. 17:24»"""
    return _("Shared %(when)s") % {"when": moment(talk.shared_at, zone)} if talk.shared_at else ""
