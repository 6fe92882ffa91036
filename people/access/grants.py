"""Laying down the table of ``access.py`` as django-guardian permissions. Safe to repeat."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from people.access import BY_ROLE, BY_SETTING, Action
from people.models import Institution, InstitutionGroupPermission, Role, RoleGroup
from people.registry import all_settings


@transaction.atomic
def sync_roles() -> int:
    """Make role groups and their permissions equal to the table.

    :returns: how many permission rows were added or removed
    """
    permissions = _permissions()
    _role_groups()
    wanted = {
        (role.group_id, permissions[action].pk, role.institution_id)
        for role in RoleGroup.objects.select_related("institution")
        for action in BY_ROLE[role.role] | _by_setting(role)
    }
    rows = InstitutionGroupPermission.objects.all()
    present = {(row.group_id, row.permission_id, row.content_object_id): row.pk for row in rows}
    surplus = [pk for key, pk in present.items() if key not in wanted]
    InstitutionGroupPermission.objects.filter(pk__in=surplus).delete()
    missing = [
        InstitutionGroupPermission(group_id=group, permission_id=permission, content_object_id=at)
        for group, permission, at in wanted - present.keys()
    ]
    InstitutionGroupPermission.objects.bulk_create(missing)
    return len(surplus) + len(missing)


def _by_setting(role: RoleGroup) -> frozenset[Action]:
    """What the institution itself lets the role do beyond the rules."""
    settings = {one.code: one for one in all_settings()}
    chosen = [
        actions
        for code, actions in BY_SETTING.get(role.role, {}).items()
        if settings[code].of(role.institution)
    ]
    return frozenset().union(*chosen)


def _permissions() -> dict[Action, Permission]:
    """One permission on ``Institution`` per action."""
    content_type = ContentType.objects.get_for_model(Institution)
    known = {p.codename: p for p in Permission.objects.filter(content_type=content_type)}
    new = [
        Permission(codename=action, name=action.name.lower(), content_type=content_type)
        for action in Action
        if action not in known
    ]
    known.update({p.codename: p for p in Permission.objects.bulk_create(new)})
    return {action: known[action] for action in Action}


def _role_groups() -> None:
    """Every institution has a group for every role."""
    present = set(RoleGroup.objects.values_list("institution_id", "role"))
    missing = [
        (institution, role)
        for institution in Institution.objects.all()
        for role in Role.values
        if (institution.pk, role) not in present
    ]
    groups = Group.objects.bulk_create(
        Group(name=f"{institution.slug}: {role}") for institution, role in missing
    )
    RoleGroup.objects.bulk_create(
        RoleGroup(institution=institution, role=role, group=group)
        for (institution, role), group in zip(missing, groups, strict=True)
    )
