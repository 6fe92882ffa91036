"""The demonstration: load it, bring it up to today, print its log-ins; or make a great one in bulk."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ejournal.demo.bulk.load import gather_statistics, make
from ejournal.demo.bulk.scale import Scale
from ejournal.demo.load import bring_up_to
from ejournal.demo.logins import LOGINS, PASSWORD
from outbox.clock import portal_day

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
        parser.add_argument(
            "--institutions", type=int, metavar="N",
            help="instead make so many institutions in bulk, for measuring; user names n1.teacher0a, "
            "n1.nurse, n1.clerk, n1.admin, n1.superuser",
        )  # fmt: skip
        parser.add_argument("--groups", type=int, metavar="N", default=6, help="of each (6)")
        parser.add_argument("--children", type=int, metavar="N", default=25, help="in a group (25)")
        parser.add_argument("--years", type=int, metavar="N", default=1, help="of past days (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["logins"]:
            self._print_logins()
            return
        if not (settings.RITS_DEMO or options["yes_invented_data"]):
            raise CommandError("These settings are not the demonstration's (RITS_DEMO).")
        today = options["today"] or portal_day(timezone.now())
        try:
            if options["institutions"]:
                self._make_in_bulk(today, options)
                return
            made = bring_up_to(today)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages), returncode=REFUSED) from refused
        self.stdout.write(", ".join(f"{kind}: {count}" for kind, count in made.items()))

    def _make_in_bulk(self, today: date, options: dict[str, Any]) -> None:
        size = {name: options[name] for name in ("institutions", "groups", "children", "years")}
        began = time.monotonic()

        def tell(done: int, marks: int) -> None:
            if options["verbosity"] > 1 or done == size["institutions"]:
                self.stdout.write(f"{done} institutions, {marks} marks, {_since(began)} s")

        make(Scale(today, **size), tell)
        gather_statistics()

    def _print_logins(self) -> None:
        width = max(len(login.username) for login in LOGINS)
        for login in LOGINS:
            self.stdout.write(f"{login.username:<{width}}  {login.label}")
        self.stdout.write(f"{'':<{width}}  {PASSWORD}")


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.0f}"
