"""The one kind of notification that the trial puts into the outbox."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import AppConfig


class TrialConfig(AppConfig):
    name = "tests.reliability"
    label = "reliability"

    def ready(self) -> None:
        from outbox.models import Notification
        from outbox.registry import Kind, Shown, register

        class Trial(Kind):
            """Always wanted, shown nowhere."""

            code, label, roles = "trial.delivery", "Trial of delivery", frozenset({"parent"})

            def wanted(self, notification: Notification, at: datetime) -> bool:
                return True

            def present(
                self, notifications: Iterable[Notification], access: Any, at: datetime
            ) -> dict[int, Shown]:
                return {}

        register(Trial())
