"""A kind of jobs that no app has, seen by whoever acts in its house."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from documents import queue, registry
from documents.models import Job
from documents.registry import JobKind
from tests.world import at

PARCEL = b"Anna" * 40_000  # more than two pieces of what is read at once


class Parcel(JobKind):
    code, label, advice = "tests.parcel", "Sainis", "Ņemiet līdzi."
    content_type, kept_for = "text/plain", timedelta(days=1)

    def __init__(self) -> None:
        self.make_it: Callable = lambda job, say: PARCEL
        self.seen: Callable = lambda job, by: by.institution == job.institution

    def is_seen(self, job, by):
        return self.seen(job, by)

    def make(self, job, say, at):
        return self.make_it(job, say)

    def shown_as(self, job):
        return f"sainis-{job.pk}.txt"


@pytest.fixture
def parcel(monkeypatch) -> Parcel:
    monkeypatch.setattr(registry, "_registry", dict(registry._registry))
    return registry.register(Parcel())


@pytest.fixture
def ask(house, parcel) -> Callable[..., Job]:
    """The head asks for one."""
    about = {"institution": house.institution, "asked_by": house.head, "at": at(9)}
    return lambda **facts: queue.ask(**{"kind": parcel.code} | about | facts)
