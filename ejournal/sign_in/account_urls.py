"""The doors of django-allauth that this portal opens: no sign-up, no address book of its own."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from ejournal.sign_in import passkey_offer, quick_change, second_step

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("pin/", quick_change.enter, name="enter_by_pin"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("code/", views.request_login_code, name="account_request_login_code"),
    path("code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("key/", mfa.index, name="mfa_index"),
    path("key/second-step/", second_step.needed, name="mfa_needed"),
    path("key/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("key/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("key/app/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("key/app/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("key/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("key/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("key/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("key/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("key/passkeys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("key/passkeys/later/", passkey_offer.later, name="passkey_later"),
    path(
        "key/passkeys/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("key/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("key/passkeys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
