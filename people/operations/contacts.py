"""Changing contact data (R13): the owner's own act; staff propose, and correct before there is a key."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from outbox import queue
from people.access import Access, Action
from people.contacts import kinds
from people.keys import links
from people.models import (
    Child,
    ContactChange,
    Guardianship,
    OneTimeLink,
    User,
)

from .joining import is_unseen
from .relations import wait_for_administration
from .sessions import void_password

CONFIRM_FOR, UNDO_FOR = timedelta(days=1), timedelta(hours=72)
Kind, Purpose = ContactChange.Kind, OneTimeLink.Purpose


@transaction.atomic
def ask_email_change(*, email: str, by: Access, at: datetime) -> ContactChange:
    """The owner wants another log-in address: a letter goes there, and nothing changes before it is answered.

    An address that is somebody else's gets the same answer and no letter.

    :raises ValidationError: it is the owner's already
    """
    owner = locked(by.user)
    new = _other_than(owner.email, email)
    drop_open(owner, Kind.EMAIL, at)
    change = ContactChange.objects.create(
        user=owner, kind=Kind.EMAIL, old=owner.email or "", new=new, asked_at=at, asked_by=owner
    )
    _ask_at_the_new(change, at)
    return change


@transaction.atomic
def propose_email(*, user: User, email: str, by: Access, at: datetime) -> ContactChange:
    """Staff have another address of somebody with a key: the owner is told, and decides (R13).

    :raises ValidationError: it is the owner's already, there is no key yet, or administration is to do it
    """
    require_staff_of(user, by)
    wait_for_administration(_children_of(user), by)
    owner = locked(user)
    if owner.activated_at is None:
        raise ValidationError(_("This person has no key yet: correct the address itself."))
    new = _other_than(owner.email, email)
    drop_open(owner, Kind.EMAIL, at)
    change = ContactChange.objects.create(
        user=owner, kind=Kind.EMAIL, old=owner.email or "", new=new, asked_at=at, asked_by=by.user
    )
    queue.put(kinds.of(change, by.institution, at=at), at=at)
    return change


@transaction.atomic
def correct_email(*, user: User, email: str | None, by: Access, at: datetime) -> None:
    """Staff write the address anew while nobody has used the account: links to the old one are dead.

    :raises ValidationError: the person has a key, the address is somebody else's, or administration is
        to do it
    """
    require_staff_of(user, by)
    wait_for_administration(_children_of(user), by)
    owner = locked(user)
    if owner.activated_at is not None:
        raise ValidationError(_("Only the owner changes the address of an account in use."))
    drop_open(owner, Kind.EMAIL, at)
    links.revoke(owner, at=at)
    if email and is_unseen(email, by):
        # nobody is told that it is known: the letter goes there, and the account gets no address
        _set_email(owner, None, verified=False)
        ContactChange.objects.create(
            user=owner, kind=Kind.EMAIL, old="", new=email, asked_at=at, asked_by=by.user
        )
    else:
        _set_email(owner, email or None, verified=False)


@transaction.atomic
def accept_email(*, change: ContactChange, by: Access, at: datetime) -> None:
    """The owner agrees to what staff proposed; then the new address is asked, as always."""
    open_one = open_of(change, by)
    if open_one.kind != Kind.EMAIL or open_one.asked_by_id == by.user.pk:
        raise ValidationError(_("The letter is on its way already."))
    open_one.asked_by = by.user
    open_one.save(update_fields=["asked_by"])
    _ask_at_the_new(open_one, at)


@transaction.atomic
def drop_email_change(*, change: ContactChange, by: Access, at: datetime) -> None:
    """The owner does not want it (any longer): an address or a name."""
    open_one = open_of(change, by)
    drop_open(open_one.user, open_one.kind, at)


@transaction.atomic
def confirm_email(*, link: OneTimeLink, at: datetime) -> None:
    """Whoever reads the new address has followed its link; the old one is told, with a way back.

    :raises ValidationError: the address has become somebody else's meanwhile
    """
    change = _through(link, Purpose.CONFIRM_EMAIL, at)
    if change.done_at or change.dropped_at:
        raise ValidationError(_("This link no longer works."))
    _set_email(change.user, change.new, verified=True)
    change.done_at = at
    change.save(update_fields=["done_at"])
    if change.old:
        links.make(
            user=change.user, purpose=Purpose.UNDO_EMAIL, address=change.old, made_by=change.user,
            at=at, good_for=UNDO_FOR, change=change,
        )  # fmt: skip


@transaction.atomic
def undo_email(*, link: OneTimeLink, at: datetime) -> None:
    """Whoever reads the old address takes the change back. All sessions end, the password too: a new one
    is set by a link that goes to the old address."""
    change = _through(link, Purpose.UNDO_EMAIL, at)
    owner = change.user
    _set_email(owner, change.old, verified=True)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    void_password(owner)  # passkeys too: whoever changed the address may have added one
    links.make(
        user=owner, purpose=Purpose.RESET, address=change.old, made_by=owner, at=at,
        good_for=CONFIRM_FOR,
    )  # fmt: skip


@transaction.atomic
def change_phone(*, phone: str, by: Access, at: datetime) -> None:
    """The owner's own phone, at once."""
    _keep_phone(locked(by.user), phone, by, at)


