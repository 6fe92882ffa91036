"""How it stands with the caterer's letter, in words for the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from attendance.kitchen.page import Board, Mode
from attendance.kitchen.settings import CATERER_EMAIL, letter_due
from attendance.models import HeadCount
from duties.badges import clock
from outbox.clock import local_day

State = HeadCount.Letter


@dataclass(frozen=True)
class LetterState:
    """``tone`` as the parts have it; ``act``: words of the button that has it sent, or nothing."""

    title: str
    text: str
    tone: str
    act: str = ""

    @property
    def is_bad(self) -> bool:
        return self.tone == "bad"


def letter_of(board: Board, *, at: datetime) -> LetterState | None:
    """None where there is nothing to say: a day off, or a past day without a count."""
    is_today = board.day == local_day(at, board.institution.time_zone)
    if board.mode is Mode.OFF or not (board.head_count or is_today):
        return None
    if board.head_count is None or board.is_preview:
        return _ahead(board)
    return _of_a_count(board, board.head_count, is_today=is_today)


def _ahead(board: Board) -> LetterState | None:
    address, due = CATERER_EMAIL.of(board.institution), letter_due(board.institution, board.day)
    if not address:
        return _without_address()
    told = {
        "time": clock(max(due, board.cutoff_at), board.institution.time_zone),
        "address": address,
    }
    return LetterState(_("It will be sent to the caterer at %(time)s") % told, address, "")


def _of_a_count(board: Board, count: HeadCount, *, is_today: bool) -> LetterState:
    zone, address = board.institution.time_zone, CATERER_EMAIL.of(board.institution)
    may_send = is_today and bool(address)
    if count.letter == State.SENT and count.settled_at:
        title = _("Sent to the caterer at %(time)s") % {"time": clock(count.settled_at, zone)}
        return LetterState(title, count.letter_to, "good")
    if count.letter == State.WAITING and count.next_try_at:
        return _waiting(count, clock(count.next_try_at, zone), address)
    if count.letter == State.FAILED:
        text = _("Please ring the caterer, or correct the address and send it again.")
        title = _("The letter was not delivered to %(address)s") % {"address": count.letter_to}
        return LetterState(title, text, "bad", _("Send again") if may_send else "")
    if not address:
        return _without_address()
    return LetterState(_("Not sent to the caterer"), address, "", _("Send") if may_send else "")


def _waiting(count: HeadCount, time: str, address: str) -> LetterState:
    if count.attempts:
        title = _("The letter did not get through yet; it is tried again")
        return LetterState(title, address, "soon")
    return LetterState(
        _("It will be sent to the caterer at %(time)s") % {"time": time}, address, ""
    )


def _without_address() -> LetterState:
    text = _("Administration may give the caterer's address in the settings of the institution.")
    return LetterState(_("No letter is sent to the caterer"), text, "")
