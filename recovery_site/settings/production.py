"""The strict base. Every setting that an installation may change is read here, from the
environment, and nowhere else; development and test only loosen what stands here.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from recovery_site.settings.accounts import *  # noqa: F403
from recovery_site.settings.policies import (  # noqa: F401  (settings by being here)
    ADMIN_CONTENT_SECURITY_POLICY,
    CONTENT_SECURITY_POLICY,
    LOGGING,
    PERMISSIONS_POLICY,
    SIGNIN_CONTENT_SECURITY_POLICY,
)

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(environ.Env().str("VAR_DIR", default="") or BASE_DIR / "var").resolve()

env = environ.Env()

# --- What must be said -------------------------------------------------------------------

SITE_ROLE = env.str("SITE_ROLE", default="all")
if SITE_ROLE not in ("all", "public", "staff"):
    raise ImproperlyConfigured(f"SITE_ROLE is {SITE_ROLE!r}; it must be all, public or staff.")

_required = [
    "SITE_URL",
    "DATABASE_URL",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "SECRET_KEY",
    "INTAKE_PUBLIC_KEYS",
    "INTAKE_RECIPIENTS",
]
if SITE_ROLE != "public":
    _required.append("INTAKE_PRIVATE_KEYS")
_missing = [name for name in _required if not env.str(name, default="").strip(" ,")]
if _missing:
    raise ImproperlyConfigured(
        "Set in the environment before starting: " + ", ".join(_missing) + ". See README.md."
    )
if SITE_ROLE == "public" and env.str("INTAKE_PRIVATE_KEYS", default=""):
    raise ImproperlyConfigured(
        "INTAKE_PRIVATE_KEYS is set, but SITE_ROLE=public: a public process must not hold them."
    )


def _number(name: str, default: int) -> int:
    value = env.str(name, default=str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number.")
    return int(value)


SITE_URL = env.str("SITE_URL").rstrip("/")
STAFF_URL = env.str("STAFF_URL", default=SITE_URL).rstrip("/")
for _name, _url in (("SITE_URL", SITE_URL), ("STAFF_URL", STAFF_URL)):
    if urlsplit(_url).scheme not in ("http", "https") or not urlsplit(_url).hostname:
        raise ImproperlyConfigured(f"{_name} is {_url!r}; it must look like https://example.org.")

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=sorted({urlsplit(u).hostname or "" for u in (SITE_URL, STAFF_URL)})
)
TRUSTED_PROXIES = _number("TRUSTED_PROXIES", 0)
"""How many proxies of ours stand in front; each adds one hop to X-Forwarded-For."""

WEB_CONCURRENCY = _number("WEB_CONCURRENCY", 1)

INTAKE_PUBLIC_KEYS = env.str("INTAKE_PUBLIC_KEYS")
INTAKE_PRIVATE_KEYS = env.str("INTAKE_PRIVATE_KEYS", default="")
INTAKE_RECIPIENTS = env.list("INTAKE_RECIPIENTS")

DEBUG = False
DEMONSTRATION = False
"""Only a local run (`settings.development`) is a demonstration."""

# --- The house ---------------------------------------------------------------------------

INSTALLED_APPS = [
    # Its receivers run before those of `articles.moved`, which clears up after them.
    "wagtail.contrib.redirects",
    "recovery_site",
    "articles",
    "contact",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "recovery_site.signin.apps.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "recovery_site.public.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "recovery_site.public.headers.EditorPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "recovery_site.public.bad_input.BadInputMiddleware",
    "recovery_site.public.language.PathLanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "recovery_site.public.same_origin.SameOriginMiddleware",
    "recovery_site.public.rate_limit.RateLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "recovery_site.signin.staff_session.StaffSessionMiddleware",
    "recovery_site.public.redirects.RedirectMiddleware",
]

CSRF_FAILURE_VIEW = "recovery_site.public.errors.csrf_failure"
ROOT_URLCONF = "recovery_site.urls"
WSGI_APPLICATION = "recovery_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # No auth processor here would be ideal; Wagtail's admin needs `user` and `messages`.
            # Both are lazy, so a public page that asks for neither stays free of cookies.
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Storage -----------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; FULL makes a commit durable before it is announced;
    # what is erased is overwritten with zeros.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        ),
    }
    _database["CONN_MAX_AGE"] = None
else:
    # A server that is silent is given up after seconds, not after the kernel's quarter of an hour.
    _database.setdefault("OPTIONS", {}).update(
        connect_timeout=3,
        keepalives_idle=10,
        keepalives_interval=5,
        keepalives_count=3,
        tcp_user_timeout=15_000,
    )
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
if "locmem" in CACHES["default"]["BACKEND"]:
    CACHES["default"].setdefault("OPTIONS", {})["MAX_ENTRIES"] = 10_000
elif "redis" in CACHES["default"]["BACKEND"]:
    CACHES["default"]["BACKEND"] = "recovery_site.public.cache.CacheThatMayBeAway"
    # A cache that hangs must not hold up a request for help.
    CACHES["default"].setdefault("OPTIONS", {}).update(socket_connect_timeout=1, socket_timeout=1)
if WEB_CONCURRENCY > 1 and "locmem" in CACHES["default"]["BACKEND"]:
    raise ImproperlyConfigured(
        f"WEB_CONCURRENCY is {WEB_CONCURRENCY}, so set CACHE_URL to a cache that all processes"
        " share, such as redis://127.0.0.1:6379/0."
    )

TOMBSTONES = VAR_DIR / "tombstones"
"""Ids of erased requests, one a line: not in the database, and not to be part of its backups."""

_media = urlsplit(env.str("MEDIA_STORAGE_URL", default=(VAR_DIR / "media").as_uri()))
if _media.scheme != "file":
    raise ImproperlyConfigured("MEDIA_STORAGE_URL must be a file:// address.")
MEDIA_DIR = Path(unquote(_media.path))
MEDIA_ROOT = MEDIA_DIR / "private"
MEDIA_URL = "/media/"
STORAGES = {
    # Originals and documents: never served as they came in.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(MEDIA_ROOT), "base_url": None},
    },
    # Re-encoded renditions: public, by name.
    "renditions": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(MEDIA_DIR / "public"), "base_url": MEDIA_URL},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

# --- Words and times ---------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "recovery_site" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["recovery_site.formats"]
USE_TZ = True
TIME_ZONE = "America/New_York"

# --- Wagtail -----------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Recovery site"
WAGTAILADMIN_BASE_URL = STAFF_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILIMAGES_IMAGE_MODEL = "articles.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "articles.models.image_form.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_WEBP_QUALITY = 82
WAGTAILIMAGES_JPEG_QUALITY = 82
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "txt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Nothing of ours asks another host: no avatars, no update notice, no what's-new banner.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# What was changed after an approval is approved anew.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# Who may translate makes nothing live: a new translation is a draft, whatever its source is.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "articles.publishing.publish"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RECENT_EDITS_LIMIT = 5
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
# allauth's takes its place (recovery_site.signin.urls).
WAGTAIL_PASSWORD_RESET_ENABLED = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Mail --------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10
"""Seconds for each step of a conversation with the mail server."""

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL")

# --- Guards ------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_CONTENT_TYPE_NOSNIFF = True
# `no-referrer` would make browsers send `Origin: null`, which the same-origin guard refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

RATE_LIMIT_ADDRESS = 30
"""Posts of a form in ten minutes from one address; what comes after is suspected of being spam."""

RATE_LIMIT_SITE = 6000
"""Posts of a form in ten minutes from everywhere; what comes after is asked to telephone."""

# 10,001 fields or a body past this are refused with a page that says so.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
