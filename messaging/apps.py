from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = _("Messages and notifications")

    def ready(self) -> None:
        """What it tells of talks, what can be taken back, what may be reported or is asked about."""
        from manners import fields
        from manners import registry as manners
        from messaging.models import Talk
        from messaging.talks import kinds
        from messaging.talks.wording import SENT, OfAnAddition, OfATalk
        from outbox import grace
        from outbox import registry as outbox

        outbox.register(kinds.TalkIsShared())
        outbox.register(kinds.TalkIsSupplemented())
        grace.register(Talk, kinds.tell_guardians)
        manners.register(OfATalk())
        manners.register(OfAnAddition())
        fields.register(*SENT)
