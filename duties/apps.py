from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutiesConfig(AppConfig):
    name = "duties"
    verbose_name = _("Duties and calendar")

    def ready(self) -> None:
        from duties import registry
        from duties.duties import CalendarCheckedInJuly

        registry.register(CalendarCheckedInJuly())
