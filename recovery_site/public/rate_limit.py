"""Counts what comes from one address, and from everywhere, without keeping an address.

A view that lists `rate_limit` in its `guards` sees `request.suspected` once one address has sent
more than `RATE_LIMIT_ADDRESS` posts in ten minutes: a whole ward can share one, so nothing is
refused for that. Only past `RATE_LIMIT_SITE` posts from everywhere it sees `request.refused`; what
is suspected counts towards a ceiling of its own.

Each kind of post has a budget of its own: a view names it by its attribute `rate_limit_budget`, and
one that names none is counted as a plea for help. What is posted on one budget is never held
against another.

An address is counted under a hash whose key is random, lies in the cache alone and is gone with
it after minutes. Without a cache nothing is counted, and everyone is served.
"""

import hmac
import ipaddress
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from recovery_site.public.same_origin import SAFE_METHODS, guards

GetResponse = Callable[[HttpRequest], HttpResponse]
WINDOW = 600
"""Seconds."""

PLEAS = "pleas"
"""The budget of a view that names none."""

log = logging.getLogger(__name__)


class RateLimitMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        if "rate_limit" not in guards(view) or request.method in SAFE_METHODS:
            return
        if getattr(request, "refused", None):
            # Another site's doing is not this address's.
            return
        try:
            counted_for = budget(view)
            # The budget is part of what is hashed, so that two counts do not show one address.
            here = _count(counted_for, _hashed(f"{counted_for} {address(request)}"))
            many = here > settings.RATE_LIMIT_ADDRESS
            # One machine alone must not close the form for everyone else.
            everywhere = _count(counted_for, "suspected" if many else "all")
        except Exception as error:
            # Whatever the cache's trouble is, it must not cost a plea.
            log.error("posts are not counted: %s", type(error).__name__)
            return
        if everywhere > settings.RATE_LIMIT_SITE:
            request.refused = "busy"
        elif many:
            request.suspected = True


def budget(view: Any) -> str:
    """Whose counters a view's posts are counted on."""
    return getattr(getattr(view, "view_class", view), "rate_limit_budget", PLEAS)


def address(request: HttpRequest) -> str:
    """Where the request came from: the peer, or as many hops before it as we have proxies.

    Each proxy of ours appends the address that it saw to X-Forwarded-For, so whatever stands
    further left was written by the sender and is not believed.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies = settings.TRUSTED_PROXIES
    found = hops[-proxies] if 0 < proxies <= len(hops) else peer
    try:
        parsed = ipaddress.ip_address(found)
    except ValueError:
        return peer
    if parsed.version == 6 and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    # A household or a phone has a whole /64 to draw addresses from.
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else found


def hashed_address(request: HttpRequest) -> str:
    """The address under a hash whose random key is gone with the cache, after minutes."""
    return _hashed(address(request))


def _window() -> int:
    return int(time.time()) // WINDOW


def _hashed(text: str) -> str:
    name = f"rate:key:{_window()}"
    key = cache.get(name)
    if key is None:
        # `add` keeps the first of several processes' keys.
        cache.add(name, secrets.token_hex(32), WINDOW)
        key = cache.get(name) or ""
    return hmac.new(key.encode(), text.encode(errors="replace"), "sha256").hexdigest()


def _count(counted_for: str, what: str) -> int:
    name = f"rate:{_window()}:{counted_for}:{what}"
    cache.add(name, 0, WINDOW)
    try:
        return cache.incr(name)
    except ValueError:
        # Dropped between the two lines, by a cache that is full.
        return 1
