"""What a new site still lacks before it opens: the checks, each with where it is put right."""

import logging

from django.utils.translation import gettext as _

from recovery_site.opening import content, people, server
from recovery_site.opening.lack import Lack, Link

__all__ = ["CHECKS", "Lack", "Link", "lacking"]

log = logging.getLogger(__name__)

CHECKS = (
    content.organisation,
    people.office,
    people.reviewed_and_published,
    content.helplines,
    content.sample,
    content.still_to_fill_in,
    server.sealing,
    server.mail,
    server.addresses,
)
"""In the order of the list."""


def lacking() -> list[Lack]:
    """A check that fails is a line of its own: what could not be looked at is not in order."""
    found: list[Lack] = []
    for check in CHECKS:
        try:
            found += check()
        except Exception:
            log.exception("the check %s failed", check.__name__)
            what = _("Not looked at: %(check)s") % {"check": check.__name__.replace("_", " ")}
            why = _("The check itself failed; the server's log says why.")
            found.append(
                Lack(f"failed-{check.__name__}", what, why, (Link(_("The server's log")),))
            )
    return found
