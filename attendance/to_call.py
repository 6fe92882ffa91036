"""Whom staff may call about a child who is, or is not, in the house."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from attendance.by_child import by_child
from people.models import Child, Guardianship, Restriction

_FORBIDS_A_CALL = Q(whereabouts=True) | Q(contacts=True) | Q(pick_up=True)


def guardians_to_call(children: Iterable[Child], day: date) -> dict[int, list[Guardianship]]:
    """By child id, legal representatives first, each with the person. One query.

    A guardian who may not know where the child is, be contacted or fetch it is left out; who may not
    fetch it is said apart (``people.entering.restrictions.kept_from``), and never why.
    """
    forbidding = Restriction.objects.on(day).filter(_FORBIDS_A_CALL, guardianship=OuterRef("pk"))
    rows = Guardianship.objects.on(day).filter(~Exists(forbidding), child__in=list(children))
    return by_child(rows.select_related("user").order_by("-is_legal", "user__sort_key", "pk"))
