"""The addresses that pages and sources lead to, and what was heard of each when it was asked."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from articles.editing.links import address_of
from articles.fetching import FetchError, Reason, parse
from articles.models.evidence.source import Source

LONGEST = 2000
"""Letters of an address; a longer one is not looked at."""

TROUBLES = [
    (Reason.UNREACHABLE.value, _("The host cannot be reached")),
    (Reason.TIMEOUT.value, _("The host answers too slowly")),
    (Reason.TLS.value, _("The connection is not safe")),
    (Reason.TOO_MANY_REDIRECTS.value, _("It leads from one address to the next without end")),
    (Reason.TOO_LARGE.value, _("The answer cannot be read")),
    (Reason.REFUSED_ADDRESS.value, _("It leads into a private network")),
    (Reason.BAD_ADDRESS.value, _("It is no address of the web")),
]

TWICE = timedelta(days=1)
"""How far apart two looks are that take a link for broken: a host may have a bad day."""


class LinkQuerySet(models.QuerySet["Link"]):
    def broken(self) -> "LinkQuerySet":
        """What an editor is to change: gone, refused, or out of order for a day at least.

        What moved still works, and what is closed to robots may be open to people.
        """
        lasting = Q(state=Link.State.FAILING, failed_since__lte=F("checked_at") - TWICE)
        return self.filter(lasting | Q(state__in=[Link.State.GONE, Link.State.REFUSED]))


class LinkManager(models.Manager.from_queryset(LinkQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def record(
        self, page: Page, addresses: Iterable[str], pages: Iterable[int] | None = None
    ) -> None:
        """`page` leads to these addresses and pages of ours, and to no others.

        `articles.editing.links` has both; without `pages`, what is known of them stays. An address
        that nothing uses any more is forgotten. As many queries for a hundred links as for one.
        """
        wanted = {digest_of(address): address for address in _usable(addresses)}
        ties = Link.pages.through.objects.filter(page_id=page.pk)
        # All that may change is locked at once, in one order: of two pages that are saved at a
        # time, neither forgets what the other begins to use.
        touched = Q(digest__in=wanted) | Q(pk__in=ties.values("link_id"))
        rows = self.select_for_update().filter(touched).order_by("pk")
        known = dict(rows.values_list("digest", "pk"))
        known |= self._make({d: a for d, a in wanted.items() if d not in known})
        now = {known[digest] for digest in wanted if digest in known}
        before = set(ties.values_list("link_id", flat=True))
        if added := now - before:
            through = Link.pages.through
            new = [through(link_id=key, page_id=page.pk) for key in sorted(added)]
            through.objects.bulk_create(new, ignore_conflicts=True)
        if lost := before - now:
            ties.filter(link_id__in=lost).delete()
            self._forget(self.filter(pk__in=lost))
        if pages is not None:
            PageLink.objects.record(page, set(pages))

    def follow_sources(self) -> None:
        """The links of sources are looked at like those of pages. Two queries if none is new."""
        wanted = {digest_of(address): address for address in _of_sources()}
        known = set(self.filter(digest__in=wanted).values_list("digest", flat=True))
        self._make({d: a for d, a in wanted.items() if d not in known})

    def forget_unused(self) -> int:
        """Of pages and sources that were deleted, the links; returns how many."""
        return self._forget(self.all())

    @transaction.atomic(savepoint=False)
    def _make(self, wanted: dict[str, str]) -> dict[str, int]:
        if not wanted:
            return {}
        self.bulk_create([Link.to(wanted[d]) for d in sorted(wanted)], ignore_conflicts=True)
        rows = self.select_for_update().filter(digest__in=wanted).order_by("pk")
        return dict(rows.values_list("digest", "pk"))

    @transaction.atomic(savepoint=False)
    def _forget(self, links: LinkQuerySet) -> int:
        seen = list(links.filter(pages=None).values_list("pk", flat=True))
        if not seen:
            return 0
        # Once they are locked no page begins to use one; one may have done so until now.
        list(self.select_for_update().filter(pk__in=seen).order_by("pk").values_list("pk"))
        unused = dict(self.filter(pk__in=seen, pages=None).values_list("digest", "pk"))
        for address in _of_sources():
            unused.pop(digest_of(address), None)
        self.filter(pk__in=unused.values()).delete()
        return len(unused)


class Link(models.Model):
    class State(models.TextChoices):
        UNCHECKED = "unchecked", _("Not looked at yet")
        FINE = "fine", _("Works")
        MOVED = "moved", _("Has moved for good")
        GONE = "gone", _("Is gone")
        FAILING = "failing", _("Does not work now")
        CLOSED = "closed", _("Lets no robot in: look by hand")
        REFUSED = "refused", _("Leads to no public address")

    url = models.CharField(_("address"), max_length=LONGEST)
    # PostgreSQL's indexes take no 2,000 letters.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    host = models.CharField(_("host"), max_length=253, editable=False, db_index=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.UNCHECKED
    )
    status = models.PositiveSmallIntegerField(
        _("status"), null=True, help_text=_("What the host answered last; none if it did not.")
    )
    trouble = models.CharField(_("trouble"), max_length=20, blank=True, choices=TROUBLES)
    moved_to = models.CharField(_("moved to"), max_length=LONGEST, blank=True)
    checked_at = models.DateTimeField(_("looked at"), null=True)
    next_check_at = models.DateTimeField(default=timezone.now, db_index=True)
    failed_since = models.DateTimeField(_("out of order since"), null=True)
    gone_since = models.DateTimeField(_("gone since"), null=True)
    # Its host may be asked again then: a pause after each question, or what the host asks for.
    host_free_at = models.DateTimeField(null=True, editable=False, db_index=True)
    # A host that has no good answer to HEAD is asked by GET from then on.
    by_get = models.BooleanField(default=False, editable=False)
    pages: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "wagtailcore.Page", related_name="links", editable=False
    )

    objects = LinkManager()
    # A page is not "used" by the addresses that it leads to.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["url", "pk"]
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.url

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.digest, self.host = digest_of(self.url), host_of(self.url)
        super().save(*args, **kwargs)

    @classmethod
    def to(cls, url: str) -> "Link":
        return cls(url=url, digest=digest_of(url), host=host_of(url))


class PageLinkManager(models.Manager["PageLink"]):
    def broken(self) -> "models.QuerySet[PageLink]":
        """To a page which is gone or not live."""
        return self.exclude(target__in=Page.objects.live().order_by().values("pk"))

    def record(self, page: Page, targets: set[int]) -> None:
        mine = self.filter(page_id=page.pk)
        before = set(mine.values_list("target", flat=True))
        new = [PageLink(page_id=page.pk, target=key) for key in sorted(targets - before)]
        self.bulk_create(new, ignore_conflicts=True)
        if lost := before - targets:
            mine.filter(target__in=lost).delete()


class PageLink(models.Model):
    """A page leads to another one. Wagtail's own index of references forgets those to a page that
    was deleted, which are the ones that an editor has to find."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    # A number and no key, so that it stays when the page behind it goes.
    target = models.PositiveBigIntegerField(db_index=True)

    objects = PageLinkManager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "target"], name="page_leads_to_it_once")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} to {self.target}"


def digest_of(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


def host_of(url: str) -> str:
    """In its one spelling; nothing for what is no address, which no host will ever be asked."""
    try:
        return parse(url).host
    except FetchError:
        return ""


def _usable(addresses: Iterable[str]) -> set[str]:
    return {url for url in map(address_of, addresses) if 0 < len(url) <= LONGEST}


def _of_sources() -> set[str]:
    return _usable(source.link for source in Source.objects.only("doi", "url"))
