from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.blocks import DoorsBlock
from articles.blocks.shared import resolving
from articles.models.pages.base import PublicPage
from articles.models.pages.route import RoutePage
from articles.models.pages.targets import in_private_section, targets
from articles.models.pages.topic import TopicPage


class HomePage(PublicPage):
    """Three doors, then who is read for, then the topics: one next step in five seconds."""

    doors = StreamField(
        DoorsBlock(max_num=3),
        blank=True,
        verbose_name=_("doors"),
        help_text=_("The three ways in for somebody in need, what is most urgent first."),
    )
    picture = models.ForeignKey(
        "articles.SiteImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A wide picture at the foot of the page. It decorates and says nothing."),
    )

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("doors"),
        FieldPanel("picture"),
        *PublicPage.closing_panels,
    ]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "articles.TopicPage",
        "articles.RoutePage",
        "articles.StandardPage",
    ]

    @cached_property
    def ways(self) -> list[dict[str, Any]]:
        """The doors that lead somewhere: `kind`, `title`, `sentence`, and the `page` behind.

        To talk to someone there is always the form, with `page` None.
        """
        with resolving({Page: targets(list(self.doors.raw_data), self.locale)}):
            doors = [door.value for door in self.doors]
        return [door for door in doors if door["page"] or door["kind"] == "talk"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        for name, model in (("topics", TopicPage), ("routes", RoutePage)):
            below = model.objects.child_of(self).live().filter(~in_private_section())
            context[name] = below.select_related("locale")
        return context
