"""What is written in a day's log (R27): one literal list, walked by form, page, paper, the feed and the
test of them all."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from activities.models.entry import TITLE as LONGEST_TITLE
from activities.models.photo import ALT as LONGEST_ALT
from planning.parts import Text

TITLE = Text("title", _("What did you do?"), 1, LONGEST_TITLE, needed=True)
TEXT = Text("text", _("How did it go?"), 3, 4_000)
NOTE = Text("note", _("Note to colleagues"), 3, 4_000, parents=False)
REASON = Text("reason", _("Why it is changed"), 1, 300, parents=False)
ALT = Text("alt", _("What is to be seen"), 1, LONGEST_ALT, needed=True)  # of a photo
SOURCE = Text("source", _("Whose picture it is"), 1, LONGEST_ALT)
