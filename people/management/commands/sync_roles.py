from django.core.management.base import BaseCommand

from people.access.grants import sync_roles


class Command(BaseCommand):
    help = "Lay down the table of roles and actions. Safe to repeat; migrate does it too."

    def handle(self, **options) -> None:
        self.stdout.write(f"{sync_roles()} permissions changed")
