"""What children learn: learning areas, transversal skills, values, virtues, outcomes by age stage (R24)."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CurriculumConfig(AppConfig):
    name = "curriculum"
    verbose_name = _("Curriculum")

    def ready(self) -> None:
        post_migrate.connect(_lay_down, sender=self)


def _lay_down(**kwargs) -> None:
    from curriculum.catalogue import lay_down

    lay_down()
