"""What search engines read."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

# Search is not closed to crawlers: who may not fetch its results cannot read their `noindex`.
ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /leave/
Disallow: /contact/thanks/
Disallow: /es/contact/thanks/

Sitemap: {site}/sitemap.xml
"""


class AllLanguages(Sitemap):
    """Every live page of every language: Wagtail's own walks below the site's root page alone."""

    def items(self) -> Any:
        pages = Page.objects.none()
        for home in self.get_wagtail_site().root_page.get_translations(inclusive=True):
            pages |= Page.objects.descendant_of(home, inclusive=True)
        return pages.live().public().order_by("path").defer_streamfields().specific()

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        """Without what has no address here, such as a language whose home page is too new for what
        this process remembers of the site."""
        return [entry for entry in super()._urls(page, protocol, domain) if entry["location"]]


class FixedPages(DjangoSitemap):
    """What stands beside the tree of pages, in each language."""

    i18n = alternates = True

    def items(self) -> Any:
        return ["family_plan", "glossary", "contact:form"]

    def location(self, item: Any) -> str:
        return reverse(item)


SITEMAPS = {"pages": AllLanguages, "fixed": FixedPages}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS.format(site=settings.SITE_URL), content_type="text/plain")
