"""A child's first name in a text that all parents of a group read.

It is shown before the text is saved, and one tap puts «bērns» in its place. A question, never a block:
«Rasa» may be dew and «Laima» a goddess. How a name looks in Latvian cases says ``cases``, whom a text can
name ``roll`` (of a group: ``children``), where it does ``mentions``, and what becomes of a posted text
``question`` with ``templates/components/child_named.html``.
"""

from .children import roll_of, roll_of_house
from .mentions import Mention, Named, names_in, newly_named, replaced
from .question import Heard, hear
from .roll import ChildName, Roll

__all__ = [
    "ChildName", "Heard", "Mention", "Named", "Roll", "hear", "names_in", "newly_named", "replaced",
    "roll_of", "roll_of_house",
]  # fmt: skip
