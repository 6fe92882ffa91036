"""Drawing the rows of a register."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from attendance.register.rows import Row

register = template.Library()


@register.simple_tag
def child_rows(rows: Iterable[Row], **shared: Any) -> SafeString:
    """Rows as ``components/child_row.html`` draws them, the template once for all that look alike.

    A group's rows differ little but in the child's number, id and name: those are stamped in.
    ``shared`` says what the whole list has in common.
    """
    component = get_template("components/child_row.html")
    drawn: dict[Row, str] = {}
    done = []
    for row in rows:
        blank = row.blank
        if blank not in drawn:
            drawn[blank] = component.render({"row": blank, **shared})
        done.append(_stamped(drawn[blank], blank, row))
    return mark_safe("".join(done))  # noqa: S308 – drawn by a template, and escaped below


def _stamped(drawn: str, blank: Row, row: Row) -> str:
    for name in Row.STAMPS:
        drawn = drawn.replace(getattr(blank, name), conditional_escape(getattr(row, name)))
    return drawn
