"""What the signs of a month table mean, in words; shown, printed and exported."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from attendance.months.table import ELSEWHERE, MISSING, PRESENT, STRANGER
from attendance.settings import CODE_EXCUSED, CODE_ILLNESS, CODE_LATE, CODE_UNEXCUSED
from people.models import Institution


def legend(institution: Institution) -> list[tuple[str, str]]:
    """Sign and meaning."""
    return [
        (PRESENT, pgettext("month table", "present")),
        (CODE_LATE.of(institution), _("came later (present)")),
        (CODE_ILLNESS.of(institution), _("absent due to illness")),
        (CODE_EXCUSED.of(institution), _("excused, another reason")),
        (CODE_UNEXCUSED.of(institution), _("unexcused, or the reason is not known")),
        (ELSEWHERE, _("in another group on that day, counted there")),
        (STRANGER, _("not in the group on that day")),
        (MISSING, _("not confirmed yet")),
    ]


def heads(institution: Institution) -> list[str]:
    """Over the totals, in the order of ``table.TOTALS``."""
    codes = (CODE_ILLNESS, CODE_EXCUSED, CODE_UNEXCUSED)
    return [pgettext("column", "Present"), *(code.of(institution) for code in codes)]
