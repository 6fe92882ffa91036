"""What is written of a child in assessment (R26): one literal list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import COMMENT as LONGEST_COMMENT
from planning.parts import Text

COMMENT = Text("comment", _("Comment"), 3, LONGEST_COMMENT)
OBSERVATION = Text("observation", _("What did you observe?"), 4, 4_000)
IDEA = Text("idea", _("One idea for home"), 2, 500)
REASON = Text("reason", _("Why it is taken away"), 1, 300, parents=False)
