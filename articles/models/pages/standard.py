from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from articles.blocks import StandardBodyBlock
from articles.models.pages.base import PublicPage
from articles.models.pages.body import BodyMixin


class StandardPage(BodyMixin, PublicPage):
    """About us, programme, insurance, the policies: what the centre says of itself."""

    body = StreamField(
        StandardBodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_(
            "What the organization says of itself, for families who wonder whom they can trust."
        ),
    )

    content_panels = [*PublicPage.content_panels, FieldPanel("body"), *PublicPage.closing_panels]
    search_fields = [*PublicPage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar = ["articles.HomePage"]
    subpage_types: ClassVar[list[str]] = []
