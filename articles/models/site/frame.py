"""What stands round a page, read in as few queries as it takes: settings, and the pages linked."""

from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from articles.models.site.banner import Banner
from articles.models.site.menus import Menus
from articles.models.site.organisation import Organisation


class Frame:
    """One a request. Whoever needs a page says so with `want()` before the first is read."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._wanted = Q()

    @classmethod
    def of(cls, request: Any) -> "Frame":
        if not hasattr(request, "_frame"):
            request._frame = cls(request)
        return request._frame

    @cached_property
    def organisation(self) -> Organisation:
        return Organisation.for_request(self.request)

    @cached_property
    def banner(self) -> Banner | None:
        return getattr(self.organisation.site, "banner", None)

    @cached_property
    def menus(self) -> Menus | None:
        return getattr(self.organisation.site, "menus", None)

    def want(self, pages: Q) -> None:
        """Have these pages read together with those that the frame itself links to."""
        self._wanted |= pages
        self.__dict__.pop("pages", None)

    @cached_property
    def pages(self) -> dict[int, Page]:
        """By primary key, each with its locale; drafts too, so ask each whether it is live."""
        ours = {self.organisation.help_page_id, self.organisation.privacy_page_id}
        if self.banner:
            ours.add(self.banner.link_id)
        for items in (self.menus.header, self.menus.footer) if self.menus else ():
            ours |= {item["value"].get("page") for item in items.raw_data}
        wanted = self._wanted | Q(pk__in=ours - {None})
        return {page.pk: page for page in Page.objects.filter(wanted).select_related("locale")}

    def links(self, items: Any) -> list[tuple[Page, str]]:
        """The live pages of a menu, each with its words."""
        found = []
        for item in items.raw_data:
            page = self.pages.get(item["value"].get("page"))
            if page is not None and page.live:
                found.append((page, item["value"].get("label") or page.title))
        return found
