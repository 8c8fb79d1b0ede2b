"""Articles in lists: which, in which order, and what a list shows of each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models.functions import Substr
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from articles.models.image import attach_renditions

if TYPE_CHECKING:
    from articles.models.pages.article import ArticlePage

THUMBNAIL = "fill-400x224|format-webp"
"""200 x 112 CSS pixels in lists, at twice the density."""

ARTICLE_DEPTH = 4
"""In the tree: its root, the home page, a topic, an article."""


class ArticleQuerySet(PageQuerySet):
    def for_listing(self) -> "ArticleQuerySet":
        """Newest first, with what a list shows, in the same number of queries for 5 or 500.

        Call `show_pictures` with the articles that are really listed.
        """
        return (
            self.order_by("-first_published_at", "pk")
            .select_related("locale", "picture__dark")
            .defer("body", "urgent", "next_step")
        )

    def for_everyone(self) -> "ArticleQuerySet":
        """Live, and in no private section: `live().public()`, without a query of its own.

        Each step of the path is looked up in one list, which the database makes once: a condition
        of the row's own would be weighed for every article.
        """
        restricted = PageViewRestriction.objects.values("page")
        paths = Page.objects.filter(pk__in=restricted).order_by().values("path")
        found = self.live()
        for depth in range(1, ARTICLE_DEPTH + 1):
            name = f"section_{depth}"
            found = found.alias(**{name: Substr("path", 1, depth * Page.steplen)})
            found = found.exclude(**{f"{name}__in": paths})
        return found


def show_pictures(articles: Iterable["ArticlePage"]) -> None:
    """Read the thumbnails of these articles in one query."""
    attach_renditions((article.picture for article in articles), [THUMBNAIL])
