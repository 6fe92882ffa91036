"""What is said after somebody was entered."""

from django.utils.translation import gettext as _


def entered(email: str) -> str:
    """The same whether somebody new was entered or the owner of a known address was asked."""
    if email:
        return _("Saved. A letter with an invitation is on its way.")
    return _("Saved. Print a slip under «Keys».")
