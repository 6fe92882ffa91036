"""A portal can begin without the demo: an institution, its head, and the head's first way in."""

from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import pghistory
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements.operations import lay_down_first_texts
from duties.operations import lay_down_moved_days
from people.keys import links
from people.models import User
from people.operations import create_institution

_OPTIONS = {  # field → the option that fills it
    "name": "--name",
    "registration_number": "--registration-number",
    "first_name": "--head-first-name",
    "last_name": "--head-last-name",
    "email": "--head-email",
}


class Command(BaseCommand):
    help = "Create an institution and print its head's user name and one-time log-in link."

    def add_arguments(self, parser: Any) -> None:
        for option in ("--name", "--registration-number", "--head-first-name", "--head-last-name"):
            parser.add_argument(option, required=True)
        parser.add_argument("--head-email", default="")
        parser.add_argument("--base-url", default="http://localhost:8000")

    def handle(self, *args: Any, **options: Any) -> None:
        texts = {name: options[name].strip() for name in (
            "name", "registration_number", "head_first_name", "head_last_name", "head_email",
        )}  # fmt: skip
        head = _begin(texts)
        self.stdout.write(f"User name: {head.username}")
        self.stdout.write(
            f"Link, good for one hour and one use: {_link(head, options['base_url'])}"
        )


def _begin(texts: dict[str, str]) -> User:
    try:
        with pghistory.context(task="create_institution"), transaction.atomic():
            institution, head = create_institution(**texts)
            lay_down_moved_days(institution)
            lay_down_first_texts(institution, at=timezone.now())
    except ValidationError as error:
        raise CommandError(_one_line(error)) from error
    except IntegrityError as error:  # somebody was quicker by a moment
        raise CommandError("This registration number or e-mail is taken.") from error
    return head


def _link(head: User, base_url: str) -> str:
    """A one-time link as any invitation's, for the hour of the beginning."""
    with pghistory.context(task="create_institution"):
        link = links.make(
            user=head, purpose=links.Purpose.INVITE, made_by=head, at=timezone.now(),
            good_for=timedelta(hours=1),
        )  # fmt: skip
    return urljoin(base_url, reverse("arrive", args=[links.token(link)]))


def _one_line(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        f"{_OPTIONS.get(field, '')} {' '.join(messages)}".strip()
        for field, messages in error.message_dict.items()
    )
