from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from articles.blocks import DoorsBlock
from articles.models.pages.base import PublicPage
from articles.models.pages.route import RoutePage
from articles.models.pages.topic import TopicPage


class HomePage(PublicPage):
    """Three doors, then who is read for, then the topics: one next step in five seconds."""

    doors = StreamField(DoorsBlock(max_num=3), blank=True, verbose_name=_("doors"))
    picture = models.ForeignKey(
        "articles.SiteImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [*PublicPage.content_panels, FieldPanel("doors"), FieldPanel("picture")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "articles.TopicPage",
        "articles.RoutePage",
        "articles.StandardPage",
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = (
            TopicPage.objects.child_of(self).live().public().select_related("locale")
        )
        context["routes"] = (
            RoutePage.objects.child_of(self).live().public().select_related("locale")
        )
        return context
