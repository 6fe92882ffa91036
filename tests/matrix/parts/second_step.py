"""Matrix: one's own key: second steps, passkeys, sessions. Whoever is inside is answered alike."""

from typing import Any

from people import operations
from people.access import Access
from people.models import User
from tests.matrix.actors import ANONYMOUS, EVERYBODY, SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import Row
from tests.world import at

NO_ID = 987_654_321
OUTSIDE = {"rest": 302, "open": True}  # a door: who is in is led on
ALL = "GET HEAD POST POST! PUT PATCH DELETE OPTIONS"
NO_FORM = "POST PUT PATCH DELETE OPTIONS"
# who one is is asked before anything of a key is changed
ASKED_FIRST = (
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
)  # fmt: skip
ROWS = (
    Row("account_request_login_code", "GET HEAD POST! PUT OPTIONS", "", {200: ANONYMOUS}, **OUTSIDE),
    Row("account_request_login_code", "POST", "", {302: EVERYBODY}, open=True),
    Row("account_request_login_code", "PATCH DELETE", "", {405: ANONYMOUS}, **OUTSIDE),
    Row("mfa_login_webauthn", "GET HEAD POST POST! PUT", "", {302: EVERYBODY}, open=True),
    Row("mfa_login_webauthn", "PATCH DELETE", "", {405: ANONYMOUS}, **OUTSIDE),
    Row("mfa_login_webauthn", "OPTIONS", "", {200: ANONYMOUS}, **OUTSIDE),
    # only in the middle of signing in; before and after it they lead away
    Row("account_confirm_login_code", ALL, "", {302: EVERYBODY}, open=True),
    Row("mfa_authenticate", ALL, "", {302: EVERYBODY}, open=True),
    Row("mfa_index", "GET HEAD OPTIONS", "", {200: SIGNED_IN}),
    Row("mfa_index", "POST PUT PATCH DELETE", "", {405: SIGNED_IN}),
    Row("mfa_list_webauthn", "GET HEAD OPTIONS", "", {200: SIGNED_IN}),
    Row("mfa_list_webauthn", "POST PUT PATCH DELETE", "", {405: SIGNED_IN}),
    Row("mfa_needed", "GET HEAD", "", {200: SIGNED_IN}),
    Row("mfa_needed", NO_FORM, "", {405: SIGNED_IN}),
    *(Row(name, ALL, "", {302: SIGNED_IN}) for name in ASKED_FIRST),
    *(
        Row(name, ALL, "nothing", {302: SIGNED_IN})
        for name in ("mfa_remove_webauthn", "mfa_edit_webauthn")
    ),
    Row("mfa_deactivate_totp", ALL, "", {404: SIGNED_IN}),  # none of them has an app
    Row("mfa_view_recovery_codes", "GET HEAD", "", {404: SIGNED_IN}),  # or codes
    Row("mfa_view_recovery_codes", "POST PUT PATCH DELETE", "", {405: SIGNED_IN}),
    Row("mfa_view_recovery_codes", "OPTIONS", "", {200: SIGNED_IN}),
    Row("passkey_later", "POST POST!", "", {302: SIGNED_IN}),
    Row("passkey_later", "GET HEAD PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("people:sessions", "GET HEAD", "", {200: SIGNED_IN}),
    Row("people:sessions", NO_FORM, "", {405: SIGNED_IN}),
    Row("people:end_session", "POST POST!", "nothing", {}),
    Row("people:end_session", "GET HEAD PUT PATCH DELETE OPTIONS", "nothing", {405: SIGNED_IN}),
    *(
        row
        for name in ("people:end_other_sessions", "people:compromised")
        for row in (
            Row(name, "POST POST!", "", {302: SIGNED_IN}),
            Row(name, "GET HEAD PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
        )
    ),
    Row("people:locked", "GET HEAD", "", {200: EVERYBODY}, open=True),
    Row("people:locked", NO_FORM, "", {405: EVERYBODY}, open=True),
)  # fmt: skip
LINES = (
    Line("people.end_other_sessions", "own", SIGNED_IN),
    Line("people.report_compromised", "own", SIGNED_IN),
    Line("people.end_own_session", "own", SIGNED_IN),
    Line("people.answer_passkey_offer", "own", SIGNED_IN),
)


def arguments(stage, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    of_one = ("people:end_session", "mfa_remove_webauthn", "mfa_edit_webauthn")
    return {"pk": NO_ID} if route in of_one else None


def form(stage, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route == "account_request_login_code":
        return {"email": "kads@pasts.example" if valid else "x"}
    return None


def end_other_sessions(stage, objects: str, by: Access) -> Any:
    return operations.end_other_sessions(keep="", by=by)


def report_compromised(stage, objects: str, by: Access) -> Any:
    return operations.report_compromised(by=by, at=at(8, 50))


def end_own_session(stage, objects: str, by: Access) -> Any:
    from allauth.usersessions.models import UserSession

    owner = by.user.pk or stage.first.head.pk
    session = UserSession.objects.create(user_id=owner, session_key="x", ip="127.0.0.1")
    return operations.end_own_session(session=session, by=by)


def answer_passkey_offer(stage, objects: str, by: Access) -> Any:
    operations.answer_passkey_offer(by=by, at=at(8, 50))
    return User.objects.get(pk=by.user.pk)


_DEEDS = (end_other_sessions, report_compromised, end_own_session, answer_passkey_offer)
DEEDS = {f"people.{deed.__name__}": deed for deed in _DEEDS}
