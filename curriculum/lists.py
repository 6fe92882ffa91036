"""What the law fixes: seven learning areas, six transversal skills, and the three age stages of
children (``people.models.Stage``). No table. Also what the lists of values and of virtues are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Stage

__all__ = ["VALUES", "VIRTUES", "Area", "Skill", "Stage"]

VALUES, VIRTUES = _("Values"), _("Virtues")


class Area(models.TextChoices):
    """Mācību jomas; the code begins the codes of its outcomes."""

    LANGUAGE = "VAL", pgettext_lazy("area", "Language")
    SOCIAL = "SOC", pgettext_lazy("area", "Social and civic")
    CULTURE = "KUL", pgettext_lazy("area", "Cultural awareness and self-expression in art")
    NATURE = "DAB", pgettext_lazy("area", "Natural sciences")
    MATHEMATICS = "MAT", pgettext_lazy("area", "Mathematics")
    TECHNOLOGY = "TEH", pgettext_lazy("area", "Technology")
    HEALTH = "VES", pgettext_lazy("area", "Health and physical activity")

    @property
    def icon(self) -> str:
        return _ICONS[self]


_ICONS = {
    Area.LANGUAGE: "abc", Area.SOCIAL: "friends", Area.CULTURE: "palette", Area.NATURE: "leaf",
    Area.MATHEMATICS: "number-123", Area.TECHNOLOGY: "puzzle", Area.HEALTH: "ball-football",
}  # fmt: skip


class Skill(models.TextChoices):
    """Caurviju prasmes; the code is what a narrow table shows."""

    THINKING = "KD", pgettext_lazy("skill", "critical thinking and problem solving")
    CREATING = "JU", pgettext_lazy("skill", "creativity and entrepreneurship")
    SELF_GUIDED = "PM", pgettext_lazy("skill", "self-guided learning")
    COOPERATION = "SA", pgettext_lazy("skill", "cooperation")
    PARTICIPATION = "PL", pgettext_lazy("skill", "civic participation")
    DIGITAL = "DP", pgettext_lazy("skill", "digital literacy")
