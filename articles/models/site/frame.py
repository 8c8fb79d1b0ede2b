"""What stands round a page, read in as few queries as it takes: settings, and the pages linked."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from articles.models.site.banner import Banner
from articles.models.site.menus import Menus
from articles.models.site.organisation import Organisation

HOME_DEPTH = 2
"""Of a home page in Wagtail's tree, whatever its language."""


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
        self.__dict__.pop("_in_language", None)

    @cached_property
    def pages(self) -> dict[int, Page]:
        """By primary key, each with its locale; drafts too, so ask each whether it is live.

        The home page of every language is among them, and in another language than the first,
        what each page is there.
        """
        ours = {self.organisation.help_page_id, self.organisation.privacy_page_id}
        if self.banner:
            ours.add(self.banner.link_id)
        for items in (self.menus.header, self.menus.footer) if self.menus else ():
            ours |= {item["value"].get("page") for item in items.raw_data}
        wanted = self._wanted | Q(pk__in=ours - {None}) | Q(depth=HOME_DEPTH)
        language = get_language()
        if language != settings.LANGUAGE_CODE:
            keys = Page.objects.filter(wanted).values("translation_key")
            wanted |= Q(translation_key__in=keys, locale__language_code=language)
        return {page.pk: page for page in Page.objects.filter(wanted).select_related("locale")}

    @cached_property
    def _in_language(self) -> dict[Any, Page]:
        """By translation key, what is live in the reader's language."""
        language = get_language()
        pages = self.pages.values()
        return {
            page.translation_key: page
            for page in pages
            if page.live and page.locale.language_code == language
        }

    def in_language(self, page: Page | None) -> Page | None:
        """What `page` is in the reader's language, if it is live there.

        Under the site's first language a page that is not there stands for itself: an editor who
        links to a page in Spanish means it. Elsewhere nothing leads out of the language.
        """
        if page is None or not page.live:
            return None
        found = self._in_language.get(page.translation_key)
        return found or (page if get_language() == settings.LANGUAGE_CODE else None)

    def page(self, key: int | None) -> Page | None:
        """The page of this key, as `in_language` has it."""
        return self.in_language(self.pages.get(key or 0))

    def home(self, language: str) -> Page | None:
        """The live home page of a language."""
        site = self.organisation.site
        root = self.pages.get(site.root_page_id) if site else None
        for page in self.pages.values():
            same = root is not None and page.translation_key == root.translation_key
            if same and page.live and page.locale.language_code == language:
                return page
        return None

    def links(self, items: Any) -> list[tuple[Page, str]]:
        """A menu's pages that are live in the reader's language, each with its words."""
        found = []
        for item in items.raw_data:
            page = self.pages.get(item["value"].get("page"))
            there = self.in_language(page)
            if there is not None:
                # Words of the menu's own are in the language of the page that was chosen.
                label = item["value"].get("label") if there == page else ""
                found.append((there, label or there.title))
        return found
