"""Adults and the roles they hold."""

import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.access import Access, Action
from people.models import Institution, Role, RoleGroup, User
from people.rules.names import search_key, sort_key

# A user name says nothing about its owner.
_WORDS = ("rasa", "saule", "migla", "sniegs", "varaviksne", "vilnis", "zvaigzne", "lietus", "sala")


@transaction.atomic
def add_adult(
    *, institution: Institution, role: str, first_name: str, last_name: str, by: Access,
    email: str | None = None, phone: str = "", username: str = "",
) -> User:  # fmt: skip
    """A new person with one role in the institution, who cannot log in yet (R8).

    A clerk enters staff, and gives nobody the rights of administration.

    :raises ValidationError: the e-mail is somebody else's
    """
    require_entering(role, institution, by)
    user = make_adult(
        first_name=first_name, last_name=last_name, email=email, phone=phone, username=username
    )
    members(institution, role).user_set.add(user)
    return user


def make_adult(
    *, first_name: str, last_name: str, email: str | None = None, phone: str = "",
    username: str = "",
) -> User:  # fmt: skip
    """The row itself; callers guard."""
    user = User(
        username=username or _free_username(), first_name=first_name, last_name=last_name,
        email=email or None, phone=phone,
    )  # fmt: skip
    user.set_unusable_password()
    save_adult(user)
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    return user


@transaction.atomic
def give_role(*, user: User, role: str, institution: Institution, by: Access) -> None:
    """Another role for somebody who already belongs to the institution."""
    _require_ones_own_people(user, institution, by)
    _refuse_parent(role)
    members(institution, role).user_set.add(user)


@transaction.atomic
def take_role(*, user: User, role: str, institution: Institution, by: Access) -> None:
    _require_ones_own_people(user, institution, by)
    _refuse_parent(role)
    members(institution, role).user_set.remove(user)


def require_entering(role: str, institution: Institution, by: Access) -> None:
    """:raises PermissionDenied: parents by whom families are entered, staff by whom staff is"""
    if role == Role.PARENT:
        return by.require(Action.ENTER_FAMILIES, institution)
    by.require(Action.ENTER_STAFF, institution)
    if role not in roles_to_give(by):
        raise PermissionDenied(_("You may not do this here."))


def roles_to_give(by: Access) -> list[str]:
    """Staff roles that the person may give to somebody new."""
    return [role for role in Role.values if role in by.gives]


def _refuse_parent(role: str) -> None:
    """:raises ValidationError: the role of parent comes and goes with a guardianship"""
    if role == Role.PARENT:
        raise ValidationError(_("The role of parent follows the children."))


def _require_ones_own_people(user: User, institution: Institution, by: Access) -> None:
    """:raises PermissionDenied: one's own roles, or a person of another institution"""
    by.require(Action.MANAGE_PEOPLE, institution)
    by.require(Action.MANAGE_PEOPLE, user)
    if user.pk == by.user.pk:
        raise PermissionDenied(_("Nobody changes their own roles."))


def members(institution: Institution, role: str) -> Group:
    """The auth group whose members hold the role in the institution."""
    return (
        RoleGroup.objects.select_related("group")
        .get(institution=institution, role=Role(role))
        .group
    )


def save_adult(user: User, **kwargs) -> None:
    """The row with its keys; callers guard."""
    user.sort_key = sort_key(user.last_name, user.first_name)
    user.search_key = search_key(user.last_name, user.first_name)
    user.full_clean(exclude=["password"])
    user.save(**kwargs)


def _free_username() -> str:
    while True:
        name = f"{secrets.choice(_WORDS)}{secrets.randbelow(9000) + 1000}"
        if not User.objects.filter(username=name).exists():
            return name
