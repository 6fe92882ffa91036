"""The roles people hold in an institution, and what lies under a role: one auth group of each house."""

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from guardian.models import GroupObjectPermissionBase

from outbox.models.notification import ROLE_LENGTH
from people.models.institution import Institution


class Role(models.TextChoices):
    """What a person is in an institution. ``superuser`` is the rules' «virslietotājs», not Django's."""

    ADMIN = "admin", pgettext_lazy("role", "administration")
    TEACHER = "teacher", pgettext_lazy("role", "teacher")
    NURSE = "nurse", pgettext_lazy("role", "nurse")
    CLERK = "clerk", pgettext_lazy("role", "clerk")
    SUPERUSER = "superuser", pgettext_lazy("role", "superuser")
    PARENT = "parent", pgettext_lazy("role", "parent")


class RoleGroup(models.Model):
    """Institution + role = one auth group; its members hold the role there."""

    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="role_groups",
    )
    role = models.CharField(_("role"), max_length=ROLE_LENGTH, choices=Role)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="role_group")

    class Meta:
        verbose_name = _("role group")
        verbose_name_plural = _("role groups")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "role"], name="one_group_per_institution_and_role"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="a_role_is_a_known_one"),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.get_role_display()}"


class InstitutionGroupPermission(GroupObjectPermissionBase):
    """What the members of a role's group may do in the institution; laid down by ``grants.sync_roles``."""

    content_object = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.CASCADE
    )
    enabled = True

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
        verbose_name = _("permission of a role")
        verbose_name_plural = _("permissions of roles")
