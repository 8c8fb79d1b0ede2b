"""A local run: the production base over plain HTTP, with everything in `var/`."""

import os
from pathlib import Path

from recovery_site.settings.local import fill_environment

_var = Path(
    os.environ.get("VAR_DIR") or Path(__file__).resolve().parent.parent.parent / "var"
).resolve()
fill_environment(_var, os.environ.get("PORT", "8000"))

from recovery_site.settings.production import *  # noqa: E402, F403
from recovery_site.settings.production import env  # noqa: E402

DEBUG = env.bool("DEBUG", default=False)
DEMONSTRATION = True
"""Accounts with one shared password and the sample's reset belong to a local run alone."""

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
DEVICE_COOKIE_NAME = "device"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
