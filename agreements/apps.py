from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "agreements"
    verbose_name = _("Documents")

    def ready(self) -> None:
        post_migrate.connect(_lay_down_first_texts, sender=self)


def _lay_down_first_texts(**kwargs) -> None:
    """Institutions from before there were documents get theirs (R3)."""
    from django.utils import timezone

    from agreements.operations import lay_down_first_texts
    from people.models import Institution

    for institution in Institution.objects.all():
        lay_down_first_texts(institution, at=timezone.now())
