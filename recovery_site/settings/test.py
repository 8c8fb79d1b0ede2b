"""Tests: the production base with what a test run makes for itself."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from contact.sealing.keyring import generate

_private, _public = generate("test")
_var = tempfile.mkdtemp(prefix="recovery-site-test-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)
# WhiteNoise warns of a missing folder, and a warning is an error here.
(Path(_var) / "static").mkdir()
os.environ["VAR_DIR"] = _var
os.environ["SITE_URL"] = "https://testserver"
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_var}/db.sqlite3")
os.environ["EMAIL_URL"] = "memorymail://"
os.environ["DEFAULT_FROM_EMAIL"] = "website@example.org"
os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 50
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["INTAKE_PUBLIC_KEYS"] = _public
os.environ["INTAKE_PRIVATE_KEYS"] = _private
os.environ["INTAKE_RECIPIENTS"] = "intake@example.org"

from recovery_site.settings.production import *  # noqa: E402, F403
from recovery_site.settings.production import STORAGES  # noqa: E402

DEMONSTRATION = False
SECURE_SSL_REDIRECT = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
