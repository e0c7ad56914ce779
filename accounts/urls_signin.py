"""The sign-in pages under /account/: only those of the sign-in library that are wanted, under the names it knows."""

from django.conf import settings
from django.urls import path, re_path

from accounts.views import passkeys, session, signin

WORK = {"provider_id": settings.SINGLE_SIGN_ON}

urlpatterns = [
    path("login/", signin.sign_in, name="account_login"),
    path("work-account/", signin.work_account, WORK, name="openid_connect_login"),
    path("work-account/back/", signin.work_account_back, WORK, name="openid_connect_callback"),
    path("logout/", signin.sign_out, name="account_logout"),
    path("stay/", session.stay, name="account_stay"),
    path("lock/", session.lock, name="account_lock"),
    path("ended/", session.ended, name="account_ended"),
    path("password/change/", signin.change_password, name="account_change_password"),
    path("password/reset/", signin.ask_reset, name="account_reset_password"),
    path("password/reset/done/", signin.ask_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", signin.reset_password_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        signin.reset_password,
        name="account_reset_password_from_key",
    ),
    path("reauthenticate/", signin.confirm_password, name="account_reauthenticate"),
    path("code/", passkeys.enter_code, name="mfa_authenticate"),
    path("code/again/", signin.confirm_code, name="mfa_reauthenticate"),
    path("passkey/again/", passkeys.confirm_passkey, name="mfa_reauthenticate_webauthn"),
    path("passkeys/", passkeys.listing, name="mfa_list_webauthn"),
    path("passkeys/add/", passkeys.add, name="mfa_add_webauthn"),
    path("passkeys/<int:passkey>/name/", passkeys.rename, name="mfa_edit_webauthn"),
    path("passkeys/<int:passkey>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("app/", signin.set_up_app, name="mfa_activate_totp"),
    path("app/picture.svg", signin.app_picture, name="mfa_app_picture"),
    path("recovery-codes/", signin.recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", signin.renew_recovery_codes, name="mfa_generate_recovery_codes"),
]
