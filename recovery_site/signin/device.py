"""A cookie that says: somebody signed in with this name in this browser before.

It signs nobody in. It only keeps strangers' wrong guesses from counting against them.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

AGE = 180 * 24 * 3600
"""Seconds."""

_SALT = "recovery_site.signin.device"


def known(request: HttpRequest, username: str) -> str:
    """A random word of this browser's, or nothing if this name never signed in here."""
    return _held(request).get(username.casefold(), "")


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Add the name to this browser's; four colleagues can share one."""
    held = dict(list(_held(request).items())[-3:]) | {
        username.casefold(): secrets.token_urlsafe(12)
    }
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(held, salt=_SALT),
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _held(request: HttpRequest) -> dict[str, str]:
    """Each name that signed in here, with its word; what we did not sign holds none."""
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        held: dict[str, str] = signing.loads(cookie, salt=_SALT, max_age=AGE)
    except signing.BadSignature:
        return {}
    return held
