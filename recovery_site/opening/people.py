"""Who answers and when, who is told, and who lets an article go live."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from articles.models import MedicalReviewTask, PublicationTask, Reviewer
from contact.models import Office
from recovery_site.opening.lack import Lack, Link, setting

RESERVED = ("example", "example.org", "example.com", "example.net", "invalid", "localhost", "test")
"""Names that RFC 2606 keeps for examples: mail to them reaches nobody."""


def office() -> Iterator[Lack]:
    links = (setting(_("Settings, Office"), "contact", "office"),)
    now = Office.current()
    if not list(now.hours.all()):
        why = _("Without hours no page can say when somebody will call back.")
        yield Lack("hours", _("Opening hours"), why, links)
    if all(map(is_reserved, now.tell())):
        why = _("A request for help is kept, but no mail tells anybody that it came.")
        yield Lack("recipients", _("A mail address that is told of new requests"), why, links)


def reviewed_and_published() -> Iterator[Lack]:
    """One who reviews, and somebody else who publishes; both can sign in."""
    people = list(_who_may())
    reviewers = [pk for pk, reviews, _publishes in people if reviews]
    publishers = [pk for pk, _reviews, publishes in people if publishes]
    users = Link(_("Settings, Users"), "wagtailusers_users:index", (), "auth.change_user")
    if not reviewers:
        named = Link(_("Reviews, Reviewers"), "reviewers:index", (), "articles.add_reviewer")
        what = _("A reviewer with a name, and an account that can sign in")
        why = _("No article can be approved, so each would say that no clinician read it.")
        yield Lack("reviewer", what, why, (named, users))
    one_alone = len(publishers) == 1 and publishers == reviewers
    if not publishers or one_alone:
        what = _("A publisher who is not the reviewer")
        why = _("Two people look at every article, so that one mistake is not enough.")
        yield Lack("publisher", what, why, (users,))


def is_reserved(address: str) -> bool:
    domain = address.rpartition("@")[2].lower()
    return any(domain == name or domain.endswith(f".{name}") for name in RESERVED)


def _who_may() -> Any:
    """Of all who can sign in: the key, whether they review, whether they publish."""
    reviews = MedicalReviewTask.objects.filter(active=True, groups__user=OuterRef("pk"))
    publishes = PublicationTask.objects.filter(active=True, groups__user=OuterRef("pk"))
    named = Reviewer.objects.filter(user=OuterRef("pk"))
    locked_out = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    people = get_user_model()._default_manager.filter(is_active=True).exclude(locked_out)
    people = people.annotate(reviews=Exists(reviews) & Exists(named), publishes=Exists(publishes))
    return people.filter(Q(reviews=True) | Q(publishes=True)).values_list(
        "pk", "reviews", "publishes"
    )
