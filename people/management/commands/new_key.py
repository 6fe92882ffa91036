"""A key made by whoever keeps the portal: a superuser's, whose slip no page prints (R35)."""

from typing import Any
from urllib.parse import urljoin

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from people import operations
from people.keys import links
from people.models import User


class Command(BaseCommand):
    help = "Void somebody's password and print a one-time link to a new one."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username")
        parser.add_argument("--base-url", default="http://localhost:8000")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError("Nobody with an open account has this user name.")
        with pghistory.context(task="new_key"):
            link = operations.make_key_by_hand(user=user, at=timezone.now())
        address = urljoin(options["base_url"], reverse("arrive", args=[links.token(link)]))
        self.stdout.write(f"Link, good for one hour and one use: {address}")
