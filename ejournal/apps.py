from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class EjournalConfig(AppConfig):
    name = "ejournal"
    default = True

    def ready(self) -> None:
        from ejournal.sign_in import new_password  # noqa: F401 – connects its receiver


class RitsAdminConfig(admin_apps.AdminConfig):
    default_site = "ejournal.admin.RitsAdminSite"
    default = False
