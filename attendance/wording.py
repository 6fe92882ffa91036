"""What is written around attendance: remarks of parents, of teachers and of who checks. Its writer is asked
about a word of the word list (R18); administration is shown nothing, since some of it speaks of health."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from manners.fields import Sent

_NOTE = {"note": _("Note")}
SENT = (
    Sent("attendance:report", _NOTE, "attendance.HealthNote.text"),
    Sent("attendance:notice_change", _NOTE, "attendance.HealthNote.text"),
    Sent(
        "attendance:register", {"late_reason": _("Why it is late")},
        "attendance.Register.late_reason",
    ),
    Sent(
        "attendance:ask", {"why": _("Why should it be corrected?")},
        "attendance.CorrectionRequest.why",
    ),
    Sent(
        "attendance:answer_request", {"text": _("Why it is declined")},
        "attendance.CorrectionRequest.answer",
    ),
    Sent(
        "attendance:clarification_step", {"note": _("what came of it")},
        "attendance.ClarificationStep.note",
    ),
)  # fmt: skip
