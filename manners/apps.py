from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MannersConfig(AppConfig):
    name = "manners"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """What it tells, and the one kind of things of its own: stored files."""
        from manners import fields, kinds, registry
        from manners.sent import SENT
        from manners.stored.kind import OF_A_FILE
        from outbox import registry as outbox

        for kind in (kinds.Reported(), kinds.Answered(), kinds.OfOnesOwn()):
            outbox.register(kind)
        registry.register(OF_A_FILE)
        fields.register(*SENT)
