"""What every write of a group's and its institution's days asks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.models import ChildGroup, Institution


def require_together(institution: Institution, group: ChildGroup | None) -> None:
    """:raises ValidationError: the group is of another institution"""
    if group is not None and group.institution_id != institution.pk:
        raise ValidationError(_("The group belongs to another institution."))
