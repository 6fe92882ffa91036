"""What a password must be (NIST 800-63B): long, not known to everybody, not made of what is around it."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people.models import Guardianship, Institution
from people.rules.names import search_key

ALONE, WITH_SECOND_STEP, LONGEST = 15, 12, 128
_AROUND = (
    "rits", "parole", "password", "zurnal", "journal", "eklase", "pirmsskola", "bernudarzs", "qwerty",
    "1234567890",
)  # fmt: skip
ADVICE = gettext_lazy(
    "At least 15 characters: three or four words of your own are easy to keep in mind."
)
_SHORTEST_NAME = 4  # of what is counted as a word from around


class LengthValidator:
    """Shorter is enough for whoever has a second step. Nothing is said about kinds of characters."""

    def validate(self, password: str, user=None) -> None:
        least = self.least(user)
        if len(password) < least:
            raise ValidationError(
                ngettext("Use at least %(n)d character.", "Use at least %(n)d characters.", least)
                % {"n": least}
            )
        if len(password) > LONGEST:
            raise ValidationError(_("Use at most 128 characters."))

    def get_help_text(self) -> str:
        return str(ADVICE)

    def least(self, user) -> int:
        own = Authenticator.objects.filter(user_id=getattr(user, "pk", None))
        steps = own.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return WITH_SECOND_STEP if user and user.pk and steps.exists() else ALONE


class AroundValidator:
    """Little more than the name of the house, of a child, of oneself or of this portal is a guess."""

    def validate(self, password: str, user=None) -> None:
        rest = _folded(password)
        for word in sorted({*_AROUND, *_names_around(user)}, key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(set(rest)) < 5 or (len(rest) < 8 and len(rest) < len(_folded(password))):
            raise ValidationError(
                _("This is too near to names and words that others know. Add words of your own.")
            )

    def get_help_text(self) -> str:
        return ""


def _names_around(user) -> set[str]:
    if user is None or user.pk is None:
        return set()
    houses = Institution.objects.filter(role_groups__group__user=user).values_list(
        "name", flat=True
    )
    children = Guardianship.objects.filter(user=user).values_list(
        "child__first_name", "child__last_name"
    )
    texts = [*houses, *(name for child in children for name in child)]
    texts += [user.first_name, user.last_name, user.username, (user.email or "").partition("@")[0]]
    words = {word for text in texts for word in search_key(text).split()}
    return {word for word in words if len(word) >= _SHORTEST_NAME}


def _folded(text: str) -> str:
    return search_key(text).replace(" ", "")
