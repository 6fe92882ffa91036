"""People who write without a pause, by HTTP, and know exactly what was acknowledged.

Whoever got no answer, or a 503, sends the very same form again until it is acknowledged, as a person
would. So in the end every form was acknowledged once, and must have been written once.
"""

from __future__ import annotations

import http.client
import re
import threading
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.bench.visitor import Answer, Visitor, confirmation, inputs

_FORM = re.compile(r'<form class="absence.*?</form>', re.DOTALL)
_DAYS = re.compile(r'name="days" value="(\d[^"]*)"')
_PATIENCE = 90  # seconds for one form, however often it is sent


@dataclass
class Writer(ABC):
    name: str
    person: Visitor
    path: str
    acknowledged: int = 0
    sent: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    gave_up: str = ""
    query = ""

    def write_until(self, stop: threading.Event) -> None:
        try:
            while not stop.is_set():
                page = self._insist(lambda: self.person.get(self.path + self.query), 200)
                fields = self.filled(page.text)
                self._insist(lambda fields=fields: self._send(fields), 302)
                self.acknowledged += 1
                time.sleep(0.05)
        except Exception as error:
            self.gave_up = f"{type(error).__name__}: {error}"

    @abstractmethod
    def filled(self, page: str) -> list[tuple[str, str]]:
        """The next form, unlike the one before it."""

    @abstractmethod
    def forms_acknowledged(self) -> Iterable[object]:
        """What must stand in the database, each once."""

    @abstractmethod
    def forms_written(self) -> Iterable[object]:
        """What stands there."""

    def _send(self, fields: list[tuple[str, str]]) -> Answer:
        self.sent += 1
        return self.person.post(self.path, fields)

    def _insist(self, ask: Callable[[], Answer], good: int) -> Answer:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                answer = ask()
            except (OSError, http.client.HTTPException) as lost:
                self.answers[type(lost).__name__] += 1
            else:
                self.answers[str(answer.status)] += 1
                if answer.status == good:
                    return answer
                if answer.status != 503:
                    raise RuntimeError(f"{answer.status} of {self.path}")
            time.sleep(0.1)
        raise TimeoutError(f"no {good} of {self.path} in {_PATIENCE} s")


@dataclass
class Teacher(Writer):
    """Confirms a register and corrects it ever after: each form makes one version."""

    query = "?edit"

    def filled(self, page: str) -> list[tuple[str, str]]:
        return confirmation(page, absent=self._absent(self.acknowledged))

    def forms_acknowledged(self) -> Iterable[object]:
        """Each version, and how many children are absent in the last one."""
        return [*range(1, self.acknowledged + 1), f"{self._absent(self.acknowledged - 1)} absent"]

    def forms_written(self) -> Iterable[object]:
        from django.apps import apps

        from attendance.models import Mark

        _, _, group, _, day, _ = self.path.split("/")
        trail = apps.get_model("audit", "RegisterEvent")._default_manager
        versions = trail.filter(group_id=group, day=day).values_list("version", flat=True)
        marks = Mark.objects.filter(register__group=group, day=day)
        return [*versions, f"{sum(mark.is_absent for mark in marks)} absent"]

    @staticmethod
    def _absent(number: int) -> int:
        return 1 + number % 3


@dataclass
class Mother(Writer):
    """Reports the same day again and again, with another note each time: each form makes one notice."""

    days: str = ""  # those that the page offers first, at first

    def filled(self, page: str) -> list[tuple[str, str]]:
        form = _FORM.search(page)
        if form is None:
            raise RuntimeError("no form on the page of absences")
        self.days = self.days or _DAYS.findall(form.group())[0]
        said = [("days", self.days), ("reason", "illness"), ("note", self._note(self.acknowledged))]
        return [*inputs(form.group()), *said]

    def forms_acknowledged(self) -> Iterable[object]:
        return map(self._note, range(self.acknowledged))

    def forms_written(self) -> Iterable[object]:
        from attendance.models import HealthNote

        own = HealthNote.objects.filter(text__startswith=self._note(""))
        return own.values_list("text", flat=True)

    def _note(self, number: object) -> str:
        return f"{self.name}: {number}"
