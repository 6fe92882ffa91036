"""The shape of cards. Which institution, group or child one is of comes from the address, never from here."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from people.entering.placing_forms import MoveForm
from people.models import Address, Guardianship, PickUpPerson, Role, Sex, Stage
from people.rules import personal_code
from people.rules.days import OLDEST_CHILD, BirthDateField, require_born
from people.rules.phones import PhoneField

_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")


class NameField(forms.CharField):
    """Letters, hyphens, apostrophes; inner spaces collapsed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=80, **kwargs)

    def clean(self, value: Any) -> str:
        name = " ".join((super().clean(value) or "").split())
        if name and not _NAME.fullmatch(name):
            raise ValidationError(_("A name has letters only, and hyphens or spaces between them."))
        return name


class PersonalCodeField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=14, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return personal_code.shown(value) if isinstance(value, str) and len(value) == 11 else value

    def clean(self, value: Any) -> str:
        return personal_code.normalised(super().clean(value) or "")


class ChildForm(forms.Form):
    """A child's card."""

    first_name = NameField(label=gettext_lazy("First name"))
    last_name = NameField(label=gettext_lazy("Last name"))
    birth_date = BirthDateField(label=gettext_lazy("Birth date"))
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=Sex, widget=forms.RadioSelect)
    personal_code = PersonalCodeField(
        label=gettext_lazy("Personal code"),
        help_text=gettext_lazy("May stay empty: a child from abroad may have none."),
    )
    stage_override = forms.TypedChoiceField(
        label=gettext_lazy("Age stage"), choices=[("", gettext_lazy("by age")), *Stage.choices],
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, masked: str = "", **kwargs: Any) -> None:
        """:param masked: the code as whoever may not see it whole is shown it; left empty, it stays"""
        super().__init__(*args, **kwargs)
        self.today = today
        if masked:
            self.initial["personal_code"] = ""
            self.fields["personal_code"].help_text = _(
                "Recorded: %(code)s. Left empty, it stays."
            ) % {"code": masked}

    def clean_birth_date(self) -> date:
        """Said together with what else is wrong."""
        birth_date: date = self.cleaned_data["birth_date"]
        require_born(birth_date, self.today, most=OLDEST_CHILD)
        return birth_date

    def warning(self) -> str:
        code = self.cleaned_data["personal_code"]
        return personal_code.warning(code, self.cleaned_data["birth_date"])


class NewChildForm(MoveForm, ChildForm):
    """With the group, of those the person may enter children into."""


class AdultForm(forms.Form):
    """An adult's card."""

    first_name = NameField(label=gettext_lazy("First name"))
    last_name = NameField(label=gettext_lazy("Last name"))
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), required=False, max_length=254,
        help_text=gettext_lazy("Without one a printed slip will do."),
    )  # fmt: skip
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)


class GuardianForm(AdultForm):
    relation = forms.ChoiceField(
        label=gettext_lazy("Who it is to the child"), choices=Guardianship.Relation
    )
    is_legal = forms.BooleanField(
        label=gettext_lazy("Legal representative"), required=False, initial=True
    )


class StaffForm(AdultForm):
    """With the first role; a clerk gives no administration."""

    role = forms.ChoiceField(label=pgettext_lazy("staff", "Role"))

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Role.choices)
        self.fields["role"].choices = [(role, labels[role]) for role in roles]  # type: ignore[attr-defined]


class AddressForm(forms.ModelForm):
    class Meta:
        model = Address
        fields = ("street", "town", "parish", "municipality", "postcode")


class PickUpForm(forms.ModelForm):
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)

    class Meta:
        model = PickUpPerson
        fields = ("name", "relation", "phone", "birth_date")
        field_classes = {"birth_date": BirthDateField}
        help_texts = {"birth_date": gettext_lazy("Of somebody under age only.")}
