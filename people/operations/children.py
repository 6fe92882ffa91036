"""Children's cards."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.access import Access, Action
from people.entering.restrictions import kept_from
from people.models import Address, Child, ChildGroup, Enrolment, Institution, PickUpPerson
from people.rules import personal_code
from people.rules.days import OLDEST, OLDEST_CHILD, require_born
from people.rules.names import is_one_name, search_key, sort_key
from people.rules.refusals import of_field
from people.settings import PICK_UP_AGE

from .groups import lock_groups
from .relations import AskAdministration

# what can change; the institution is not among it
CARD = [
    "first_name", "last_name", "birth_date", "sex", "personal_code", "warning", "diet_code",
    "compulsory_override", "stage_override", "sort_key", "search_key",
]  # fmt: skip


@transaction.atomic
def add_child(
    *, institution: Institution, first_name: str, last_name: str, birth_date: date, sex: str,
    by: Access, **details: Any,
) -> Child:  # fmt: skip
    """A new child's card in the institution (R9), by those who enter families in all of it.

    :raises ValidationError: another child here has the personal code
    """
    by.require(Action.ENTER_FAMILIES, institution)
    child = Child(
        institution=institution, first_name=first_name, last_name=last_name,
        birth_date=birth_date, sex=sex, **details,
    )  # fmt: skip
    return _save(child, by)


@transaction.atomic
def enter_child(
    *, group: ChildGroup, since: date, first_name: str, last_name: str, birth_date: date, sex: str,
    by: Access, **details: Any,
) -> Child:  # fmt: skip
    """A new child's card, and the child in the group from ``since`` on; a teacher's own group will do (R9).

    :raises ValidationError: another child here has the personal code
    """
    by.require(Action.ENTER_FAMILIES, group)
    lock_groups([group.pk])
    child = _save(
        Child(
            institution=group.institution, first_name=first_name, last_name=last_name,
            birth_date=birth_date, sex=sex, **details,
        ),
        by,
    )  # fmt: skip
    enrolment = Enrolment(institution=group.institution, child=child, group=group, since=since)
    enrolment.full_clean()
    enrolment.save()
    return child


@transaction.atomic
def set_address(*, child: Child, kind: int, by: Access, **parts: str) -> Address | None:
    """The declared or the actual address, in its parts; without a street it is taken away."""
    by.require(Action.ENTER_FAMILIES, child)
    known = Address.objects.select_for_update().filter(child=child, kind=kind).first()
    if not parts.get("street"):
        if known:
            known.delete()
        return None
    address = known or Address(institution=child.institution, child=child, kind=kind)
    for name, value in parts.items():
        setattr(address, name, value)
    address.full_clean()
    address.save()
    return address


@transaction.atomic
def allow_pick_up(
    *, child: Child, name: str, since: date, by: Access, relation: str = "", phone: str = "",
    birth_date: date | None = None,
) -> PickUpPerson:  # fmt: skip
    """Somebody without an account may fetch the child, as its parents have asked in writing.

    :raises ValidationError: too young, by the institution's own age
    """
    by.require(Action.ENTER_FAMILIES, child)
    _refuse_who_is_kept_from(child, name, by)
    if birth_date:
        with of_field("birth_date"):
            require_born(birth_date, by.day, most=OLDEST)
    least = PICK_UP_AGE.of(child.institution)
    if birth_date and _age(birth_date, since) < least:
        raise ValidationError(
            {"birth_date": _("Too young to fetch a child here: under %(n)d.") % {"n": least}}
        )
    person = PickUpPerson(
        institution=child.institution, child=child, name=" ".join(name.split()), since=since,
        relation=relation, phone=phone, birth_date=birth_date,
    )  # fmt: skip
    person.full_clean()
    person.save()
    return person


def _refuse_who_is_kept_from(child: Child, name: str, by: Access) -> None:
    """A document keeps somebody of that name from the child: administration alone decides (R20).

    :raises AskAdministration:
    """
    kept = kept_from([child], by.day).get(child.pk, [])
    if not by.holds(Action.MANAGE_PEOPLE) and any(is_one_name(name, str(one)) for one in kept):
        raise AskAdministration


@transaction.atomic
def end_pick_up(*, person: PickUpPerson, by: Access) -> None:
    """From today on they may fetch the child no more."""
    by.require(Action.ENTER_FAMILIES, person.child)
    if person.since >= by.day:
        person.delete()
        return
    person.until = by.day
    person.full_clean()
    person.save(update_fields=["until"])


def _age(birth_date: date, day: date) -> int:
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


@transaction.atomic
def change_child(*, child: Child, by: Access) -> Child:
    """Save a child's card, as set on the object."""
    by.require(Action.ENTER_FAMILIES, child)
    return _save(child, by, update_fields=CARD)


def _refuse_to_tell(child: Child, by: Access) -> None:
    """Whose code it is besides, is not told to whoever does not see that child.

    :raises AskAdministration:
    """
    same = Child.objects.filter(
        institution=child.institution, personal_code=child.personal_code
    ).exclude(pk=child.pk)
    seen = Child.objects.visible_to(by, Action.VIEW_CHILD)  # type: ignore[attr-defined]
    if child.personal_code and same.exists() and not seen.filter(pk__in=same).exists():
        raise AskAdministration


def _save(child: Child, by: Access, **kwargs: Any) -> Child:
    with of_field("personal_code"):
        child.personal_code = personal_code.normalised(child.personal_code or "") or None
    _refuse_to_tell(child, by)
    child.sort_key = sort_key(child.last_name, child.first_name)
    child.search_key = search_key(child.last_name, child.first_name)
    child.full_clean()
    with of_field("birth_date"):
        require_born(child.birth_date, by.day, most=OLDEST_CHILD)
    child.save(**kwargs)
    return child
