"""Who signs in and how: part of ``base``."""

from cdop import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("full_name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.NotOurWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator's invitation, never by sign-up
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = min(300, env.number("PROOF_SECONDS", 300))  # a site may only shorten it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_RATE_LIMITS = {  # counted in the default cache, per source ("ip") and per account ("key", "user")
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/300s/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "reset_password": "10/m/ip,3/900s/key",
    "reset_password_from_key": "20/m/ip",
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.signin.SignInForm",
    "change_password": "accounts.forms.signin.ChangePasswordForm",
    "reset_password": "accounts.forms.signin.AskResetForm",
    "reset_password_from_key": "accounts.forms.signin.ResetPasswordForm",
    "reauthenticate": "accounts.forms.signin.ConfirmPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 3600
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Child Death Overview Panel"
MFA_TOTP_TOLERANCE = 1  # the code before and after too: clocks differ and people type slowly
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is proved by the invitation that reached it
MFA_FORMS = {
    "authenticate": "accounts.forms.signin.CodeForm",
    "reauthenticate": "accounts.forms.signin.ConfirmCodeForm",
    "authenticate_webauthn": "accounts.forms.passkeys.PasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.passkeys.ConfirmPasskeyForm",
    "add_webauthn": "accounts.forms.passkeys.AddPasskeyForm",
    "activate_totp": "accounts.forms.signin.SetUpAppForm",
    "generate_recovery_codes": "accounts.forms.signin.RenewCodesForm",
}

SINGLE_SIGN_ON = "work"
"""The name of the provider in addresses and in the database."""
SINGLE_SIGN_ON_NAME = env.text("OIDC_NAME", "your work account")  # “Sign in with …”
SOCIALACCOUNT_ADAPTER = "accounts.single_sign_on.WorkAccountAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form would need the provider's address in the content security policy
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # who an address belongs to is decided by our own adapter
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": env.single_sign_on(SINGLE_SIGN_ON, SINGLE_SIGN_ON_NAME)}}
