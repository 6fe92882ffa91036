"""Drawing the rows of the grid."""

from collections.abc import Iterable

from django import template
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from assessment.grid.page import Row

register = template.Library()
BLANK = Row("\ue000", "\ue001", "\ue002", "\ue003")  # signs that no name has


@register.simple_tag
def grid_rows(rows: Iterable[Row], *, is_writable: bool) -> SafeString:
    """Rows as ``assessment/grid/row.html`` draws them, the template once for all."""
    drawn = get_template("assessment/grid/row.html").render(
        {"row": BLANK, "is_writable": is_writable}
    )
    return mark_safe("".join(_stamped(drawn, row) for row in rows))  # noqa: S308 – escaped below


def _stamped(drawn: str, row: Row) -> str:
    for sign, said in zip(BLANK, row, strict=True):
        drawn = drawn.replace(sign, conditional_escape(said))
    return drawn
