"""What an answer, or none, says of a link: its state, and when it is looked at again."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from articles.fetching import Answer, Reason
from articles.models import Link
from articles.models.link import LONGEST, TWICE

DAY, WEEK = timedelta(days=1), timedelta(days=7)

GONE = {404, 410}
FOR_A_WHILE = {408, 425, *range(500, 600)}
TOO_MANY = 429

Change = dict[str, Any]


def of_answer(link: Link, answer: Answer, now: datetime) -> Change:
    change = _state(link, answer, now) | {"status": answer.status, "trouble": "", "checked_at": now}
    change["next_check_at"] = max(change["next_check_at"], now + wait(answer, now))
    return change


def of_silence(link: Link, reason: Reason, now: datetime) -> Change:
    said = {"status": None, "trouble": reason.value, "checked_at": now}
    if reason in (Reason.BAD_ADDRESS, Reason.REFUSED_ADDRESS):
        return _settled(Link.State.REFUSED, now + WEEK) | said
    return _failing(link, now) | said


def wait(answer: Answer, now: datetime) -> timedelta:
    """How long the host asks to be left alone: a week at most, nothing if it says no time."""
    said = answer.retry_after.strip()
    if re.fullmatch(r"[0-9]{1,9}", said):
        return min(timedelta(seconds=int(said)), WEEK)
    try:
        until = parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError):
        return timedelta()
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), WEEK)


def _state(link: Link, answer: Answer, now: datetime) -> Change:
    if answer.status in GONE:
        since = link.gone_since or now
        # Once is no proof: until it was seen twice it is out of order like others.
        if now - since < TWICE:
            return _failing(link, now) | {"gone_since": since}
        gone = _settled(Link.State.GONE, now + WEEK)
        return gone | {"gone_since": since, "failed_since": link.failed_since}
    if answer.status in FOR_A_WHILE:
        return _failing(link, now)
    if answer.status >= 400:
        return _settled(Link.State.CLOSED, now + (DAY if answer.status == TOO_MANY else WEEK))
    if answer.moved_to:
        moved_to = answer.moved_to if len(answer.moved_to) <= LONGEST else ""
        return _settled(Link.State.MOVED, now + WEEK) | {"moved_to": moved_to}
    return _settled(Link.State.FINE, now + WEEK)


def _settled(state: Link.State, again: datetime) -> Change:
    return {
        "state": state,
        "moved_to": "",
        "failed_since": None,
        "gone_since": None,
        "next_check_at": again,
    }


def _failing(link: Link, now: datetime) -> Change:
    """Looked at again after a day, then after as long as it has been failing, up to a week."""
    since = link.failed_since or now
    pause = min(max(now - since, DAY), WEEK)
    return {
        "state": Link.State.FAILING,
        "moved_to": "",
        "failed_since": since,
        "next_check_at": now + pause,
    }
