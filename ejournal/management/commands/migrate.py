"""Migrations run as the owner of the tables; everything else as the application."""

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from ejournal.settings.databases import database


class Command(migrate.Command):
    def handle(self, *args, **options) -> None:
        if owner_url := getattr(settings, "DATABASE_OWNER_URL", ""):
            connection = connections[options["database"]]
            if connection.settings_dict["NAME"] == database(owner_url)["NAME"]:
                connection.close()
                login = {
                    key: database(owner_url)[key] for key in ("USER", "PASSWORD", "HOST", "PORT")
                }
                connection.settings_dict |= login
        super().handle(*args, **options)
