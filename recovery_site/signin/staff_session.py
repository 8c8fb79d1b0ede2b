"""How long staff stay signed in, and that they showed a second factor.

Idle and age: OWASP ASVS 5.0, V7.3. A page that asks by itself whether there is news (`background`)
is no activity.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contact.team import is_member
from recovery_site.signin.sessions import hashed

GetResponse = Callable[[HttpRequest], HttpResponse]

IDLE = 15 * 60
AGE = 8 * 3600
"""Seconds: of intake staff without a click, and of anybody's session."""

WRITE_EVERY = 20
"""Seconds between two notes of a click: fewer writes, and IDLE ends that much too early at most."""

OPEN = (
    "account_login",
    "account_logout",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
)
SET_IT_UP = ("mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate")
SHOW_IT = ("mfa_reauthenticate", "mfa_reauthenticate_webauthn")
"""Pages for whoever has shown no second factor: for all, without one, and with one."""

STARTED, SEEN = "signed_in_at", "seen_at"


class StaffSessionMiddleware:
    """Guards `/admin/`: ends sessions that are over, and asks for the second factor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return None
        view_class = getattr(view, "view_class", None)
        if is_over(request):
            # What was being written is not lost for it: the view may lay it aside, sealed.
            keep = getattr(view_class, "keep_for_later", None)
            if keep is not None and request.method == "POST":
                keep(request, **kwargs)
            return sign_in_again(request)
        if not getattr(view_class, "background", False):
            note_activity(request)
        return ask_for_factor(request)


def begin(request: Any, **kwargs: Any) -> None:
    """Receiver of `user_logged_in`."""
    request.session[STARTED] = request.session[SEEN] = time.time()


def is_over(request: Any) -> bool:
    now, session = time.time(), request.session
    if now - session.get(STARTED, 0) > AGE:
        return True
    return now - session.get(SEEN, 0) > IDLE and is_member(request.user)


def note_activity(request: Any) -> None:
    now = time.time()
    if now - request.session.get(SEEN, 0) > WRITE_EVERY:
        request.session[SEEN] = now


def sign_in_again(request: Any) -> HttpResponse:
    logout(request)
    if request.path == reverse("account_login"):
        return redirect(request.get_full_path())
    if request.headers.get("Sec-Fetch-Dest") == "empty":
        # A script asked, and a page for people would be no answer to it.
        return HttpResponseForbidden()
    messages.info(request, _("You were away for a while. Sign in to go on where you were."))
    # Never the query: what is looked for in the admin stands in no address that we write.
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")


def has_proof(request: Any) -> bool:
    """Whether a second factor was shown in this session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def ask_for_factor(request: Any) -> HttpResponse | None:
    """Where to go first, or None for whoever may go on."""
    if settings.DEMONSTRATION or has_proof(request):
        return None
    enrolled = is_mfa_enabled(request.user)
    if request.path in {reverse(name) for name in (*OPEN, *(SHOW_IT if enrolled else SET_IT_UP))}:
        return None
    if request.headers.get("Sec-Fetch-Dest") == "empty":
        return HttpResponseForbidden()
    # A session from before the factor was set up shows it; whoever has none sets one up.
    first = reverse("mfa_reauthenticate" if enrolled else "mfa_activate_totp")
    return redirect(f"{first}?{urlencode({'next': request.path})}")


def prove(request: Any, user: Any, **kwargs: Any) -> None:
    """Receiver of `authenticator_added`: who set one up has just shown it, and nobody else has."""
    record_authentication(request, user, "mfa")
    end_sessions(user, but=request.session)


def end_sessions(user: Any, but: Any = None) -> None:
    """Sign an account out everywhere, or everywhere but in one session."""
    others = Session.objects.exclude(session_key=hashed(but.session_key) if but else "")
    for row in others:
        if row.get_decoded().get("_auth_user_id") == str(user.pk):
            row.delete()
