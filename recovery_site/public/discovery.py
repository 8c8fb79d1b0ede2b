"""What search engines read."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /leave/
Disallow: /search/
Disallow: /es/search/
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


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS.format(site=settings.SITE_URL), content_type="text/plain")
