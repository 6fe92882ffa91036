"""People, their keys, what they are told and what they agreed to."""

from audit.field_classes.classes import HEALTH, INTERNAL, PERSONAL, PUBLIC, Table

FIELDS: Table = {
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
    "people.ChildGroup": {
        INTERNAL: "id institution name school_year symbol continues sort_key",
    },
    "people.Child": {
        INTERNAL: "id institution",
        PERSONAL: "first_name last_name birth_date sex personal_code compulsory_override stage_override"
        " sort_key search_key",
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
        INTERNAL: "id institution total job needs_another agreed_at refused_at",
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
    # what a person is told, and when, says something of the person; of what, only a kind and a group
    "documents.StoredFile": {
        INTERNAL: "id institution name kind state content_type shown_as digest size is_sealed"
        " source expires_at",
        PERSONAL: "made_at made_by",
    },
    # where a face was says nothing of whose it was; the copies hold no face
    "documents.Photo": {
        INTERNAL: "id institution kind key digest state reason original found own wanted next_try_at attempts"
        " error",
        PERSONAL: "received_at made_by",
    },
    "documents.PhotoCopy": {INTERNAL: "id photo file long_side width height"},
    "documents.Job": {
        INTERNAL: "id institution kind day sign total done next_try_at attempts finished_at failed_at"
        " result",
        PERSONAL: "subject_id asked_at asked_by",
    },
    "outbox.Notification": {
        INTERNAL: "id institution kind group day occasion created_at",
        PERSONAL: "person role subject_id read_at",
    },
    "outbox.Delivery": {
        INTERNAL: "id notification channel letter state due_at next_try_at attempts error settled_at",
    },
    "outbox.Preference": {INTERNAL: "id kind channel", PERSONAL: "person mode despite_quiet"},
    "outbox.Hours": {INTERNAL: "id", PERSONAL: "person quiet_since quiet_until digest_at"},
    "outbox.Seen": {INTERNAL: "id kind", PERSONAL: "person subject first_at acknowledged_at"},
    "outbox.Receipt": {INTERNAL: "id key digest received_at", PERSONAL: "person location"},
}
