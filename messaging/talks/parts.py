"""What a talk's record holds (R28): one literal list, walked by form, page, print, PDF and the test of
them all."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.parts import Text

TEXTS = (
    Text("content", pgettext_lazy("talk", "Content"), 6, needed=True),
    Text(
        "house", _("Note for the institution"), 3, parents=False,
        hint=_("Read by the group's teachers and administration only, by no parent ever."),
    ),
)  # fmt: skip
SECTIONS: dict[str, Text] = {text.code: text for text in TEXTS}
ACTION = Text("text", _("What was agreed"), 1, 300, needed=True)
NAME = Text("name", _("Another person"), 1, 100)  # a specialist from outside
OWN_SUBJECT = Text("own_kind", _("Another subject"), 1, 60)
ADDITION = Text("addition", _("Addition"), 2, 5000, needed=True)
REMARK = Text("remark", _("Remark"), 3, 5000, needed=True)
MANY = 30  # more people, subjects or agreements than any talk has


class Subject(models.TextChoices):
    """What was talked about."""

    OUTCOMES = "outcomes", pgettext_lazy("talk", "learning outcomes")
    REGULATIONS = "regulations", pgettext_lazy("talk", "internal regulations")
    BEHAVIOUR = "behaviour", pgettext_lazy("talk", "behaviour")
    ADAPTATION = "adaptation", pgettext_lazy("talk", "adaptation")
    CARE = "care", pgettext_lazy("talk", "health and care")
    OWN = "own", pgettext_lazy("talk", "another subject")  # under a name of one's own


class State(models.TextChoices):
    """What became of something agreed."""

    OPEN = "open", pgettext_lazy("agreed", "open")
    DONE = "done", pgettext_lazy("agreed", "done")
    DROPPED = "dropped", pgettext_lazy("agreed", "dropped")
