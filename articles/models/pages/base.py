"""What every public page has. Abstract, so that the base page stays Wagtail's own."""

from http import HTTPMethod
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index


class PublicPage(Page):
    """A page that families read: a summary, and answers to reading methods alone."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences: what a reader finds here. Shown whole in lists."),
    )

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    show_in_menus_default = False

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("For search engines and shared links"),
        ),
        HelpPanel(
            content=_("A shared link shows the title and this description, and a neutral picture.")
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.AutocompleteField("summary"),
    ]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises `Http404` under another language's address, where the page has no words."""
        previewed = getattr(request, "is_preview", False)
        if not previewed and get_language() != self.locale.language_code:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # The way back, from the home page down; the tree's root is no page of ours.
        context["trail"] = self.get_ancestors().filter(depth__gte=2).select_related("locale")
        return context
