"""What is new, for feed readers: nobody gives an address, and nobody learns who follows.

Titles and summaries alone; the links are the articles' own addresses, with nothing added.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from articles.models import ArticlePage, Frame, HomePage, TopicPage

NEWEST = 20


@dataclass(frozen=True)
class Channel:
    """What is followed: the articles below `page`, under `title`."""

    page: HomePage | TopicPage
    title: str
    publisher: str


class SiteFeed(Feed):
    """The newest articles of every topic, in the language of the address."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, **named: Any) -> Channel:
        """Raises `Http404` where nobody may read what would be followed."""
        home = self._home()
        publisher = Frame.of(request).organisation.name
        return Channel(home, publisher, publisher)

    def _home(self) -> HomePage:
        homes = HomePage.objects.live().public().select_related("locale")
        return get_object_or_404(homes, locale__language_code=get_language())

    def title(self, channel: Channel) -> str:
        return channel.title

    def subtitle(self, channel: Channel) -> str:
        return channel.page.summary

    def author_name(self, channel: Channel) -> str:
        return channel.publisher

    def link(self, channel: Channel) -> str:
        return channel.page.url

    def items(self, channel: Channel) -> Iterable[ArticlePage]:
        below = ArticlePage.objects.descendant_of(channel.page)
        return below.for_everyone().for_listing()[:NEWEST]

    def item_title(self, item: Any) -> str:
        return item.title

    def item_description(self, item: Any) -> str:
        # Django calls an Atom summary HTML; ours is text.
        return escape(item.summary)

    def item_link(self, item: Any) -> str:
        return item.url

    def item_pubdate(self, item: Any) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Any) -> datetime | None:
        return item.last_published_at


class TopicFeed(SiteFeed):
    """The newest articles of one topic."""

    def get_object(self, request: HttpRequest, **named: Any) -> Channel:
        topics = TopicPage.objects.child_of(self._home()).live().public().select_related("locale")
        topic = get_object_or_404(topics, slug=named["topic"])
        return Channel(topic, topic.title, Frame.of(request).organisation.name)
