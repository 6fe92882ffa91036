"""What an institution may set about its people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Role
from people.registry import Setting, register

STAFF_ROLES = [choice for choice in Role.choices if choice[0] != Role.PARENT]

CLERK_ENTERS_FAMILIES = register(
    Setting(
        code="people.clerk_enters_families",
        label=_("The clerk may enter children and parents"),
        default=False,
        field=lambda: forms.BooleanField(required=False),
    )
)


def _days(code: str, label, default: int) -> Setting[int]:
    return register(
        Setting(
            code=code,
            label=label,
            default=default,
            field=lambda: forms.IntegerField(min_value=1, max_value=90),
        )
    )


LETTER_DAYS = _days("people.letter_days", _("An invitation by e-mail is good for, days"), 14)
SLIP_DAYS = _days("people.slip_days", _("A printed slip is good for, days"), 30)

PICK_UP_AGE = register(
    Setting(
        code="people.pick_up_age",
        label=_("A child may be fetched by somebody from this age on, years"),
        default=14,
        field=lambda: forms.IntegerField(min_value=10, max_value=18),
    )
)

TWO_STEP_ROLES: Setting[list[str]] = register(
    Setting(
        code="people.two_step_roles",
        label=_("Roles that sign in with a second step or a passkey"),
        default=[Role.SUPERUSER, Role.ADMIN],
        field=lambda: forms.MultipleChoiceField(
            choices=STAFF_ROLES, required=False, widget=forms.CheckboxSelectMultiple
        ),
    )
)


def _about(code: str, label) -> Setting[str]:
    return register(
        Setting(
            code=code,
            label=label,
            default="",
            field=lambda: forms.CharField(required=False, max_length=300),
        )
    )


CONTROLLER = _about("people.controller", _("Controller of personal data"))
DATA_PROTECTION_OFFICER = _about(
    "people.data_protection_officer", _("Data protection officer and how to reach them")
)