@transaction.atomic
def change_phone_of(*, user: User, phone: str, by: Access, at: datetime) -> None:
    """Staff write somebody's phone anew; its owner is told."""
    require_staff_of(user, by)
    owner = locked(user)
    change = _keep_phone(owner, phone, by, at)
    if change and owner.activated_at:
        queue.put(kinds.of(change, by.institution, at=at), at=at)


def _keep_phone(owner: User, phone: str, by: Access, at: datetime) -> ContactChange | None:
    if phone == owner.phone:
        return None
    change = ContactChange.objects.create(
        user=owner, kind=Kind.PHONE, old=owner.phone, new=phone, asked_at=at, done_at=at,
        asked_by=by.user,
    )  # fmt: skip
    owner.phone = phone
    owner.full_clean(exclude=["password"])
    owner.save(update_fields=["phone"])
    return change


def require_staff_of(user: User, by: Access) -> None:
    """:raises PermissionDenied: neither a record of staff nor of a family that this person keeps"""
    may = by.can(Action.ENTER_STAFF, user) or by.can(Action.ENTER_FAMILIES, user)
    if not may or user.pk == by.user.pk:
        raise PermissionDenied(_("You may not do this here."))


def _children_of(user: User) -> QuerySet[Child]:
    return Child.objects.filter(pk__in=Guardianship.objects.filter(user=user).values("child"))


def open_of(change: ContactChange, by: Access) -> ContactChange:
    """:raises PermissionDenied: somebody else's; :raises ValidationError: nothing is open any more"""
    if change.user_id != by.user.pk:
        raise PermissionDenied(_("You may not do this here."))
    mine = ContactChange.objects.select_for_update().filter(pk=change.pk)
    found = mine.filter(done_at=None, dropped_at=None).first()
    if found is None:
        raise ValidationError(_("This has been decided meanwhile."))
    return found


def _through(link: OneTimeLink, purpose: str, at: datetime) -> ContactChange:
    """Use the link up; its change, locked.

    :raises ValidationError: used, expired or of another purpose
    """
    links.use(link, purpose=purpose, at=at)
    assert link.change_id  # a link of these purposes has one
    return ContactChange.objects.select_for_update(of=("self",)).select_related("user").get(
        pk=link.change_id
    )  # fmt: skip


def _ask_at_the_new(change: ContactChange, at: datetime) -> None:
    if User.objects.filter(email__iexact=change.new).exists():
        return  # nobody is told that it is known
    links.make(
        user=change.user, purpose=Purpose.CONFIRM_EMAIL, address=change.new,
        made_by=change.asked_by, at=at, good_for=CONFIRM_FOR, change=change,
    )  # fmt: skip


def drop_open(owner: User, kind: str, at: datetime) -> None:
    waiting = ContactChange.objects.filter(user=owner, kind=kind, done_at=None, dropped_at=None)
    for change in waiting:
        change.links.filter(used_at=None, revoked_at=None).update(revoked_at=at)
    waiting.update(dropped_at=at)


def _other_than(old: str | None, email: str) -> str:
    new = User.objects.normalize_email(email).strip()
    if new.casefold() == (old or "").casefold():
        raise ValidationError({"email": _("This is the address in use already.")})
    return new


def _set_email(owner: User, email: str | None, *, verified: bool) -> None:
    """:raises ValidationError: somebody else has it"""
    owner.email = email
    owner.full_clean(exclude=["password"])
    owner.save(update_fields=["email"])
    EmailAddress.objects.filter(user=owner).delete()
    if email:
        EmailAddress.objects.create(user=owner, email=email, primary=True, verified=verified)


def locked(user: User) -> User:
    """:raises PermissionDenied: nobody is signed in"""
    if user.pk is None:
        raise PermissionDenied(_("You may not do this here."))
    return User.objects.select_for_update().get(pk=user.pk)
