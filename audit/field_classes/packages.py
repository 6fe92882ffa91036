"""Tables of packages, where ours point to them or a person's data lie in them."""

from audit.field_classes.classes import INTERNAL, PERSONAL, Table

FIELDS: Table = {
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
