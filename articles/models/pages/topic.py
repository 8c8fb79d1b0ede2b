from typing import Any, ClassVar

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from articles.blocks import UrgentBlock
from articles.models.pages.article import ArticlePage
from articles.models.pages.base import PublicPage
from articles.models.pages.listing import show_pictures
from articles.models.translations.urgent import UrgentMixin


class TopicPage(UrgentMixin, PublicPage):
    """A list of articles, twelve to a page, the newest first."""

    ARTICLES_PER_PAGE = 12

    urgent = StreamField(
        UrgentBlock(max_num=3),
        blank=True,
        verbose_name=_("urgent"),
        help_text=_("Dangers that a reader of this topic may face now. They stand first."),
    )

    content_panels = [*PublicPage.content_panels, FieldPanel("urgent"), *PublicPage.closing_panels]
    parent_page_types: ClassVar = ["articles.HomePage"]
    subpage_types: ClassVar = ["articles.ArticlePage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Raises `Http404` where the page number in the address is not one of ours."""
        articles = ArticlePage.objects.child_of(self).for_everyone().for_listing()
        context = super().get_context(request, *args, **kwargs)
        try:
            context["articles"] = Paginator(articles, self.ARTICLES_PER_PAGE).page(
                request.GET.get("page", 1)
            )
        except InvalidPage as error:
            raise Http404 from error
        show_pictures(context["articles"])
        return context
