"""Asks what pages and sources lead to whether it is still there.

A host is asked one thing at a time, with a pause after it, and is told who asks. (Hosts that a
redirect leads to are spaced by the pause of the first one alone.) Each answer is saved as it
comes, and what is asked is put off before it is: who is killed in the middle leaves a link that
is looked at again soon, and no other.
"""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone

from articles.fetching import Allowed, Answer, FetchError, Reason, fetch, is_public, parse
from articles.link_check.verdict import Change, of_answer, of_silence, wait
from articles.models import Link

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=4)
"""For one question, with all its redirects."""

SLICE = timedelta(seconds=5)
"""For one call. Mail to staff waits while it lasts: the worker does one thing after another."""

PAUSE = timedelta(seconds=2)
"""Between two questions to a host."""

AGAIN = timedelta(minutes=10)
"""When a link is looked at again of which nothing was learned."""

PROOF = AGAIN + timedelta(minutes=5)
"""How long an answer of any host shows that our own network is up."""

NO_HEAD = {403, 404, 405, 501}
"""What some hosts say to HEAD that have something for GET."""


def check_links(most: int = 20, budget: timedelta = SLICE, allowed: Allowed = is_public) -> int:
    """Look at up to `most` links that are due, within `budget`; returns how many were asked.

    First those that nobody looked at yet, then those that are due for longest. A question is only
    begun while there is time for all of it, so that the budget is kept whatever the host does.
    """
    Link.objects.follow_sources()
    return _Run(min(PATIENCE, budget), allowed).go(most, budget)


class _Run:
    def __init__(self, patience: timedelta, allowed: Allowed) -> None:
        self.patience, self.allowed = patience, allowed
        self.user_agent = f"RecoverySiteLinkCheck/1.0 (+{parse(settings.SITE_URL).url})"
        self.asked = 0
        self.network_is_up = False
        self.silent: list[tuple[Link, Reason]] = []
        """Of these we do not know yet whether the host is silent or our own network."""

    def go(self, most: int, budget: timedelta) -> int:
        end = time.monotonic() + budget.total_seconds()
        while self.asked < most:
            spare = end - time.monotonic() - self.patience.total_seconds()
            if spare < 0 and self.asked:
                break
            if link := _next():
                self._look_at(link)
            elif 0 <= (seconds := _until_a_host_is_free()) <= spare:
                time.sleep(seconds)
            else:
                break
        if self.silent and cache.add("links-nobody-answers", True, AGAIN.total_seconds()):
            log.warning(
                "no host answers the link check, so no link is marked: is our network down?"
            )
        return self.asked

    def _look_at(self, link: Link) -> None:
        now = timezone.now()
        mine = Link.objects.filter(pk=link.pk, next_check_at=link.next_check_at)
        busy = now + self.patience + PAUSE
        if not mine.update(next_check_at=now + AGAIN, host_free_at=busy):
            return
        self.asked += 1
        said = self._ask(link)
        now = timezone.now()
        free = {"host_free_at": now + PAUSE}
        if isinstance(said, Reason):
            if said in (Reason.UNREACHABLE, Reason.TIMEOUT) and not self._is_up(link):
                self.silent.append((link, said))
                _save(link, free)
                _call_a_witness(link)
            else:
                _save(link, of_silence(link, said, now) | free)
            return
        self._somebody_answered()
        if said.status in NO_HEAD and not link.by_get:
            _save(link, {"by_get": True, "next_check_at": now} | free)
        else:
            free = {"host_free_at": now + max(wait(said, now), PAUSE)}
            _save(link, of_answer(link, said, now) | free)

    def _ask(self, link: Link) -> Answer | Reason:
        try:
            return fetch(
                link.url,
                method="GET" if link.by_get else "HEAD",
                timeout=self.patience.total_seconds(),
                allowed=self.allowed,
                user_agent=self.user_agent,
            )
        except FetchError as error:
            return error.reason

    def _somebody_answered(self) -> None:
        self.network_is_up = True
        for link, reason in self.silent:
            _save(link, of_silence(link, reason, timezone.now()))
        self.silent = []

    def _is_up(self, link: Link) -> bool:
        """Whether another host answered lately."""
        if not self.network_is_up:
            lately = Link.objects.filter(checked_at__gt=timezone.now() - PROOF)
            self.network_is_up = lately.exclude(status=None).exclude(host=link.host).exists()
        return self.network_is_up


def _next() -> Link | None:
    """The link to look at, of a host that may be asked now."""
    now = timezone.now()
    busy = Link.objects.filter(host_free_at__gt=now).order_by().values("host")
    due = Link.objects.filter(next_check_at__lte=now).exclude(host__in=busy)
    due = due.order_by("next_check_at", "pk")
    return due.filter(checked_at=None).first() or due.first()


def _until_a_host_is_free() -> float:
    """Seconds until a link that is due may be looked at; below 0 if none is due."""
    now = timezone.now()
    due = Link.objects.filter(next_check_at__lte=now).order_by().values("host")
    busy = Link.objects.filter(host_free_at__gt=now, host__in=due).order_by().values("host")
    free = busy.annotate(free_at=Max("host_free_at")).order_by("free_at").first()
    return (free["free_at"] - now).total_seconds() if free else -1


def _call_a_witness(link: Link) -> None:
    """Another host, the last that answered, is asked soon: it shows whether our network is up."""
    now = timezone.now()
    others = Link.objects.exclude(status=None).exclude(host=link.host)
    if witness := others.filter(next_check_at__gt=now + AGAIN).order_by("-checked_at").first():
        _save(witness, {"next_check_at": now})


def _save(link: Link, change: Change) -> None:
    # No signal: nothing that the public sees has changed.
    Link.objects.filter(pk=link.pk).update(**change)
