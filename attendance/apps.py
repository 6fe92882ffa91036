from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttendanceConfig(AppConfig):
    name = "attendance"
    verbose_name = _("Attendance")

    def ready(self) -> None:
        """What its parts owe, tell and let an institution set."""
        from attendance.check import duties as check
        from attendance.check import kinds as answers
        from attendance.clarifications import kinds as clarifications
        from attendance.duties import AttendanceByNine
        from attendance.kitchen import kinds as kitchen
        from attendance.notices import kinds as notices
        from attendance.register import kinds as requests
        from attendance.wording import SENT
        from duties import registry as duties
        from manners import fields
        from outbox import registry as outbox

        for duty in (AttendanceByNine(), check.WeeklyCheck()):
            duties.register(duty)
        for kind in (
            requests.CorrectionAsked(), notices.WhyAbsent(), notices.StillIll(),
            answers.CorrectionAnswered(), kitchen.LetterFailed(), clarifications.AbsenceToClarify(),
        ):  # fmt: skip
            outbox.register(kind)
        fields.register(*SENT)
