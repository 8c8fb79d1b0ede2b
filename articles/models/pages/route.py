"""A route: for one kind of reader, what to do tonight, this week and later."""

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from articles.blocks import WHENS, RouteBlock, UrgentBlock
from articles.models.pages.base import PublicPage
from articles.models.pages.body import BodyMixin
from articles.models.pages.readers import ReadersMixin
from articles.models.pages.targets import targets
from articles.models.translations.urgent import UrgentMixin


class RoutePage(ReadersMixin, BodyMixin, UrgentMixin, PublicPage):
    """Steps in the order in which a reader can take them; each leads to one page at most."""

    who = models.CharField(
        _("who it is for"),
        max_length=60,
        help_text=_("As the reader says it on the home page: “My teenager”."),
    )
    urgent = StreamField(
        UrgentBlock(max_num=6),
        blank=True,
        verbose_name=_("urgent"),
        help_text=_("Dangers that this reader may face now. They stand first."),
    )
    body = StreamField(
        RouteBlock(),
        blank=True,
        verbose_name=_("steps"),
        help_text=_("What this reader does tonight, this week and later. A few steps are enough."),
    )

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("who"),
        FieldPanel("read_by_children"),
        FieldPanel("urgent"),
        FieldPanel("body"),
        *PublicPage.closing_panels,
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("who", boost=2),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar = ["articles.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["parts"] = self.parts
        return context

    @property
    def parts(self) -> list[tuple[str, list[Any]]]:
        """Tonight, this week, later, each with its steps; a part without steps is left out."""
        steps = [block.value for block in self.blocks]
        found = [(when, [s for s in steps if s.get("when") == when]) for when, _label in WHENS]
        return [(when, those) for when, those in found if those]

    @cached_property
    def targets(self) -> dict[int, Page]:
        """What the steps lead to, by the chosen key: what everyone may read, in this language."""
        return targets(list(self.body.raw_data), self.locale)
