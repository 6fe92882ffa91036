from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class EjournalConfig(AppConfig):
    name = "ejournal"
    default = True


class RitsAdminConfig(admin_apps.AdminConfig):
    default_site = "ejournal.admin.RitsAdminSite"
    default = False
