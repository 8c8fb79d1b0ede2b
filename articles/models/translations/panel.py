"""Where an editor who changes a page sees which texts of its translation are behind it."""

from functools import cached_property
from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import Panel

from articles.models.checkup import Checkup
from articles.models.translations.behind import Behind, behind


class BehindPanel(Panel):
    """Shown only while something is behind."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/editing/behind_panel.html"

        @cached_property
        def found(self) -> list[Behind]:
            page = self.instance
            if not page.pk:
                return []
            # What is live was counted when it was published.
            counted = Checkup.objects.of_translations(page)
            if not page.has_unpublished_changes and not counted.filter(behind__gt=0).exists():
                return []
            return behind(page)

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.found)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            finder = AdminURLFinder(self.request.user)
            context["behind"] = [(each, finder.get_edit_url(each.page)) for each in self.found]
            return context
