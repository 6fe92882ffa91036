"""What people are to have read: an institution's documents, their versions, who acknowledged which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from outbox.models.notification import ROLE_LENGTH
from people.models import Institution, Role


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, access, action):
        """Of the house that staff act in, of the houses of a parent's children: what applies to them."""
        found = self.filter(institution__in=Institution.objects.visible_to(access, action))
        return found.exclude(kind__in=OF_STAFF) if access.acts_as(Role.PARENT) else found


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, access, action):
        return self.filter(document__in=Document.objects.visible_to(access, action))

    def current(self):
        """The newest of each document."""
        same = Version.objects.filter(document=models.OuterRef("document"))
        newer = same.filter(number__gt=models.OuterRef("number"))
        return self.filter(~models.Exists(newer))


class Document(models.Model):
    """A document of an institution. Its text is in its versions."""

    class Kind(models.TextChoices):
        TERMS = "terms", _("terms of use")  # R3: accepted before anything else is shown
        CONFIDENTIALITY = "confidentiality", _("confidentiality pledge")  # R33: of staff
        RULES = "rules", _("rules of using the journal")  # R36

    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="documents",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    title = models.CharField(_("title"), max_length=200)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "kind"], name="one_document_of_a_kind_per_institution"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["terms", "confidentiality", "rules"]),
                name="a_document_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_document_has_one_institution"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def applies_to(self) -> str:
        """Whom it binds, in words."""
        return gettext("for staff") if self.kind in OF_STAFF else gettext("for staff and parents")


OF_STAFF = (Document.Kind.CONFIDENTIALITY,)  # parents neither owe nor read it
ASKED = (Document.Kind.TERMS, *OF_STAFF)  # acknowledged before the journal opens


class Version(models.Model):
    """What a document says from its publication on. Never rewritten: a change is the next version."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("version", "number"))
    text = models.TextField(_("text"))
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(  # none: came with the portal
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("document", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="a_version_has_its_own_number"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_version_says_something"),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_version_has_one_institution"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


class Acknowledgement(models.Model):
    """«Iepazinos»: a person has acknowledged a version, in a school year."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    version = models.ForeignKey(
        Version,
        verbose_name=_("version"),
        on_delete=models.PROTECT,
        related_name="acknowledgements",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="acknowledgements",
    )
    school_year = models.PositiveSmallIntegerField(_("school year"))
    role = models.CharField(_("role"), max_length=ROLE_LENGTH)  # in which it was given
    given_at = models.DateTimeField(_("acknowledged at"))

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version", "school_year"],
                name="one_acknowledgement_per_version_and_school_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} #{self.person_id}"
