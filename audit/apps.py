from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Trail")

    def ready(self) -> None:
        from audit import actor  # noqa: F401 – connects its receiver

        post_migrate.connect(_grant_rights, sender=self)


def _grant_rights(using: str = "default", **kwargs) -> None:
    from audit.rights import grant_rights

    grant_rights(using=using)
