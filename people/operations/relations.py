"""Dated relations. The database refuses overlaps and rows that would join two institutions."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from people.access import Access, Action
from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Institution,
    Restriction,
    Role,
    User,
)
from people.models.periods import Period
from people.rules.names import is_one_name

from .adults import make_adult, members
from .groups import lock_groups

P = TypeVar("P", bound=Period)


class AskAdministration(ValidationError):
    """This one thing is administration's alone; why, is not said."""

    def __init__(self) -> None:
        super().__init__(_("Ask administration to enter this."))


@transaction.atomic
def enrol(
    *, child: Child, group: ChildGroup, since: date, by: Access, until: date | None = None,
    kind: int = Enrolment.Kind.PERMANENT,
) -> Enrolment:  # fmt: skip
    """The child belongs to the group from ``since`` on (until the day before ``until``)."""
    by.require(Action.MANAGE_PEOPLE, child)
    by.require(Action.MANAGE_PEOPLE, group)
    lock_groups([group.pk])
    return _save(
        Enrolment(
            institution=_home(child, group), child=child, group=group, kind=kind,
            since=since, until=until,
        )
    )  # fmt: skip


@transaction.atomic
def move(*, child: Child, group: ChildGroup, since: date, by: Access) -> Enrolment:
    """The child changes group; the move counts from the start of ``since``."""
    by.require(Action.MANAGE_PEOPLE, child)
    current = Enrolment.objects.on(since).filter(child=child, kind=Enrolment.Kind.PERMANENT)
    lock_groups([group.pk, *current.values_list("group", flat=True)])
    for enrolment in current:
        if enrolment.since >= since:
            raise ValidationError(_("The child has been in this group only since that day."))
        enrolment.until = since
        _save(enrolment)
    return enrol(child=child, group=group, since=since, by=by)


@transaction.atomic
def assign(
    *, user: User, group: ChildGroup, since: date, by: Access, until: date | None = None,
    kind: int = Assignment.Kind.TEACHER,
) -> Assignment:  # fmt: skip
    """The adult works with the group; gives the role of teacher in the institution."""
    by.require(Action.MANAGE_PEOPLE, group)
    by.require(Action.MANAGE_PEOPLE, user)
    members(group.institution, Role.TEACHER).user_set.add(user)
    return _save(
        Assignment(
            institution=group.institution, user=user, group=group, kind=kind,
            since=since, until=until,
        )
    )  # fmt: skip


@transaction.atomic
def record_guardianship(
    *, child: Child, user: User, relation: str, since: date, by: Access,
    is_legal: bool = True, until: date | None = None,
) -> Guardianship:  # fmt: skip
    """The adult, known here already, answers for the child; the role of parent follows in the same act."""
    by.require(Action.ENTER_FAMILIES, child)
    if not by.can(Action.ENTER_FAMILIES, user):
        by.require(Action.MANAGE_PEOPLE, user)
    wait_for_administration([child], by)
    return answers_for(
        child=child, user=user, relation=relation, since=since, is_legal=is_legal, until=until
    )


@transaction.atomic
def enter_guardian(
    *, child: Child, relation: str, first_name: str, last_name: str, since: date, by: Access,
    email: str = "", phone: str = "", is_legal: bool = True,
) -> Guardianship:  # fmt: skip
    """Somebody new who answers for the child (R9); they get their key by an invitation.

    :raises ValidationError: the e-mail is somebody else's, or administration is to enter it
    """
    by.require(Action.ENTER_FAMILIES, child)
    wait_for_administration([child], by)
    user = make_adult(first_name=first_name, last_name=last_name, email=email or None, phone=phone)
    return answers_for(
        child=child, user=user, relation=relation, since=since, is_legal=is_legal, until=None
    )


def wait_for_administration(children: Iterable[Child], by: Access) -> None:
    """While a document keeps somebody from a child, administration alone writes who answers for it and
    where they are written to: a second card would pass the restriction by (R20).

    :raises AskAdministration:
    """
    if by.holds(Action.MANAGE_PEOPLE):
        return
    if Restriction.objects.on(by.day).filter(guardianship__child__in=list(children)).exists():
        raise AskAdministration


def answers_for(
    *, child: Child, user: User, relation: str, since: date, is_legal: bool, until: date | None,
    called: str = "",
) -> Guardianship:  # fmt: skip
    """What a document restricted before stays restricted, though the relation is written anew, or on
    another card of the same name.

    :param called: how else the person was named when they were entered
    """
    members(child.institution, Role.PARENT).user_set.add(user)
    rows = Restriction.objects.filter(guardianship__child=child).exclude(until__lte=since)
    unended = [
        row for row in rows.select_related("guardianship__user")
        if row.guardianship.user_id == user.pk
        or is_one_name(str(row.guardianship.user), str(user), called)
    ]  # fmt: skip
    guardianship = _save(
        Guardianship(
            institution=child.institution, child=child, user=user, relation=relation,
            is_legal=is_legal, since=since, until=until,
        )
    )  # fmt: skip
    for restriction in unended:
        restriction.pk, restriction.guardianship = None, guardianship
        _save(restriction)
    return guardianship


@transaction.atomic
def restrict(
    *, guardianship: Guardianship, document: str, issuer: str, since: date, by: Access,
    valid_until: date | None = None, **scope: Any,
) -> Restriction:  # fmt: skip
    """A document in force limits what a guardian may see; ``scope`` switches single limits off.

    It stays when the document's last day has passed, until somebody ends it.
    """
    by.require(Action.MANAGE_PEOPLE, guardianship)
    return _save(
        Restriction(
            institution=guardianship.institution, guardianship=guardianship, document=document,
            issuer=issuer, since=since, valid_until=valid_until, **scope,
        )
    )  # fmt: skip


@transaction.atomic
def prolong(
    *, restriction: Restriction, document: str, valid_until: date, by: Access
) -> Restriction:
    """A newer document keeps the restriction in force."""
    by.require(Action.MANAGE_PEOPLE, restriction)
    restriction.document, restriction.valid_until = document, valid_until
    return _save(restriction)


@transaction.atomic
def end(relation: P, *, until: date, by: Access) -> P:
    """End an enrolment, assignment, guardianship or restriction: ``until`` is the first day without it."""
    by.require(Action.MANAGE_PEOPLE, relation)
    relation.until = until
    _save(relation)
    if isinstance(relation, Guardianship):
        _drop_parent_role(relation.user, relation.institution, by.day)
    return relation


def _drop_parent_role(user: User, institution: Institution, today: date) -> None:
    """The role of parent goes with the last guardianship that is in force today or later."""
    lasting = Guardianship.objects.filter(Q(until__isnull=True) | Q(until__gt=today))
    if not lasting.filter(user=user, institution=institution).exists():
        members(institution, Role.PARENT).user_set.remove(user)


def _home(child: Child, group: ChildGroup) -> Institution:
    if child.institution_id != group.institution_id:
        raise ValidationError(_("The child and the group belong to different institutions."))
    return child.institution


def _save(relation: P) -> P:
    relation.full_clean()
    relation.save()
    return relation
