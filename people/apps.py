from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from people import declared  # noqa: F401 – its settings register themselves
        from people.contacts import told as contacts
        from people.devices import told as devices
        from people.entering import restrictions
        from people.keys import told as keys

        contacts.declare()
        devices.declare()
        keys.declare()
        restrictions.declare()
        post_migrate.connect(_sync_roles, sender=self)


def _sync_roles(**kwargs) -> None:
    from people.roles import sync_roles

    sync_roles()
