"""Jobs that wait are done, by claimed work; what each one is says its kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation

from documents import content, registry
from documents.models import Job, StoredFile
from documents.registry import JobKind
from outbox import claims
from outbox.claims import Clock, Refused, TryLater

Claim = claims.Claim[Job]


class Jobs(claims.Work[Job]):
    """What fails is said on its page and may be asked for again; what was killed is made by the next."""

    what, keeps_error = "job", False

    def waiting(self) -> QuerySet[Job]:
        found = Job.objects.filter(finished_at=None, failed_at=None)
        return found.select_related("institution", "asked_by")

    def do(self, claim: Claim, now: Clock) -> None:
        kind = registry.of_job(claim.row)
        if kind is None:
            raise Refused(f"nobody declared {claim.row.kind}")
        made = self._made(kind, claim, now())
        try:
            file = content.put(claim.row, kind, made, now())
        except OSError as error:
            raise TryLater(claims.place_of(error)) from None
        if not self._hand_over(claim, file, now()):
            content.remove(file)  # the claim ran out: somebody else makes it

    def give_up(self, claim: Claim, rows: Iterable[Job], why: str, at: datetime) -> None:
        self.settle(claim, rows, failed_at=at)

    def _made(self, kind: JobKind, claim: Claim, at: datetime) -> bytes:
        def say(done: int) -> None:
            self.settle(claim, done=done)

        try:
            with translation.override(settings.LANGUAGE_CODE):
                return kind.make(claim.row, say, at)
        except Exception as error:
            raise Refused(claims.place_of(error)) from None

    @transaction.atomic
    def _hand_over(self, claim: Claim, file: StoredFile, at: datetime) -> bool:
        ours = self.settle(claim, result=file, done=F("total"), finished_at=at)
        ready = StoredFile.objects.filter(pk=file.pk)
        return bool(ours and ready.update(state=StoredFile.State.READY))
