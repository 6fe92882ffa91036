from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "assessment"
    verbose_name = _("Assessment")

    def ready(self) -> None:
        """What it tells, what can be taken back for a minute, and what a worker makes of it."""
        from assessment import kinds
        from assessment.models import Publication
        from assessment.summary.kinds import SummariesPaper, SummaryPaper
        from assessment.wording import SENT, OfWhatIsPublished
        from documents import registry as documents
        from manners import fields
        from manners import registry as manners
        from outbox import grace
        from outbox import registry as outbox

        outbox.register(kinds.GrowthIsThere())
        grace.register(Publication, kinds.tell_families)
        documents.register(SummaryPaper())
        documents.register(SummariesPaper())
        manners.register(OfWhatIsPublished())
        fields.register(*SENT)
