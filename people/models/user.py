"""One adult, the same across institutions (R10–R17)."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, access, action):
        """Adults of the institutions where the action is allowed; always oneself."""
        return self.filter(access.adult_rule(action))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """People are made by operations; Django's own ``create_user`` is not offered."""


class User(AbstractBaseUser, PermissionsMixin):
    """An adult with an account. The user name is always generated, never a personal code."""

    username = models.CharField(
        _("user name"), max_length=60, unique=True, validators=[ASCIIUsernameValidator()]
    )
    email = models.EmailField(_("e-mail"), null=True, blank=True)  # noqa: DJ001 – NULL: has none
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    sort_key = models.CharField(max_length=400, db_collation="C", editable=False)
    search_key = models.CharField(max_length=200, editable=False)
    is_active = models.BooleanField(_("active"), default=True)  # type: ignore[assignment, misc]
    activated_at = models.DateTimeField(_("activated at"), null=True, blank=True, editable=False)
    # the owner said the account may be compromised: a new key opens it again (R14)
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True, editable=False)
    # counted up, every session of the person is over at its next request
    epoch = models.PositiveIntegerField(default=0, editable=False)
    # answered the offer of a passkey, either way: it is not made again (ejournal.sign_in.passkey_offer)
    passkey_answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    is_staff = False  # Django's admin asks access.py, never a flag

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message=_("Somebody else has this e-mail."),
            ),
            models.CheckConstraint(condition=~Q(email=""), name="no_email_is_null"),
            models.CheckConstraint(condition=Q(is_superuser=False), name="nobody_is_above_access"),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        super().clean()
        self.email = type(self).objects.normalize_email(self.email) or None

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """What a session is bound to: the password, and how often all sessions were ended."""
        bound = f"{self.epoch}:{self.password}"
        return salted_hmac("people.session", bound, secret=secret, algorithm="sha256").hexdigest()

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper()
