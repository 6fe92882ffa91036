"""Who one may try to be in the demonstration. Everybody has the same password."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "rits-labrit-jancis"  # noqa: S105 – shown on the log-in page


@dataclass(frozen=True)
class Login:
    username: str
    label: str | Promise


LOGINS: list[Login] = [
    Login("skolotaja", _("teacher whose register is not done today")),
    Login("skolotaja2", _("teacher who also substitutes in another group")),
    Login("pedagogs_vecaks", _("teacher who is also a parent")),
    Login("muzika", _("music teacher of all groups")),
    Login("masa", _("nurse")),
    Login("lietvede", _("clerk")),
    Login("vaditaja", _("head, administration")),
    Login("virslietotajs", _("superuser")),
    Login("mamma", _("mother of two children in two groups")),
    Login("tetis", _("father of the same children")),
    Login("ierobezots", _("father whose access a court has restricted")),
    Login("apturets", _("father whose access is suspended: reads why")),
    Login("mamma_divas", _("mother with children in both institutions")),
    Login("vaditaja_b", _("head of the other institution")),
    Login("skolotaja_b", _("teacher in the other institution")),
    Login("mamma_b", _("mother in the other institution")),
]
