"""How sensitive each field is (G60). One table; a test fails on a field that is not in it.

public: on the institution's home page · internal: how the journal works, nobody's personal data ·
personal: about a person · health: health and other data of special protection. The trail's events
inherit the class of the field they record.
"""

from enum import StrEnum

from django.apps import apps
from django.db.models import Model


class FieldClass(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    HEALTH = "health"


PUBLIC, INTERNAL, PERSONAL, HEALTH = FieldClass

# Which child, adult or group a row joins is a personal datum, whatever else the row says.
FIELDS: dict[str, dict[FieldClass, str]] = {
    "people.Institution": {
        PUBLIC: "name slug registration_number address phone email head",
        INTERNAL: "id time_zone settings papers_changed_at",
    },
    "people.RoleGroup": {INTERNAL: "id institution role group"},
    "people.InstitutionGroupPermission": {INTERNAL: "id permission group content_object"},
    "people.User": {
        INTERNAL: "id password is_superuser is_active activated_at locked_at epoch passkey_answered_at",
        PERSONAL: "username email first_name last_name phone sort_key search_key last_login date_joined",
    },
    "people.User_groups": {INTERNAL: "id", PERSONAL: "user group"},
    "people.User_user_permissions": {INTERNAL: "id permission", PERSONAL: "user"},
    "people.ChildGroup": {INTERNAL: "id institution name school_year symbol sort_key"},
    "people.Child": {
        INTERNAL: "id institution",
        PERSONAL: "first_name last_name birth_date sex personal_code compulsory_override sort_key search_key",
        HEALTH: "warning diet_code",
    },
    "people.Enrolment": {INTERNAL: "id institution", PERSONAL: "since until child group kind"},
    "people.Assignment": {INTERNAL: "id institution", PERSONAL: "since until user group kind"},
    "people.Guardianship": {
        INTERNAL: "id institution",
        PERSONAL: "since until child user relation is_legal",
    },
    "people.Restriction": {
        INTERNAL: "id institution",
        # not health, but protected like it: decisions of courts and of the police in a family
        HEALTH: "document issuer valid_until whereabouts messages photos contacts pick_up journal",
        PERSONAL: "since until guardianship",
    },
    "audit.Denial": {INTERNAL: "id act status", PERSONAL: "at person acting"},
    "people.SensitiveRead": {
        INTERNAL: "id institution what",
        PERSONAL: "child person role read_at",
    },
    "people.Exclusion": {
        INTERNAL: "id institution",
        PERSONAL: "since until user kind reason made_at made_by",
    },
    "people.Address": {
        INTERNAL: "id institution",
        PERSONAL: "child kind street town parish municipality postcode",
    },
    "people.PickUpPerson": {
        INTERNAL: "id institution",
        PERSONAL: "since until child name relation phone birth_date",
    },
    "people.SlipBatch": {
        INTERNAL: "id institution total done finished_at failed_at next_try_at attempts sheets"
        " needs_another agreed_at refused_at",
        PERSONAL: "asked_at asked_by decided_by",
    },
    "people.Used": {INTERNAL: "id kind hour number", PERSONAL: "person"},
    "people.Guesses": {INTERNAL: "id door device_use number", PERSONAL: "person last_at"},
    "people.ContactChange": {
        INTERNAL: "id kind",
        PERSONAL: "user old new asked_at asked_by done_at undone_at dropped_at",
    },
    "people.Joining": {
        INTERNAL: "id institution",
        PERSONAL: "user role first_name last_name child relation is_legal asked_at asked_by "
        "accepted_at declined_at",
    },
    "people.OneTimeLink": {
        INTERNAL: "id institution purpose carrier nonce expires_at sent_at given_up_at "
        "next_try_at attempts error batch change joining",
        PERSONAL: "user address made_at made_by used_at revoked_at",
    },
    "people.Device": {
        INTERNAL: "id key_digest institution shared_as shared_at",
        PERSONAL: "label first_seen_at shared_by",
    },
    "people.DeviceUse": {
        INTERNAL: "id device pin pin_failures",
        PERSONAL: "user first_seen_at last_seen_at signed_in_at",
    },
    "agreements.Document": {INTERNAL: "id institution kind title"},
    "agreements.Version": {
        INTERNAL: "id institution document number text published_at",
        PERSONAL: "published_by",
    },
    "agreements.Acknowledgement": {
        INTERNAL: "id institution version school_year",
        PERSONAL: "person role given_at",
    },
    "duties.CalendarException": {INTERNAL: "id institution group day worked kind note"},
    "duties.MovedDayOffer": {INTERNAL: "id institution day"},
    "duties.Closure": {
        INTERNAL: "id institution group kind since until closed_at reopened_at",
        PERSONAL: "closed_by reopened_by reason",
    },
    "attendance.Register": {
        INTERNAL: "id institution group day version",
        PERSONAL: "first_confirmed_at first_confirmed_by late_reason saved_at saved_by",
    },
    "duties.CalendarCheck": {
        INTERNAL: "id institution school_year",
        PERSONAL: "checked_at checked_by",
    },
    "attendance.Mark": {
        INTERNAL: "id institution register day",
        PERSONAL: "child presence arrived_at left_at at_cutoff settled_at settled_by",
        HEALTH: "reason",
    },
    "attendance.AbsenceNotice": {
        INTERNAL: "id institution replaces",
        PERSONAL: "child since until reported_at reported_by ended_at ended_by",
        HEALTH: "reason",
    },
    "attendance.HealthNote": {INTERNAL: "id institution notice", HEALTH: "text"},
    "attendance.Reply": {
        INTERNAL: "id institution day",
        PERSONAL: "child replied_at replied_by",
        HEALTH: "choice",
    },
    "attendance.DoctorsNote": {
        INTERNAL: "id institution",
        PERSONAL: "child seen_by",
        HEALTH: "since until seen_on",
    },
    "attendance.GroupQuarantine": {
        INTERNAL: "id institution group since until declared_at ended_at",
        PERSONAL: "declared_by ended_by",
    },
    "attendance.CorrectionRequest": {
        INTERNAL: "id institution register day granted",
        PERSONAL: "child presence asked_at asked_by answered_at answered_by answer",
        HEALTH: "reason why",
    },
    "attendance.HeadCount": {
        INTERNAL: "id institution day cutoff_at taken_at letter letter_to letter_name attempts "
        "next_try_at settled_at",
    },
    "attendance.HeadCountLine": {
        INTERNAL: "id institution head_count group band children received",
        HEALTH: "diet_code",  # of a group, yet a single child may be behind it
    },
    "attendance.Clarification": {
        INTERNAL: "id institution",
        PERSONAL: "child since opened_at closed_at closed_by outcome",
    },
    "attendance.ClarificationStep": {
        INTERNAL: "id institution clarification",
        HEALTH: "note",
        PERSONAL: "kind day taken_at taken_by",
    },
    # what a person is told, and when, says something of the person; of what, only a kind and a group
    "outbox.Notification": {
        INTERNAL: "id institution kind group day occasion created_at",
        PERSONAL: "person role subject_id read_at",
    },
    "outbox.Delivery": {
        INTERNAL: "id notification channel letter state due_at next_try_at attempts error settled_at",
    },
    "outbox.Preference": {INTERNAL: "id kind channel", PERSONAL: "person mode despite_quiet"},
    "outbox.Hours": {INTERNAL: "id", PERSONAL: "person quiet_since quiet_until digest_at"},
    "outbox.Receipt": {INTERNAL: "id key digest received_at", PERSONAL: "person location"},
    # tables of packages, where ours point to them or a person's data lie in them
    "account.EmailAddress": {INTERNAL: "id verified primary", PERSONAL: "user email"},
    "account.EmailConfirmation": {INTERNAL: "id created sent key", PERSONAL: "email_address"},
    "mfa.Authenticator": {
        INTERNAL: "id type data",
        PERSONAL: "user created_at last_used_at",
    },
    "usersessions.UserSession": {
        INTERNAL: "id session_key",
        PERSONAL: "user created_at ip last_seen_at user_agent data",
    },
    "admin.LogEntry": {
        INTERNAL: "id action_time content_type object_id action_flag",
        PERSONAL: "user object_repr change_message",
    },
    "auth.Group": {INTERNAL: "id name"},
    "auth.Group_permissions": {INTERNAL: "id group permission"},
    "auth.Permission": {INTERNAL: "id name content_type codename"},
    "contenttypes.ContentType": {INTERNAL: "id app_label model"},
    "guardian.GroupObjectPermission": {INTERNAL: "id permission content_type object_pk group"},
    "guardian.UserObjectPermission": {
        INTERNAL: "id permission content_type object_pk",
        PERSONAL: "user",
    },
    "pghistory.Context": {INTERNAL: "id created_at updated_at", PERSONAL: "metadata"},
    # a page's messages wait in the session and name children
    "sessions.Session": {INTERNAL: "session_key expire_date", PERSONAL: "session_data"},
}

# an event's own columns; whose entry it is and who changed it lie behind the last two
OF_EVENTS: dict[FieldClass, str] = {
    INTERNAL: "pgh_id pgh_created_at pgh_label",
    PERSONAL: "pgh_obj pgh_context",
}


def class_of(model: type[Model], field_name: str) -> FieldClass:
    """The class of a field of a model, or of an event of the trail.

    :raises LookupError: nobody has said yet
    """
    concrete = model._meta.concrete_model or model
    tracked = getattr(concrete, "pgh_tracked_model", None)
    if tracked is None:
        return _found(FIELDS.get(concrete._meta.label, {}), concrete, field_name)
    if field_name.startswith("pgh_"):
        return _found(OF_EVENTS, concrete, field_name)
    return class_of(tracked, field_name)


def unclassed() -> list[str]:
    """Fields of tables that the table above does not know, and its lines that no field answers to."""
    missing = [
        f"{model._meta.label}.{name}" for model, name in _fields() if not _is_classed(model, name)
    ]
    present = {(model._meta.label, name) for model, name in _fields()}
    stale = [
        f"{label}.{name}"
        for label, classes in FIELDS.items()
        for name in " ".join(classes.values()).split()
        if (label, name) not in present
    ]
    return missing + stale


def _fields() -> list[tuple[type[Model], str]]:
    models = apps.get_models(include_auto_created=True)
    tables = [model for model in models if model._meta.managed and not model._meta.proxy]
    return [(model, field.name) for model in tables for field in model._meta.concrete_fields]


def _is_classed(model: type[Model], name: str) -> bool:
    try:
        return bool(class_of(model, name))
    except LookupError:
        return False


def _found(classes: dict[FieldClass, str], model: type[Model], name: str) -> FieldClass:
    found = [field_class for field_class, names in classes.items() if name in names.split()]
    if len(found) != 1:
        raise LookupError(f"{model._meta.label}.{name} has {len(found)} classes, not one")
    return found[0]
