"""What a source would bring, and what was brought, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.names import Roll, names_in
from planning.models import MonthPlan, PlanItem, PlanSection
from planning.parts import Choose
from planning.starting.carrying import ITEM, TEXT, Carried

# what is worth a number, in order
_COUNTED = (TEXT, Choose.OUTCOME, ITEM, Choose.VALUE, Choose.VIRTUE)


def when_and_what(plan: MonthPlan, topic: str, counts: Mapping[str, int]) -> str:
    """«2026. gada novembris: „Gaisma”, 5 rezultāti, 3 notikumi»"""
    when = (
        plan.when.title if plan.is_submitted else _("%(month)s, draft") % {"month": plan.when.title}
    )
    quoted = [_("“%(topic)s”") % {"topic": topic}] if topic else []
    what = ", ".join(quoted + counted(counts))
    return f"{when}: {what}" if what else when


def continued(plan: MonthPlan, topic: str) -> str:
    """«2026. gada novembris: „Gaisma”. Pārņem tematu, ziņu bērnam un vērtības.»"""
    return _("%(plan)s. Takes over the topic, the message to the child and the values.") % {
        "plan": when_and_what(plan, topic, {})
    }


def counted(counts: Mapping[str, int]) -> list[str]:
    """«5 rezultāti», «3 notikumi»: nothing of what there is none of."""
    return [_number(kind, counts[kind]) for kind in _COUNTED if counts.get(kind)]


def _number(kind: str, n: int) -> str:
    said = {
        TEXT: ngettext("%(n)d text", "%(n)d texts", n),
        Choose.OUTCOME: ngettext("%(n)d outcome", "%(n)d outcomes", n),
        ITEM: ngettext("%(n)d event", "%(n)d events", n),
        Choose.VALUE: ngettext("%(n)d value", "%(n)d values", n),
        Choose.VIRTUE: ngettext("%(n)d virtue", "%(n)d virtues", n),
    }[kind]
    return (said % {"n": n}).replace(" ", "\u00a0")


def brought(what: Carried) -> str:
    """«Pārņemts: 2 teksti, 5 rezultāti.»"""
    if said := counted(what.counts):
        return _("Taken over: %(what)s.") % {"what": ", ".join(said)}
    return _("There was nothing to take over that is not here already.")


def left_out(what: Carried) -> str:
    """What the catalogue has no more, by name."""
    if not what.left_out:
        return ""
    named = "; ".join(dict.fromkeys(what.left_out))
    return _("Not taken over, since the catalogue has it no more: %(what)s.") % {"what": named}


def children_named(what: Carried, roll: Roll) -> str:
    """Which first names stand in what parents will read, and where."""
    found = [
        f"{name} ({place})" for place, text in _read_by_parents(what) for name in _names(text, roll)
    ]
    if not found:
        return ""
    named = ", ".join(dict.fromkeys(found))
    return _(
        "What was taken over names children: %(named)s. The parents of the whole group will read it."
    ) % {"named": named}


def _names(text: str, roll: Roll) -> list[str]:
    return [one.name for one in names_in(text, roll)]


def _read_by_parents(what: Carried) -> Iterable[tuple[str, str]]:
    yield from ((PlanSection(code=code).trail_name, text) for code, text in what.texts.items())
    yield from ((str(Choose.OUTCOME.label), one["text"]) for one in what.choices if one["text"])
    yield from ((_kind(one), one["text"]) for one in what.items)


def _kind(one: dict[str, Any]) -> str:
    return PlanItem(kind=one["kind"], own_kind=one["own_kind"]).kind_words
