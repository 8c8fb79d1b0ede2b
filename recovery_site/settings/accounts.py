"""Who may sign in, how, and for how long."""

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "recovery_site.signin.sessions"
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
DEVICE_COOKIE_NAME = "__Host-device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# recovery_site.signin.staff_session ends a session sooner.
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "recovery_site.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# The same answer for a known and an unknown address, and no mail to a stranger's.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "recovery_site.signin.forms.SignInForm",
    "reauthenticate": "recovery_site.signin.forms.SignInAgainForm",
    "reset_password": "recovery_site.signin.forms.ForgottenForm",
    "reset_password_from_key": "recovery_site.signin.forms.NewPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    # Tries that failed; see recovery_site.signin.adapter for the two kinds.
    "login_failed": "30/m/ip,5/300s/key",
    "login_failed_here": "10/300s/key",
    # Tries of any kind: an office shares an address.
    "login": "120/m/ip",
}

MFA_ADAPTER = "recovery_site.signin.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Recovery site"
MFA_FORMS = {
    "authenticate": "recovery_site.signin.forms.CodeForm",
    "reauthenticate": "recovery_site.signin.forms.CodeAgainForm",
    "activate_totp": "recovery_site.signin.forms.AuthenticatorAppForm",
    "add_webauthn": "recovery_site.signin.forms.PasskeyForm",
}
