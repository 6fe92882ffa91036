from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """What its parts tell and let an institution set."""
        from documents import registry as documents
        from outbox import registry as outbox
        from people.contacts.kinds import ContactsTouched
        from people.devices.kinds import NewDevice
        from people.entering.kinds import DocumentIsPast
        from people.keys.kinds import MayBeCompromised, NewKey, SlipToAgree
        from people.keys.slips import Slips
        from people.sign_in.kinds import CodesGuessed, LetIn, Suspended

        for kind in (
            ContactsTouched(), NewDevice(), NewKey(), MayBeCompromised(), SlipToAgree(),
            CodesGuessed(), DocumentIsPast(), Suspended(), LetIn(),
        ):  # fmt: skip
            outbox.register(kind)
        documents.register(Slips())
        post_migrate.connect(_sync_roles, sender=self)


def _sync_roles(**kwargs) -> None:
    from people.access.grants import sync_roles

    sync_roles()
