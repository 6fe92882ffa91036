from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttendanceConfig(AppConfig):
    name = "attendance"
    verbose_name = _("Attendance")

    def ready(self) -> None:
        """Every part declares its duties and the kinds of its notifications."""
        from attendance.check.declared import declare as of_the_check
        from attendance.clarifications.declared import declare as of_clarifications
        from attendance.kitchen.declared import declare as of_the_kitchen
        from attendance.notices.declared import declare as of_notices
        from attendance.register.declared import declare as of_the_register

        parts = (of_the_register, of_notices, of_the_check, of_the_kitchen, of_clarifications)
        for declare in parts:
            declare()
