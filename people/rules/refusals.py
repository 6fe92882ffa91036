"""What an operation or the database refused, as the error of a form."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.utils.translation import gettext as _


@contextmanager
def of_field(name: str) -> Iterator[None]:
    """What is refused inside is said at the field.

    :raises ValidationError: of the field ``name``
    """
    try:
        yield
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error


@dataclass
class Refusals:
    """Everything that is refused of a large form, told at once, each at its place."""

    found: dict[str, list[str]] = field(default_factory=dict)

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """What is refused inside is kept; of a field of the place as «place.field»."""
        try:
            yield
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                self._keep(place, error.messages)
                return
            for name, messages in error.message_dict.items():
                self._keep(f"{place}.{name}" if place else name, messages)

    def refuse(self) -> None:
        """:raises ValidationError: by place, if there was anything"""
        if self.found:
            raise ValidationError(self.found)  # type: ignore[arg-type]

    def _keep(self, place: str, messages: list[str]) -> None:
        known = self.found.setdefault(place, [])
        known += [message for message in messages if message not in known]


def refusal_of(model: type[Model], error: ValidationError | IntegrityError) -> ValidationError:
    """A database's refusal speaks with the message of the constraint that was broken."""
    return error if isinstance(error, ValidationError) else _broken(model, error)


def _broken(model: type[Model], error: IntegrityError) -> ValidationError:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in model._meta.constraints:
        if constraint.name == name:
            return ValidationError(constraint.get_violation_error_message())
    return ValidationError(_("This contradicts what is already recorded."))


def by_field(refusal: ValidationError, fields: object) -> list[tuple[str | None, list[str]]]:
    """Messages beside the form's own fields; the rest belong to the form as a whole."""
    if not hasattr(refusal, "error_dict"):
        return [(None, refusal.messages)]
    return [
        (field if field in fields else None, messages)  # type: ignore[operator]
        for field, messages in refusal.message_dict.items()
    ]
