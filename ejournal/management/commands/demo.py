"""The demonstration: load it, bring it up to today, or print its log-ins."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ejournal.demo.load import bring_up_to
from ejournal.demo.logins import LOGINS, PASSWORD

REFUSED = 3  # the database is somebody's own: script/run starts without the demonstration


class Command(BaseCommand):
    help = "Loads the demonstration or brings it up to today. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day it is, YYYY-MM-DD")
        parser.add_argument("--logins", action="store_true", help="only print log-ins and password")
        parser.add_argument(
            "--yes-invented-data",
            action="store_true",
            help="write invented people though the settings are not the demonstration's",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["logins"]:
            self._print_logins()
            return
        if not (settings.RITS_DEMO or options["yes_invented_data"]):
            raise CommandError("These settings are not the demonstration's (RITS_DEMO).")
        try:
            made = bring_up_to(options["today"] or timezone.localdate())
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages), returncode=REFUSED) from refused
        self.stdout.write(", ".join(f"{kind}: {count}" for kind, count in made.items()))

    def _print_logins(self) -> None:
        width = max(len(login.username) for login in LOGINS)
        for login in LOGINS:
            self.stdout.write(f"{login.username:<{width}}  {login.label}")
        self.stdout.write(f"{'':<{width}}  {PASSWORD}")
