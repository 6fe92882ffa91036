"""One thing to tell one person: of what kind and about what, never the text itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ROLE_LENGTH = 10  # of every column that holds a person's role, here and above


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of_person(self, user_id: int):
        return self.filter(person=user_id)

    def told_to(self, access):
        """What the person is told in the role they act in; a parent's spans all institutions."""
        if access.acting is None:
            return self.none()
        mine = self.filter(person=access.user.pk, role=access.acting.role)
        return mine.filter(institution=access.institution) if access.institution else mine

    def unread(self):
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """A row written in the transaction of its cause. The same thing is told once to a person in each
    of their roles that it concerns.

    ``group``, ``subject_id`` and ``day`` say what it is about, as its kind understands them;
    ``occasion`` tells apart several of one kind about one thing (the lead of a reminder).
    """

    institution = models.ForeignKey(
        "people.Institution",
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    role = models.CharField(_("role"), max_length=ROLE_LENGTH)  # in which the person is told
    kind = models.CharField(_("kind"), max_length=60)
    group = models.ForeignKey(
        "people.ChildGroup",
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # the index of group and day serves it too
    )
    subject_id = models.BigIntegerField(_("subject"), null=True, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    occasion = models.CharField(_("occasion"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("created at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "person",
                    "institution",
                    "role",
                    "kind",
                    "group",
                    "subject_id",
                    "day",
                    "occasion",
                ],
                nulls_distinct=False,
                name="a_thing_is_told_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__regex=r"^[a-z]+(\.[a-z_]+)+$")
                & Q(occasion__regex=r"^[a-z0-9_:-]*$"),
                name="a_notification_holds_no_text",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="notifications_of_a_person"),
            models.Index(
                fields=["person", "role", "institution"],
                condition=Q(read_at__isnull=True),
                name="unread_of_a_person",
            ),
            models.Index(fields=["group", "day"], name="notifications_about_a_day"),
            models.Index(fields=["created_at"], name="notifications_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def fact(self) -> tuple[object, ...]:
        """What it tells, whoever is told and in whichever role."""
        return (self.kind, self.group_id, self.subject_id, self.day, self.occasion)

    @property
    def thing(self) -> tuple[object, ...]:
        """What makes two rows the same, as the constraint has it."""
        return (self.person_id, self.institution_id, self.role, *self.fact)
